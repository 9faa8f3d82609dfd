import { kept } from 'shared/database.js';

const MARKS = 'marks';

/**
 * The check-ins that this device made since its door list was made: those that wait in the queue, and those that the server
 * has, but the list does not show yet.
 */
export class Memory {

	#queue;

	#settled = [];

	constructor(queue) {
		this.#queue = queue;
	}

	async restore() {
		this.#settled = await kept.get(MARKS) ?? [];
	}

	#all() {
		return [...new Map([...this.#settled, ...this.#queue.entries].map((entry) => [entry.id, entry])).values()];
	}

	/** The check-in of somebody at a session; undefined if there is none. */
	of(sessionId, who) {
		return this.#all().find((entry) => entry.sessionId === sessionId && entry.who === who && entry.said !== 'later');
	}

	/** How many people without a seat this device has admitted to a session. */
	admitted(sessionId) {
		return this.#all().filter((entry) => entry.sessionId === sessionId && entry.said === 'admitted').length;
	}

	/** Notes check-ins that the server has. */
	settle(entries) {
		return this.#keep([...this.#settled, ...entries]);
	}

	/** Notes that somebody is not checked in at a session. */
	undo({ sessionId, who }) {
		return this.#keep(this.#settled.filter((entry) => entry.sessionId !== sessionId || entry.who !== who));
	}

	/** Asks for a list with a function, and then forgets the check-ins that it shows: those that the server had before. */
	async during(refresh) {
		const before = this.#settled;
		await refresh();
		await this.#keep(this.#settled.filter((entry) => !before.includes(entry)));
	}

	/** Removes the check-ins that do not wait. */
	forget() {
		return this.#keep([]);
	}

	async #keep(entries) {
		this.#settled = entries;
		await kept.put(MARKS, entries).catch(() => undefined);
	}

}
