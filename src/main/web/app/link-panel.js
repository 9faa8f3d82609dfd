import { html } from 'lit';
import { Element } from 'shared/element.js';
import { text } from 'shared/messages.js';
import 'shared/scan/pl-scan.js';
import { signIn } from 'shared/sign-in.js';
import 'shared/sign-in-panel.js';
import { status } from 'shared/status.js';
import { StoreController } from 'shared/store.js';
import { link, linkByEmail, linkTicket, remember } from './link.js';

/** Links the ticket of the attendee to an account: with the code of the ticket, and an account that signs in. */
class LinkPanel extends Element {

	static properties = { remembered: { state: true } };

	constructor() {
		super();
		new StoreController(this, link);
		new StoreController(this, signIn);
	}

	#remember = async ({ detail }) => {
		await remember(detail);
		this.remembered = true;
	};

	render() {
		const { failure, linked } = link.state;
		return html`
			<section class="card stack">
				${signIn.kind === 'ticket' ? this.#account() : this.#ticket()}
				${status(linked && text('link.done', linked), 'good')}
				<p role="alert" class="note bad" ?hidden=${!failure}>
					${failure?.code === 'OFFLINE' ? text('failure.offline') : failure?.message}</p>
			</section>`;
	}

	#account() {
		return html`
			<h2>${text('link.account')}</h2>
			<p>${text('link.account.about')}</p>
			${this.remembered ? html`<p role="status">${text('link.account.next')}</p><pl-sign-in .another=${true}></pl-sign-in>`
				: html`<pl-scan label=${text('link.account')} @code=${this.#remember}></pl-scan>`}`;
	}

	#ticket() {
		return html`
			<h2>${text('link.ticket')}</h2>
			<p>${text('link.ticket.about')}</p>
			<pl-scan label=${text('link.ticket')} @code=${({ detail }) => linkTicket(detail)}></pl-scan>
			<div class="row"><button @click=${linkByEmail}>${text('link.byEmail')}</button></div>`;
	}

}

customElements.define('pl-link', LinkPanel);
