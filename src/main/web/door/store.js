import { client, Following } from 'shared/client.js';
import { kept } from 'shared/database.js';
import { page } from 'shared/page.js';
import { everything } from 'shared/pages.js';
import { isTemporary } from 'shared/queue.js';
import { signIn } from 'shared/sign-in.js';
import { Store } from 'shared/store.js';

import { Desk } from './desk.js';
import { around, nearest } from './find.js';
import { operations } from './operations.js';
import { sound } from './sound.js';

const HOUR = 3_600_000;

const MOST_SESSIONS = 20;

const MOST_RESULTS = 20;

const AGAIN = 60_000;

const AGAIN_OFFLINE = 10_000;

/**
 * A door. `state` is `loading`, `anonymous`, `ready` or `failed`; `session` is the chosen one, and `doors` the number of
 * devices that share its free seats. `results` are the last answers, newest first. `online` is whether the server answers, and `listed` whether there is a list for times without a
 * network; `problem` is the key of a message about it.
 */
class Door extends Store {

	desk = new Desk(this);

	#timer;

	#reading;

	#listing = Promise.resolve();

	#following = new Following(() => this.#follow());

	constructor() {
		super({ state: 'loading', sessions: [], session: undefined, doors: 1, results: [], waiting: 0, online: true, listed: false });
		addEventListener('online', () => this.read());
		addEventListener('offline', () => this.set({ online: false }));
	}

	async start() {
		clearTimeout(this.#timer);
		this.#following.stop();
		if (signIn.state === 'anonymous') {
			await this.desk.forget();
			this.set({ state: 'anonymous', results: [] });
			return;
		}
		const last = await kept.get('door');
		await this.desk.restore();
		this.set({ ...last, state: last ? 'ready' : 'loading', listed: this.desk.list.isValid() });
		this.#follow();
		await this.read();
	}

	/** Uploads what waits, and reads sessions, counts and the door list. One call at a time does so. */
	read() {
		this.#reading ??= this.#read().finally(() => {
			this.#reading = undefined;
			clearTimeout(this.#timer);
			this.#timer = setTimeout(() => this.read(), this.state.online ? AGAIN : AGAIN_OFFLINE);
		});
		return this.#reading;
	}

	/** Of the chosen session, what was reported during the reading is newer than what was read. */
	async #read() {
		if (this.state.state === 'anonymous') {
			return;
		}
		try {
			const before = this.state.session;
			const sessions = await sessionsAround(Date.now());
			const { session } = this.state;
			const read = session === before && sessions.find(({ id }) => id === session?.id);
			this.set({ state: 'ready', sessions, session: read || session, online: true });
			await this.#keep();
		}
		catch (failure) {
			if (signIn.state === 'signed-in') {
				this.set(isTemporary(failure) ? { online: false, state: this.state.sessions.length ? 'ready' : 'failed' } : { state: 'failed' });
			}
			return;
		}
		await this.desk.queue.flush();
		await this.readList();
	}

	/** Reads the door list of the chosen session and of those at the same time. One call after the other does so. */
	readList() {
		this.#listing = this.#listing.then(() => this.#readList());
		return this.#listing;
	}

	async #readList() {
		const { session, sessions, doors } = this.state;
		if (session) {
			const problem = await this.desk.refresh(around(session, sessions, MOST_SESSIONS).map(({ id }) => id), doors);
			this.set({ listed: this.desk.list.isValid(), problem });
		}
	}

	async choose(session) {
		this.set({ session, results: [] });
		this.#follow();
		await this.#keep();
		await this.readList();
	}

	async share(doors) {
		this.set({ doors });
		await this.#keep();
		await this.readList();
	}

	/** Shows the counts of the chosen session as soon as another door changes them. */
	#follow() {
		this.#following.stop();
		const { session } = this.state;
		if (session) {
			this.#following.add(operations.CheckInsChanged, { sessionId: session.id }, { next: ({ checkInsChanged }) => this.count(checkInsChanged) });
		}
	}

	/** Shows an answer, new or instead of an earlier one. */
	show(result, audible = true) {
		if (audible) {
			sound(result.answer);
		}
		const { results } = this.state;
		const known = results.some(({ id }) => id === result.id);
		this.set({ results: known ? results.map((one) => one.id === result.id ? result : one) : [result, ...results].slice(0, MOST_RESULTS) });
	}

	count(session) {
		if (session && session.id === this.state.session?.id) {
			this.set({ session });
		}
	}

	#keep() {
		const { sessions, session, doors } = this.state;
		return kept.put('door', { sessions, session, doors }).catch(() => undefined);
	}

}

/** The sessions of the hours around now, with their counts. */
async function sessionsAround(now) {
	const variables = { eventId: page.eventId, from: new Date(now - 6 * HOUR).toISOString(), to: new Date(now + 18 * HOUR).toISOString() };
	const read = async (after) => (await client.execute(operations.Sessions, { ...variables, after })).event.sessions;
	return nearest(await everything(read), now);
}

export const door = new Door();
