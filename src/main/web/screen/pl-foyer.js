import { html, nothing } from 'lit';
import { Element } from 'shared/element.js';
import { text } from 'shared/messages.js';
import { StoreController } from 'shared/store.js';
import { clock, timeAt } from 'shared/time.js';

import { foyer, pageAt } from './display.js';
import { programme } from './programme.js';
import { Ticking } from './ticking.js';

const SECONDS_PER_PAGE = 12;

const LANDSCAPE_ROWS = 4;

const PORTRAIT_ROWS = 5;

/** All rooms with what takes place now and what comes next, some at a time. */
class Foyer extends Element {

	constructor() {
		super();
		new StoreController(this, programme);
		new Ticking(this, 1000);
	}

	render() {
		const now = Date.now();
		const state = programme.state;
		const size = window.innerWidth > window.innerHeight ? LANDSCAPE_ROWS : PORTRAIT_ROWS;
		const { items, page, pages } = pageAt(foyer(state, now), size, SECONDS_PER_PAGE, now);
		return html`<header><h1>${text('now.and.next')}</h1>
			${pages > 1 ? html`<p class="page">${text('page', { page, pages })}</p>` : nothing}
			<p class="clock">${timeAt(now, state.event?.timezone)}</p></header>
			${items.length ? html`<table><colgroup><col class="room"><col><col></colgroup><thead class="hidden"><tr><th scope="col">${text('room')}</th><th scope="col">${text('now')}</th>
				<th scope="col">${text('next')}</th></tr></thead>
				<tbody>${items.map(({ room, current, next }) => html`<tr><th scope="row">${room.name}<small>${room.floor ?? ''}</small></th>
					<td class="now">${this.#session(current, 'until')}</td><td class="next">${this.#session(next)}</td></tr>`)}</tbody></table>`
				: html`<p class="nothing">${text('nothing')}</p>`}`;
	}

	#session(session, until) {
		return session ? html`<span class="when">${until ? text('until', { time: clock(session.endsAt) }) : clock(session.startsAt)}</span>
			<span class="title">${session.title}</span>` : html`<span class="none">–</span>`;
	}

}

customElements.define('pl-foyer', Foyer);
