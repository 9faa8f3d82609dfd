import { client } from 'shared/client.js';
import { contentLanguage } from 'shared/language.js';
import { page } from 'shared/page.js';
import { everything } from 'shared/pages.js';
import { isTemporary } from 'shared/queue.js';

import { withEdits } from './edits.js';
import { dayOf, today } from './days.js';
import { operations } from './operations.js';

/**
 * All that the console knows of its event: the one store of this application, updated by answers and subscriptions. It
 * dispatches `change`, at most once a frame, and `announcements` if announcements changed.
 */
export class Board extends EventTarget {

	/** `loading`, `ready`, `missing` if there is no such event, `forbidden` if the caller does not organise it, `failed`. */
	state = 'loading';

	/** The connection of the subscriptions: `live`, `waiting` or `ended`. */
	connection = 'waiting';

	event = null;

	viewer = null;

	/** All sessions that were read so far, by id. */
	sessions = new Map();

	drafts = [];

	/** The id of the draft that collects the changes; null if they are made at once. */
	collecting = null;

	/** The date that the grid shows. */
	date = null;

	/** The revisions that this console caused. */
	own = new Set();

	#requests = new Set();

	#loaded = new Set();

	#announced = false;

	/** Reads the event and what only its organisers know. */
	async load() {
		try {
			const { event } = await client.execute(operations.Board, { slug: page.slug });
			if (!event) {
				return this.#become('missing');
			}
			const backstage = await client.execute(operations.Backstage, { eventId: event.id });
			this.event = event;
			this.viewer = backstage.viewer;
			this.#backstage(backstage.event);
			this.#loaded.clear();
			await this.show(this.date ?? today(event));
			this.#become('ready');
		}
		catch (failure) {
			this.failure = failure;
			this.#become(this.event && isTemporary(failure) ? this.state : stateFor(failure));
		}
	}

	/** Shows a day, and reads its sessions if they were not read yet. */
	async show(date) {
		this.date = date;
		if (!this.#loaded.has(date)) {
			await this.#read(date);
			this.#loaded.add(date);
		}
		this.changed();
	}

	async #read(day) {
		const read = async (after) => (await client.execute(operations.SessionsOfDay, { eventId: this.event.id, day, after })).event.sessions;
		(await everything(read)).forEach((session) => this.put(session));
	}

	/** The day that the grid shows. */
	get day() {
		return dayOf(this.date, this.date === this.event.days[0]?.date, this.event);
	}

	/** Whether the event had neither sessions, on any day, nor rooms when it was read, and none were reported since. */
	get isEmpty() {
		return this.sessions.size === 0 && this.event.sessions.nodes.length === 0 && this.event.rooms.length === 0;
	}

	/** The sessions of the day as the organiser wants them: with the edits of the draft that collects changes. */
	get sessionsOfDay() {
		const { from, until } = this.day;
		const draft = this.drafts.find(({ id }) => id === this.collecting);
		return [...this.sessions.values()]
			.map((session) => withEdits(session, draft?.edits.filter(({ sessionId }) => sessionId === session.id) ?? []))
			.filter((session) => session.from >= from && session.from < until && !session.gone);
	}

	/** The language of the event's texts on this page. */
	get contentLanguage() {
		return contentLanguage(this.event.languages);
	}

	/** The name of a room, or its id if the room is not known. */
	roomName(id) {
		return this.event.rooms.find((room) => room.id === id)?.name ?? id;
	}

	/** Keeps a session as the server sent it. */
	put(session, visibleFrom = null) {
		this.sessions.set(session.id, {
			...session,
			from: Date.parse(session.startsAt),
			to: Date.parse(session.endsAt),
			roomIds: session.rooms.map(({ id }) => id),
			visibleFrom
		});
	}

	/** Keeps changes of the schedule. */
	apply(changes, own) {
		for (const change of changes) {
			if (own) {
				this.own.add(change.revision);
			}
			this.event.revision = Math.max(this.event.revision, change.revision);
			if (change.after) {
				this.put(change.session);
			}
			else {
				this.sessions.delete(change.session.id);
			}
		}
		this.changed();
	}

	/** Notes that the answer to a change by this console is awaited. The change itself may be reported earlier. */
	expect(request) {
		this.#requests.add(request);
		return request.finally(() => this.#requests.delete(request));
	}

	/** Completes when this console knows which of the reported changes are its own. */
	answered() {
		return Promise.allSettled(this.#requests);
	}

	/** Keeps a draft, or removes it. */
	putDraft(id, draft) {
		this.drafts = this.drafts.filter((other) => other.id !== id);
		if (draft) {
			this.drafts = [...this.drafts, draft].sort((a, b) => a.name.localeCompare(b.name));
		}
		else if (this.collecting === id) {
			this.collecting = null;
		}
		this.changed();
	}

	/** Reads the rooms, tracks and names again. */
	async refresh() {
		const { event } = await client.execute(operations.Board, { slug: page.slug });
		this.event = { ...event, revision: Math.max(event.revision, this.event.revision) };
		this.changed();
	}

	changed() {
		if (!this.#announced) {
			this.#announced = true;
			requestAnimationFrame(() => {
				this.#announced = false;
				this.dispatchEvent(new Event('change'));
			});
		}
	}

	#backstage({ draftRevision, scheduleDrafts, hiddenSessions }) {
		this.draftRevision = draftRevision;
		this.drafts = [...scheduleDrafts].sort((a, b) => a.name.localeCompare(b.name));
		hiddenSessions.forEach(({ session, visibleFrom }) => this.put(session, visibleFrom));
	}

	#become(state) {
		this.state = state;
		this.changed();
	}

}

function stateFor({ code }) {
	return { UNAUTHENTICATED: 'forbidden', FORBIDDEN: 'forbidden', NOT_FOUND: 'missing' }[code] ?? 'failed';
}

export const board = new Board();
