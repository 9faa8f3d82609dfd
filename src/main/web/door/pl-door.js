import { html, nothing } from 'lit';
import { Element } from 'shared/element.js';
import { keepFiles } from 'shared/installed.js';
import { eventLanguage, statement } from 'shared/language.js';
import { text } from 'shared/messages.js';
import { page } from 'shared/page.js';
import 'shared/scan/pl-scan.js';
import { signIn } from 'shared/sign-in.js';
import 'shared/sign-in-panel.js';
import { StoreController } from 'shared/store.js';
import { clock } from 'shared/time.js';

import './pl-answer.js';
import './pl-notices.js';
import './pl-people.js';
import './pl-sessions.js';
import { door } from './store.js';

/** The door of a session: choose the session, scan codes, see the answers. */
class Door extends Element {

	constructor() {
		super();
		new StoreController(this, door);
	}

	connectedCallback() {
		super.connectedCallback();
		signIn.follow(() => door.start());
	}

	render() {
		const { state, session, online } = door.state;
		document.title = [session?.title ?? text('door.title'), page.title].join(' · ');
		return html`
			<header class="bar row"><p><strong>${text('door.title')}</strong> <small class="muted" lang=${eventLanguage ?? nothing}>${page.title}</small></p>
				${state === 'ready' && online === false ? html`<span class="tag">${text('offline')}</span>` : nothing}</header>
			<pl-notices></pl-notices>
			<main id="main" tabindex="-1" class="stack">${state === 'ready' ? session ? this.#door(session) : html`<pl-sessions></pl-sessions>` : this.#outside(state)}</main>
			<footer><a class="alone" href=${statement}>${text('accessibility')}</a></footer>`;
	}

	#door(session) {
		return html`<div class="row between"><div><h1 lang=${eventLanguage ?? nothing}>${session.title}</h1>
				<p class="muted">${clock(session.startsAt)}–${clock(session.endsAt)} ${session.rooms.map(({ name }) => name).join(', ')}</p></div>
				<button @click=${() => door.choose(undefined)}>${text('session.other')}</button></div>
			${this.#count(session)}
			<pl-answer></pl-answer>
			<pl-scan class="card" label=${text('scan')} @code=${({ detail }) => door.desk.checkIn({ code: detail })}></pl-scan>
			<pl-people></pl-people>
			<details class="card"><summary>${text('settings')}</summary>
				<label>${text('settings.doors')} <input type="number" min="1" max="100" required .value=${String(door.state.doors)} @change=${this.#share}></label></details>`;
	}

	#count({ checkedIn, seats }) {
		if (checkedIn === null || checkedIn === undefined) {
			return nothing;
		}
		const shown = !seats ? text('count.all', { count: checkedIn }) : text(checkedIn > seats.taken ? 'count.over' : 'count', { in: checkedIn, taken: seats.taken });
		return html`<p class="count" role="status">${shown}</p>`;
	}

	#share({ target }) {
		if (target.reportValidity()) {
			door.share(Number(target.value));
		}
	}

	#outside(state) {
		return state === 'loading' ? html`<p role="status">${text('loading')}</p>` : html`<h1>${text('door.title')}</h1>
			<p>${text(`outside.${state}`)}</p>
			${state === 'failed' ? html`<button @click=${() => door.read()}>${text('again')}</button>` : nothing}<pl-sign-in></pl-sign-in>`;
	}

}

customElements.define('pl-door', Door);
keepFiles();
