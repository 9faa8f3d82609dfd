import { html, nothing } from 'lit';
import { Element } from 'shared/element.js';
import { text } from 'shared/messages.js';
import { StoreController } from 'shared/store.js';
import { clock, timeAt } from 'shared/time.js';

import { dividable, names, nowAndNext } from './display.js';
import { Fitting } from './fitting.js';
import { programme } from './programme.js';
import { Ticking } from './ticking.js';

/** What takes place now in one room, what comes next, and the free seats. */
class Room extends Element {

	static properties = { roomId: { attribute: false } };

	constructor() {
		super();
		new StoreController(this, programme);
		new Ticking(this, 1000);
		new Fitting(this);
	}

	render() {
		const now = Date.now();
		const { sessions, rooms, event } = programme.state;
		const room = rooms.find(({ id }) => id === this.roomId);
		const { current, next } = nowAndNext(sessions, this.roomId, now);
		const main = current ?? next;
		return html`<header><h1>${room?.name ?? text('screen.title')}</h1><p class="clock">${timeAt(now, event?.timezone)}</p></header>
			${main ? html`<section aria-labelledby="main"><p class="when">${current ? text('now') : text('next')}
				· ${clock(main.startsAt)}–${clock(main.endsAt)}</p>
				<h2 id="main" lang=${programme.lang ?? nothing}>${dividable(main.title)}</h2>
				<p class="who">${names(main)}</p>${this.#seats(main)}</section>` : html`<p class="nothing">${text('nothing')}</p>`}
			${current && next ? html`<section class="after" aria-labelledby="after"><p class="when">${text('next')} · ${clock(next.startsAt)}</p>
				<h2 id="after" lang=${programme.lang ?? nothing}>${dividable(next.title)}</h2>${this.#seats(next)}</section>` : nothing}`;
	}

	#seats({ seats }) {
		if (!seats) {
			return nothing;
		}
		return html`<p class="seats" data-full=${seats.left === 0}>${seats.left > 0 ? text('seats.left', { left: seats.left, capacity: seats.capacity })
			: text('seats.full', { waiting: seats.waiting })}</p>`;
	}

}

customElements.define('pl-room', Room);
