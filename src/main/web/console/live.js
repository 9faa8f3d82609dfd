import { client, Following } from 'shared/client.js';
import { text } from 'shared/messages.js';

import { board } from './board.js';
import { notices } from './notices.js';
import { operations } from './operations.js';

/** Changes that are reported within this time are read together. */
const TOGETHER = 150;

/** What the server ended is read again after this time, in milliseconds. */
const AGAIN = 2000;

/**
 * Keeps the board as it is on the server: what other organisers change appears by itself.
 */
export class Live {

	#following = new Following(() => this.#again(), AGAIN);

	#ids = new Set();

	#timer;

	start() {
		this.stop();
		const { id: eventId, revision, version } = board.event;
		this.#follow(operations.ScheduleChanged, { eventId, afterRevision: revision }, ({ scheduleChanged }) => this.#schedule(scheduleChanged));
		this.#follow(operations.ProgrammeChanged, { eventId, after: version }, ({ programmeChanged }) => this.#programme(programmeChanged));
		this.#follow(operations.DraftsChanged, { eventId, afterRevision: board.draftRevision }, ({ draftsChanged }) => this.#drafts(draftsChanged));
	}

	stop() {
		this.#following.stop();
	}

	#follow(operation, variables, next) {
		this.#following.add(operation, variables, {
			next,
			state: (connection) => {
				board.connection = connection;
				board.changed();
			}
		});
	}

	async #again() {
		await board.load();
		if (board.state === 'ready') {
			this.start();
		}
	}

	async #schedule(change) {
		const news = change.revision > board.event.revision;
		board.apply([change], false);
		await board.answered();
		if (news && !board.own.has(change.revision)) {
			board.dispatchEvent(new CustomEvent('foreign', { detail: change }));
			notices.add(text('live.changed', { title: change.session.title, change: change.summary }));
		}
	}

	#programme({ version, nodes }) {
		board.event.version = version;
		const kinds = new Set(nodes.map(({ kind }) => kind));
		nodes.filter(({ kind, removed, id }) => kind === 'SESSION' && !removed && board.sessions.has(id))
			.forEach(({ id }) => this.#ids.add(id));
		if (['EVENT', 'DAY', 'ROOM', 'TRACK'].some((kind) => kinds.has(kind))) {
			this.#later(true);
		}
		else if (this.#ids.size > 0) {
			this.#later(false);
		}
		if (kinds.has('ANNOUNCEMENT')) {
			board.dispatchEvent(new Event('announcements'));
		}
	}

	#later(event) {
		this.event ||= event;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#read(), TOGETHER);
	}

	async #read() {
		const ids = [...this.#ids].slice(0, 100);
		ids.forEach((id) => this.#ids.delete(id));
		if (this.event) {
			this.event = false;
			await board.refresh();
		}
		if (ids.length > 0) {
			const { nodes } = await client.execute(operations.SessionsById, { ids });
			nodes.filter((node) => node?.startsAt && board.sessions.has(node.id)).forEach((session) => board.put(session));
			board.changed();
		}
		if (this.#ids.size > 0) {
			this.#later(false);
		}
	}

	#drafts({ revision, kind, draftId, sessionId, draft, session }) {
		board.draftRevision = revision;
		if (draftId) {
			board.putDraft(draftId, draft);
		}
		else if (kind === 'HIDDEN_SESSION_REMOVED') {
			board.sessions.delete(sessionId);
		}
		else if (session) {
			board.put(session, kind === 'SESSION_APPEARED' ? null : board.sessions.get(sessionId)?.visibleFrom ?? '');
		}
		board.changed();
	}

}

export const live = new Live();
