import { html, nothing } from 'lit';
import { Element } from 'shared/element.js';
import { eventLanguage } from 'shared/language.js';
import { text } from 'shared/messages.js';
import 'shared/sign-in-panel.js';
import { StoreController } from 'shared/store.js';
import { clock } from 'shared/time.js';

import { matching } from './find.js';
import { door } from './store.js';

const MOST = 30;

/** The sessions to choose from, the nearest ones first. */
class Sessions extends Element {

	static properties = { wanted: { state: true } };

	constructor() {
		super();
		this.wanted = '';
		new StoreController(this, door);
	}

	render() {
		const found = matching(door.state.sessions, this.wanted).slice(0, MOST);
		return html`<div class="stack"><h1>${text('session.choose')}</h1>
			<label>${text('session.search')} <input type="search" @input=${(event) => (this.wanted = event.target.value)}></label>
			${found.length ? html`<ul class="stack sessions">${found.map((session) => html`<li><button @click=${() => door.choose(session)}>
				<span class="when">${clock(session.startsAt)}</span> <span lang=${eventLanguage ?? nothing}>${session.title}<small class="muted">${session.rooms.map(({ name }) => name).join(', ')}</small></span></button></li>`)}</ul>`
				: html`<p class="muted">${text('session.none')}</p>`}
			<pl-sign-in></pl-sign-in></div>`;
	}

}

customElements.define('pl-sessions', Sessions);
