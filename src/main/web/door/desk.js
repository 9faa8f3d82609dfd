import { client, Failure } from 'shared/client.js';
import { kept } from 'shared/database.js';
import { newId } from 'shared/new-id.js';
import { page } from 'shared/page.js';
import { isTemporary, Queue } from 'shared/queue.js';

import { isBadge, label, normalised } from './codes.js';
import { DoorList } from './list.js';
import { Memory } from './memory.js';
import { Notices } from './notices.js';
import { operations } from './operations.js';
import { answered, decided, difference } from './verdict.js';

const MOST_AT_ONCE = 500;

/** How long the people at a door wait for the server, in milliseconds. */
const PATIENCE = 4_000;

/**
 * Checks people in: the server answers or, without a network, the door list. Then the check-in waits in a queue on the
 * device until the server has it. The entries of the queue contain what was `said`: `yes`, `admitted` (to a free seat) or
 * `later` (the list could not tell).
 */
export class Desk {

	list = new DoorList();

	/** Each upload may be repeated, so nothing is removed before the server has stored it. */
	queue = new Queue('check-ins', (entries) => this.#upload(entries), { atOnce: MOST_AT_ONCE, never: [] });

	notices = new Notices();

	#door;

	#memory = new Memory(this.queue);

	#takenBack = new Set();

	constructor(door) {
		this.#door = door;
		this.queue.addEventListener('change', () => door.set({ waiting: this.queue.entries.length }));
	}

	async restore() {
		await Promise.all([this.list.restore(), this.#memory.restore(), this.notices.restore()]);
		this.queue.start();
	}

	/** Removes what the device knows of people, except what waits to be sent. */
	async forget() {
		await Promise.all([this.list.forget(), this.#memory.forget(), this.notices.dismiss(), kept.remove('door')]);
		this.#door.set({ session: undefined, sessions: [], listed: false });
	}

	/** Refreshes the door list. Returns the key of a message if that failed, and may fail again. */
	async refresh(ids, doors) {
		try {
			await this.#memory.during(() => this.list.refresh(ids, doors));
			return undefined;
		}
		catch (failure) {
			if (failure.code === 'FORBIDDEN') {
				await this.list.forget();
				return 'list.forbidden';
			}
			return isTemporary(failure) ? undefined : 'list.failed';
		}
	}

	/**
	 * Checks somebody in.
	 * @param shown the `code` that they show, or their `attendeeId` in the door list
	 * @param admit whether somebody without a seat gets a free one
	 */
	async checkIn({ code, attendeeId }, admit = false) {
		const known = code ? await this.list.find(code) : this.list.people.get(attendeeId);
		const entry = {
			id: newId(), sessionId: this.#door.state.session.id, who: known?.id ?? attendeeId ?? normalised(code), name: known?.name,
			code, attendeeId: code && isBadge(code) ? undefined : known?.id ?? attendeeId, at: Date.now(), serverAt: this.list.now()
		};
		this.#door.show({ ...entry, answer: 'asking' }, false);
		try {
			await this.#ask(entry, admit);
		}
		catch (failure) {
			if (isTemporary(failure)) {
				this.#door.set({ online: false });
				await this.#decide(entry, known, admit);
			}
			else {
				this.#door.show({ ...entry, answer: 'no', words: failure.message });
			}
		}
	}

	async #ask(entry, admit) {
		if (!this.#door.state.online) {
			throw new Failure('OFFLINE', 'The server did not answer before.');
		}
		const { id, sessionId, code, attendeeId } = entry;
		const { checkIn } = await Promise.race([
			client.execute(operations.CheckIn, { input: { sessionId, attendee: code ? { code } : { attendeeId }, admit, requestId: id } }),
			tooLate()
		]);
		const answer = answered(checkIn);
		if (answer.since) {
			await this.#memory.settle([{ ...entry, serverAt: Date.parse(answer.since), said: 'yes' }]);
		}
		this.#door.show({ ...entry, ...answer });
		this.#door.count(checkIn.session);
	}

	async #decide(entry, person, admit) {
		const { sessionId, who } = entry;
		const session = this.list.session(sessionId);
		const answer = session ? decided({
			session, person, sessions: this.list.sessions, mark: this.#memory.of(sessionId, who), admitted: this.#memory.admitted(sessionId),
			now: this.list.now()
		}) : { answer: 'later' };
		if (answer.answer === 'free' && admit) {
			await this.queue.add({ ...entry, said: 'admitted' });
			this.#door.show({ ...entry, answer: 'yes', offline: true });
			return;
		}
		if (['yes', 'later'].includes(answer.answer)) {
			await this.queue.add({ ...entry, said: answer.answer });
		}
		this.#door.show({ ...entry, ...answer, offline: true });
	}

	async #upload(entries) {
		const { syncCheckIns } = await client.execute(operations.SyncCheckIns, { input: {
			eventId: page.eventId,
			sentAt: new Date().toISOString(),
			entries: entries.map(({ id, sessionId, attendeeId, code, at }) => ({
				key: id, sessionId, attendee: attendeeId ? { attendeeId } : { code }, at: new Date(at).toISOString()
			}))
		} });
		if (!syncCheckIns.results) {
			throw new Failure('UNAVAILABLE', syncCheckIns.message);
		}
		await this.#memory.settle(entries);
		this.#door.set({ online: true, clockOff: syncCheckIns.clockOffSeconds ?? undefined });
		const byKey = new Map(entries.map((entry) => [entry.id, entry]));
		for (const result of syncCheckIns.results) {
			await this.#uploaded(byKey.get(result.key), result);
		}
	}

	async #uploaded(entry, { outcome, checkedInAt, name, session }) {
		this.#door.count(session);
		if (this.#takenBack.delete(entry.id)) {
			await this.#undo(entry).catch(() => undefined);
			return;
		}
		const other = difference(entry, { outcome, checkedInAt });
		const since = checkedInAt ?? undefined;
		if (other) {
			await this.notices.add({ id: entry.id, name: name ?? label(entry), outcome, since });
		}
		const shown = this.#door.state.results.find(({ id }) => id === entry.id);
		if (shown) {
			const answer = !other ? 'yes' : outcome === 'ALREADY_CHECKED_IN' ? 'again' : 'no';
			this.#door.show({ ...shown, name: name ?? shown.name, answer, since, offline: false, ...(answer === 'no' && { reason: `notice.${outcome}` }) }, false);
		}
	}

	/** Undoes an answer: also one that still waits. */
	async undo(result) {
		const waiting = await this.queue.remove(result.id);
		if (waiting) {
			this.#takenBack.add(result.id);
			this.#door.show({ ...result, answer: 'undone' }, false);
			return;
		}
		try {
			const undone = await this.#undo(result);
			this.#door.show({ ...result, answer: undone.message ? 'no' : 'undone', reason: undefined, words: undone.message }, false);
		}
		catch (failure) {
			this.#door.show({ ...result, ...(isTemporary(failure) ? { reason: 'undo.offline' } : { words: failure.message }) }, false);
		}
	}

	async #undo({ id, sessionId, code, attendeeId, who }) {
		const { undoCheckIn } = await client.execute(operations.UndoCheckIn,
			{ input: { sessionId, attendee: attendeeId ? { attendeeId } : { code }, requestId: `undo-${id}` } });
		await this.#memory.undo({ sessionId, who });
		this.#door.count(undoCheckIn.session);
		this.#door.readList();
		return undoCheckIn;
	}

}

function tooLate() {
	return new Promise((_, reject) => setTimeout(() => reject(new Failure('OFFLINE', 'The server does not answer.')), PATIENCE));
}
