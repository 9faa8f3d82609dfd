import { html, nothing } from 'lit';
import { client, Following } from 'shared/client.js';
import { text } from 'shared/messages.js';
import { stamp } from 'shared/time.js';

import { board } from '../board.js';
import { Element } from '../element.js';
import { notices } from '../notices.js';
import { failed } from '../schedule.js';

/** What the server ended is read again after this time, in milliseconds. */
const AGAIN = 2000;

/**
 * A view that reads what it shows when it is displayed, after each change by its forms, and when its subscription reports
 * something. Subclasses define `read`.
 */
export class View extends Element {

	#following = new Following(() => this.#begin(), AGAIN);

	#unread = null;

	#refused = null;

	get stores() {
		return [board];
	}

	/** The subscription to what the view shows; none by default. */
	get live() {
		return null;
	}

	/** Receives what the subscription sends; reads again by default. */
	next() {
		this.load();
	}

	connectedCallback() {
		super.connectedCallback();
		this.#begin();
	}

	#begin() {
		this.load();
		if (this.live) {
			this.#following.add(this.live, { eventId: board.event.id }, { next: (data) => this.next(data) });
		}
	}

	disconnectedCallback() {
		this.#following.stop();
		super.disconnectedCallback();
	}

	/** Reads what the view shows. The arguments are those of `read`. */
	async load(...place) {
		try {
			await this.read(...place);
			this.#unread = null;
		}
		catch (failure) {
			this.#unread = failed(failure);
		}
		this.requestUpdate();
	}

	/**
	 * Executes a mutation, and reads again what the view shows.
	 * @param operation the mutation
	 * @param input its input
	 * @param words the notice if it succeeded; none by default
	 * @returns the payload; null if it failed
	 */
	async send(operation, input, words) {
		let answer = null;
		try {
			[answer] = Object.values(await client.execute(operation, { input }));
			this.#refused = answer.message ?? null;
		}
		catch (failure) {
			this.#refused = failed(failure);
		}
		if (!this.#refused && words) {
			notices.add(words);
			notices.say(words);
		}
		await this.load();
		return answer;
	}

	/** A moment in the event's time zone. */
	stamp(moment) {
		return stamp(moment, board.event.timezone, document.documentElement.lang);
	}

	/** The heading of the view. */
	heading(key, more = nothing) {
		return html`<header class="tools"><h1>${text(key)}</h1>${more}</header>`;
	}

	/** Why the last change or reading failed, if it did. */
	alert() {
		const problem = this.#refused ?? this.#unread;
		return problem ? html`<p class="note bad" role="alert">${problem}</p>` : nothing;
	}

}
