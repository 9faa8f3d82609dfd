import { html, nothing } from 'lit';
import { Element } from 'shared/element.js';
import { text } from 'shared/messages.js';
import { StoreController } from 'shared/store.js';
import { clock, timeAt } from 'shared/time.js';

import { countdown, dividable, names, notes, stage } from './display.js';
import { Fitting } from './fitting.js';
import { programme } from './programme.js';
import { Ticking } from './ticking.js';

/** For the people on a stage: the time that is left, the next speaker, and notes. */
class Stage extends Element {

	static properties = { roomId: { attribute: false } };

	constructor() {
		super();
		new StoreController(this, programme);
		new Ticking(this, 250);
		new Fitting(this);
	}

	render() {
		const now = Date.now();
		const state = programme.state;
		const { phase, session, next, left } = stage(state, this.roomId, now);
		const room = state.rooms.find(({ id }) => id === this.roomId);
		return html`<header><h1 lang=${programme.lang ?? nothing}>${dividable(session?.title ?? next?.title ?? room?.name ?? text('screen.title'))}</h1><p class="clock">${timeAt(now, state.event?.timezone)}</p></header>
			${phase === 'empty' ? html`<p class="nothing">${text('nothing')}</p>` : html`<section class="countdown" data-phase=${phase}><p class="phase">${text(`stage.${phase}`)}</p>
				<p class="left" role="timer" aria-label=${text(`stage.${phase}`)}>${countdown(left)}</p>
				<p class="end">${session ? text('stage.ends', { time: clock(session.endsAt) }) : text('stage.starts', { time: clock(next.startsAt) })}</p></section>`}
			<div class="below">${session ? this.#notes(session) : nothing}
				${next ? html`<section class="after" aria-labelledby="after"><p class="when">${text('next')} · ${clock(next.startsAt)}</p>
					<h2 id="after">${names(next) || dividable(next.title)}</h2>${names(next) ? html`<p class="title" lang=${programme.lang ?? nothing}>${dividable(next.title)}</p>` : nothing}
					${session ? nothing : this.#notes(next)}</section>` : nothing}</div>`;
	}

	#notes(session) {
		const all = notes(session);
		return all.length ? html`<section class="notes"><h2>${text('stage.notes')}</h2><ul>${all.map((note) => html`<li>${note}</li>`)}</ul></section>` : nothing;
	}

}

customElements.define('pl-stage', Stage);
