import { html } from 'lit';
import { Element } from 'shared/element.js';
import { text } from 'shared/messages.js';
import 'shared/scan/pl-scan.js';
import { StoreController } from 'shared/store.js';
import { ticket, useTicket } from './ticket.js';

/** Signs in with a ticket whose code is scanned or typed. */
class TicketPanel extends Element {

	constructor() {
		super();
		new StoreController(this, ticket);
	}

	render() {
		const failure = ticket.get('failure');
		return html`
			<p>${text('ticket.about')}</p>
			<pl-scan label=${text('ticket.title')} @code=${({ detail }) => useTicket(detail)}></pl-scan>
			<p role="alert" class="note bad" ?hidden=${!failure}>
				${failure?.code === 'OFFLINE' ? text('failure.offline') : failure?.message}</p>`;
	}

}

customElements.define('pl-ticket', TicketPanel);
