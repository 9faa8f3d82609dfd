import { text } from 'shared/messages.js';
import { timeAt } from 'shared/time.js';

import { board } from '../board.js';
import { decisions } from '../decisions.js';
import { notices } from '../notices.js';
import { previewText } from '../pl-preview.js';
import { Preview } from '../preview.js';
import { carryOut, moveTo, repeat, request, whoIsNewer } from '../schedule.js';
import { placeOf, samePlace } from './geometry.js';

/**
 * The move that an organiser is making, by pointer, keyboard or form: the place that is aimed at, and what it would cause.
 * Dispatches `change` when a move begins or ends, and `aim` when it aims at another place.
 */
export class Mover extends EventTarget {

	session = null;

	origin = null;

	place = null;

	preview = new Preview();

	/** The first revision by which somebody else changed the session during the move; 0 if nobody did. */
	newer = 0;

	constructor() {
		super();
		this.preview.addEventListener('change', () => this.#say());
		board.addEventListener('foreign', ({ detail }) => {
			if (detail.session.id === this.session?.id) {
				this.newer ||= detail.revision;
				notices.say(text('newer.message'));
				this.dispatchEvent(new Event('aim'));
			}
		});
	}

	get active() {
		return this.session !== null;
	}

	/** Picks a session up. */
	start(session, column = 0) {
		this.session = session;
		this.origin = placeOf(session, column);
		this.place = this.origin;
		this.newer = 0;
		this.preview.clear();
		this.#changed();
	}

	/** Aims at a place. */
	aim(place) {
		if (this.place.column === place.column && samePlace(this.place, place)) {
			return;
		}
		this.place = place;
		const edits = moveTo(this.session, place);
		if (edits.length === 0) {
			this.preview.clear();
		}
		else {
			const { operation, input } = request(edits);
			this.preview.ask(operation, input);
		}
		this.dispatchEvent(new Event('aim'));
	}

	cancel() {
		this.session = null;
		this.preview.clear();
		this.#changed();
	}

	/**
	 * Makes the move, as far as what it causes was shown and needs no decision; otherwise asks.
	 * @param place where to; the place that was aimed at by default
	 */
	async drop(place = this.place) {
		const edits = moveTo(this.session, place);
		const { session } = this;
		const proposal = { ...request(edits), edits, again: () => moveTo(board.sessions.get(session.id) ?? session, place) };
		const title = this.words(place);
		if (edits.length === 0) {
			this.cancel();
			return true;
		}
		try {
			return await this.#decide(proposal, title);
		}
		finally {
			this.cancel();
		}
	}

	async #decide(proposal, title) {
		if (this.newer) {
			const newer = await whoIsNewer(this.newer - 1);
			repeat(proposal);
			return decisions.ask({ title, proposal, result: { message: text('newer.message'),
				newer: newer.filter(({ sessionId }) => sessionId === this.session.id) } });
		}
		const shown = this.preview.state === 'ready';
		await this.preview.settled();
		if (this.preview.doubtful || (!shown && this.preview.answer.audience.people > 0)) {
			return decisions.ask({ title, proposal });
		}
		const result = await carryOut(proposal);
		if (result.newer) {
			repeat(proposal);
		}
		return result.done || decisions.ask({ title, proposal, result });
	}

	/** The move in words, such as "Title: Room, 10:15–11:00". */
	words(place = this.place) {
		return `${this.session.title}: ${this.target(place)}`;
	}

	/** The place in words. */
	target({ roomIds, from, to } = this.place) {
		const { timezone } = board.event;
		const rooms = roomIds.map((id) => board.roomName(id)).join(', ') || text('room.none');
		return `${rooms}, ${timeAt(from, timezone)}–${timeAt(to, timezone)}`;
	}

	#say() {
		if (this.active && (this.preview.state === 'ready' || this.preview.state === 'failed')) {
			notices.say(`${this.target()}. ${previewText(this.preview)}`);
		}
	}

	#changed() {
		this.dispatchEvent(new Event('change'));
	}

}
