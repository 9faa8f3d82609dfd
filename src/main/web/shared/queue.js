import { kept } from './database.js';

const TRY_AGAIN = 10_000;

/** What fails with these codes fails each time. Everything else is kept and sent again. */
const NEVER = ['NOT_FOUND', 'BAD_INPUT', 'FORBIDDEN'];

/**
 * What is sent later, in order, if there is no network now: kept on the device, also when the application is closed.
 * Dispatches `change`.
 */
export class Queue extends EventTarget {

	/** The entries that wait; each has an `id`. */
	entries = [];

	#name;

	#send;

	#restored;

	#flushing;

	/**
	 * @param name the name under which the entries are kept
	 * @param send sends an entry. It is sent again if this fails, except with NOT_FOUND, BAD_INPUT or FORBIDDEN
	 */
	constructor(name, send) {
		super();
		this.#name = name;
		this.#send = send;
	}

	async start() {
		this.#restored ??= this.#restore();
		await this.#restored;
		return this.flush();
	}

	async #restore() {
		await this.#keep([...await kept.get(this.#name) ?? [], ...this.entries]);
		addEventListener('online', () => this.flush());
		setInterval(() => this.flush(), TRY_AGAIN);
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
				if (!NEVER.includes(failure.code)) {
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
