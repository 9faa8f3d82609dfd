import { client } from 'shared/client.js';
import { kept } from 'shared/database.js';
import { text } from 'shared/messages.js';
import { page } from 'shared/page.js';
import { pages } from 'shared/pages.js';
import { isTemporary, Queue } from 'shared/queue.js';
import { signIn } from 'shared/sign-in.js';
import { Store } from 'shared/store.js';

import { operations } from './operations.js';
import { sound } from './sound.js';
import { nearest, verdict } from './verdict.js';

const HOUR = 3_600_000;

const AGAIN = 20_000;

const MOST_RESULTS = 20;

/**
 * A door. `state` is `loading`, `anonymous`, `ready` or `failed`. `results` are the last answers, newest first; each has an
 * `answer`: `yes`, `again`, `no` or `later` (waits for the network).
 */
class Door extends Store {

	/** Check-ins that were made without a network. */
	queue = new Queue('check-ins', ([entry]) => this.#send(entry));

	#timer;

	constructor() {
		super({ state: 'loading', sessions: [], session: undefined, results: [], waiting: 0 });
		this.queue.addEventListener('change', () => this.set({ waiting: this.queue.entries.length }));
	}

	async start() {
		clearInterval(this.#timer);
		if (signIn.state === 'anonymous') {
			this.set({ state: 'anonymous' });
			return;
		}
		const last = await kept.get('door');
		if (last) {
			this.set({ ...last, state: 'ready' });
		}
		await this.queue.start();
		await this.read();
		this.#timer = setInterval(() => this.read(), AGAIN);
	}

	/** Reads the sessions of the hours around now, with their counts. */
	async read() {
		try {
			const now = Date.now();
			const variables = { eventId: page.eventId, from: new Date(now - 6 * HOUR).toISOString(), to: new Date(now + 18 * HOUR).toISOString() };
			const sessions = [];
			for await (const nodes of pages(async (after) => (await client.execute(operations.Sessions, { ...variables, after })).event.sessions)) {
				sessions.push(...nodes);
			}
			const session = sessions.find(({ id }) => id === this.state.session?.id) ?? this.state.session;
			this.set({ state: 'ready', sessions: nearest(sessions, now), session, online: true });
			await this.#keep();
		}
		catch (failure) {
			this.set(isTemporary(failure) ? { online: false, state: this.state.sessions.length ? 'ready' : 'failed' } : { state: 'failed' });
		}
	}

	async choose(session) {
		this.set({ session, results: [] });
		await this.#keep();
	}

	/** Checks somebody in, or keeps the check-in until there is a network. */
	async checkIn(code) {
		const entry = { id: crypto.randomUUID(), sessionId: this.state.session.id, code, at: Date.now() };
		try {
			await this.#send(entry);
		}
		catch (failure) {
			if (isTemporary(failure)) {
				await this.queue.add(entry);
				this.#result({ ...entry, answer: 'later' });
				this.set({ online: false });
			}
			else {
				this.#result({ ...entry, answer: 'no', words: failure.message });
			}
		}
	}

	async #send(entry) {
		const { sessionId, code, id } = entry;
		const { checkIn } = await client.execute(operations.CheckIn, { input: { sessionId, attendee: { code }, requestId: id } });
		this.#result({ ...entry, ...verdict(checkIn) });
		this.#counted(checkIn.session);
		this.set({ online: true });
	}

	/** Undoes an answer: also one that still waits. */
	async undo(result) {
		if (result.answer === 'later' && await this.queue.remove(result.id)) {
			this.#result({ ...result, answer: 'undone' }, false);
			return;
		}
		try {
			const { undoCheckIn } = await client.execute(operations.UndoCheckIn,
				{ input: { sessionId: result.sessionId, attendee: { code: result.code }, requestId: `undo-${result.id}` } });
			this.#result({ ...result, answer: undoCheckIn.message ? 'no' : 'undone', words: undoCheckIn.message }, false);
			this.#counted(undoCheckIn.session);
		}
		catch (failure) {
			this.#result({ ...result, words: isTemporary(failure) ? text('failure.offline') : failure.message }, false);
		}
	}

	#result(result, audible = true) {
		if (audible) {
			sound(result.answer);
		}
		const others = this.state.results.filter(({ id }) => id !== result.id);
		const known = others.length < this.state.results.length;
		this.set({ results: known ? this.state.results.map((one) => one.id === result.id ? result : one) : [result, ...others].slice(0, MOST_RESULTS) });
	}

	#counted(session) {
		if (session && session.id === this.state.session?.id) {
			this.set({ session });
		}
	}

	#keep() {
		const { sessions, session } = this.state;
		return kept.put('door', { sessions, session }).catch(() => undefined);
	}

}

export const door = new Door();
