import { kept } from './database.js';

const TRY_AGAIN = 10_000;

/**
 * What is sent later, in order, if there is no network now: kept on the device, also when the application is closed.
 * Dispatches `change`.
 */
export class Queue extends EventTarget {

	/** The entries that wait; each has an `id`. */
	entries = [];

	#name;

	#send;

	#flushing;

	/**
	 * @param name the name under which the entries are kept
	 * @param send sends an entry; fails with the code OFFLINE or UNAVAILABLE if it has to be sent again
	 */
	constructor(name, send) {
		super();
		this.#name = name;
		this.#send = send;
	}

	async start() {
		this.entries = await kept.get(this.#name) ?? [];
		this.dispatchEvent(new Event('change'));
		addEventListener('online', () => this.flush());
		setInterval(() => this.flush(), TRY_AGAIN);
		return this.flush();
	}

	async add(entry) {
		await this.#keep([...this.entries, entry]);
	}

	/** Takes back an entry that was not sent. Returns whether it was still waiting. */
	async remove(id) {
		const waiting = this.entries.some((entry) => entry.id === id);
		await this.#keep(this.entries.filter((entry) => entry.id !== id));
		return waiting;
	}

	/** Sends what waits. One call at a time does so. */
	flush() {
		this.#flushing ??= this.#flush().finally(() => {
			this.#flushing = undefined;
		});
		return this.#flushing;
	}

	async #flush() {
		while (this.entries.length) {
			const [first] = this.entries;
			try {
				await this.#send(first);
			}
			catch (failure) {
				if (isTemporary(failure)) {
					return;
				}
			}
			await this.#keep(this.entries.filter((entry) => entry.id !== first.id));
		}
	}

	async #keep(entries) {
		this.entries = entries;
		this.dispatchEvent(new Event('change'));
		await kept.put(this.#name, entries).catch(() => undefined);
	}

}

/** Whether an operation may succeed if it is sent again later. */
export function isTemporary({ code }) {
	return ['OFFLINE', 'UNAVAILABLE', 'RATE_LIMITED'].includes(code);
}
