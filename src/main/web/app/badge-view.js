import { html } from 'lit';
import { Element } from 'shared/element.js';
import { text } from 'shared/messages.js';
import { href } from 'shared/router.js';
import { signIn } from 'shared/sign-in.js';
import { StoreController } from 'shared/store.js';
import { shownCode } from './badge.js';
import './certificate-panel.js';
import { state } from './state.js';

/** The code that the attendee shows at a door. */
class BadgeView extends Element {

	constructor() {
		super();
		new StoreController(this, state);
		new StoreController(this, signIn);
	}

	render() {
		const agenda = state.get('agenda');
		if (!agenda && signIn.state === 'signed-in') {
			return html`<h1>${text('nav.badge')}</h1><p role="status" class="muted">${text('loading')}</p>`;
		}
		if (!agenda) {
			return html`<h1>${text('nav.badge')}</h1><p>${text('badge.signIn')}</p>
				<a class="button primary" href=${href('settings')}>${text('signIn.atIssuer')}</a>`;
		}
		return html`
			<h1>${text('nav.badge')}</h1>
			<p>${text('badge.show')}</p>
			<figure class="badge">
				<img src="data:image/svg+xml,${encodeURIComponent(shownCode())}" alt=${text('badge.alt')} width="320" height="320">
				<figcaption>${agenda.agendaCode.replace(/(.{5})(?=.)/g, '$1 ')}</figcaption>
			</figure>
			<pl-certificate></pl-certificate>`;
	}

}

customElements.define('pl-badge', BadgeView);
