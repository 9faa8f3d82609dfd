import { html, nothing } from 'lit';
import { Element } from 'shared/element.js';
import { text } from 'shared/messages.js';
import { StoreController } from 'shared/store.js';
import { clock, timeAt } from 'shared/time.js';

import { dividable, foyer, pageAt } from './display.js';
import { programme } from './programme.js';
import { Ticking } from './ticking.js';

const SECONDS_PER_PAGE = 12;

const LANDSCAPE_ROWS = 4;

const PORTRAIT_ROWS = 5;

/** All rooms with what takes place now and what comes next, some at a time: as many as fit with their whole titles. */
class Foyer extends Element {

	static properties = { size: { state: true } };

	#all = [];

	#shown;

	constructor() {
		super();
		new StoreController(this, programme);
		new Ticking(this, 1000);
	}

	willUpdate() {
		this.#all = foyer(programme.state, Date.now());
		const titles = this.#all.flatMap(({ room, current, next }) => [room.name, current?.title, next?.title]);
		const shown = [innerWidth, innerHeight, ...titles].join('\n');
		if (shown !== this.#shown) {
			this.#shown = shown;
			this.size = innerWidth > innerHeight ? LANDSCAPE_ROWS : PORTRAIT_ROWS;
		}
	}

	updated() {
		if (this.size > 1 && this.scrollHeight > this.clientHeight) {
			this.size -= 1;
		}
	}

	render() {
		const now = Date.now();
		const state = programme.state;
		const { items, page, pages } = pageAt(this.#all, this.size, SECONDS_PER_PAGE, now);
		return html`<header><h1>${text('now.and.next')}</h1>
			${pages > 1 ? html`<p class="page">${text('page', { page, pages })}</p>` : nothing}
			<p class="clock">${timeAt(now, state.event?.timezone)}</p></header>
			${items.length ? html`<table><colgroup><col class="room"><col><col></colgroup><thead class="hidden"><tr><th scope="col">${text('room')}</th><th scope="col">${text('now')}</th>
				<th scope="col">${text('next')}</th></tr></thead>
				<tbody>${items.map(({ room, current, next }) => html`<tr><th scope="row">${dividable(room.name)}<small>${room.floor ?? ''}</small></th>
					<td class="now">${this.#session(current, 'until')}</td><td class="next">${this.#session(next)}</td></tr>`)}</tbody></table>`
				: html`<p class="nothing">${text('nothing')}</p>`}`;
	}

	#session(session, until) {
		return session ? html`<span class="when">${until ? text('until', { time: clock(session.endsAt) }) : clock(session.startsAt)}</span>
			<span class="title" lang=${programme.lang ?? nothing}>${dividable(session.title)}</span>` : html`<span class="none">–</span>`;
	}

}

customElements.define('pl-foyer', Foyer);
