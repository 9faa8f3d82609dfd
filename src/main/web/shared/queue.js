import { kept } from './database.js';

const TRY_AGAIN = 10_000;

/** What fails with these codes fails each time. */
const NEVER = ['NOT_FOUND', 'BAD_INPUT', 'FORBIDDEN'];

/**
 * What is sent later, in order, if there is no network now: kept on the device, also when the application is closed. The
 * windows of an application share its queue. Dispatches `change`.
 */
export class Queue extends EventTarget {

	/** The entries that wait; each has an `id`. */
	entries = [];

	#name;

	#send;

	#atOnce;

	#never;

	#started;

	#flushing;

	/**
	 * @param name the name under which the entries are kept
	 * @param send sends a list of entries. They are sent again if this fails, so it must be idempotent
	 * @param options `atOnce`: how many entries are sent together, at most; `never`: after a failure with one of these
	 * codes, the entries are not sent again
	 */
	constructor(name, send, { atOnce = 1, never = NEVER } = {}) {
		super();
		this.#name = name;
		this.#send = send;
		this.#atOnce = atOnce;
		this.#never = never;
	}

	/** Reads what waits, and sends it now and whenever there is a network. */
	async start() {
		this.#started ??= this.#start();
		await this.#started;
		return this.flush();
	}

	async #start() {
		await this.#change((entries) => entries);
		addEventListener('online', () => this.flush());
		setInterval(() => this.flush(), TRY_AGAIN);
	}

	/**
	 * Adds an entry. When this completes, the device keeps it.
	 * @param replaced says of each entry that waits whether the new one replaces it
	 */
	add(entry, replaced = () => false) {
		return this.#change((entries) => [...entries.filter((one) => !replaced(one)), entry]);
	}

	/** Takes back an entry that was not sent. Returns whether it was still waiting. */
	async remove(id) {
		let waiting;
		await this.#change((entries) => {
			waiting = entries.some((entry) => entry.id === id);
			return entries.filter((entry) => entry.id !== id);
		});
		return waiting;
	}

	/** Forgets what waits. */
	clear() {
		return this.#change(() => []);
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
			const sent = this.entries.slice(0, this.#atOnce);
			try {
				await this.#send(sent);
			}
			catch (failure) {
				if (!this.#never.includes(failure.code)) {
					return;
				}
			}
			const ids = sent.map(({ id }) => id);
			await this.#change((entries) => entries.filter(({ id }) => !ids.includes(id)));
		}
	}

	async #change(change) {
		this.entries = await kept.change(this.#name, (entries = []) => change(entries)).catch(() => change(this.entries));
		this.dispatchEvent(new Event('change'));
	}

}

/** Whether an operation may succeed if it is sent again later. */
export function isTemporary({ code }) {
	return ['OFFLINE', 'UNAVAILABLE', 'RATE_LIMITED'].includes(code);
}
