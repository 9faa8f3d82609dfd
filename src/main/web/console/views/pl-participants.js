import { html, nothing } from 'lit';
import { client } from 'shared/client.js';
import { download } from 'shared/download.js';
import { text } from 'shared/messages.js';

import { board } from '../board.js';
import { notices } from '../notices.js';
import { operations } from '../operations.js';
import '../pl-participant.js';
import '../pl-upload.js';
import { View } from './view.js';

/** The search starts when nothing was typed for this time. */
const QUIET = 250;

/** The choices of the filter. */
const CHOICES = [['state', ['ACTIVE', 'CANCELLED']], ['linked', ['true', 'false']]];

/** The participants: a list that can be searched, the form of each, imports, and the ticket codes of all. */
class Participants extends View {

	#people = [];

	#total = 0;

	#after = null;

	#filter = {};

	#search = '';

	#timer;

	/** Reads the first page, or the page after a cursor. */
	async read(after = null) {
		const asked = { search: this.#search || null, filter: this.#filter };
		const { event } = await client.execute(operations.Participants, { eventId: board.event.id, ...asked, after });
		if (asked.search === (this.#search || null) && asked.filter === this.#filter && (!after || after === this.#after)) {
			const { nodes, pageInfo, totalCount } = event.participants;
			this.#people = [...after ? this.#people : [], ...nodes];
			this.#after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
			this.#total = totalCount;
		}
	}

	render() {
		return html`${this.heading('nav.participants', html`<button name="tickets" @click=${this.#tickets}>${text('participants.tickets')}</button>
				<button @click=${() => this.#edit(null)}>${text('participant.new')}</button>`)}
			<form class="search" role="search" @submit=${(event) => event.preventDefault()} @input=${this.#typed}>
				<label>${text('participants.search')} <input type="search" name="search"></label>
				<div class="row">${CHOICES.map(([name, values]) => html`<label>${text(`participants.${name}`)} <select name=${name}>
						<option value="">${text('participants.all')}</option>
						${values.map((value) => html`<option value=${value}>${text(`participants.${name}.${value}`)}</option>`)}</select></label>`)}
					<label>${text('participant.ticketType')} <input name="ticketType" autocomplete="off" list="ticket-types"></label>
					<datalist id="ticket-types">${[...new Set(this.#people.map(({ ticketType }) => ticketType).filter(Boolean))].map((type) => html`
						<option value=${type}></option>`)}</datalist></div>
			</form>
			<details class="import"><summary>${text('participants.import')}</summary><p class="help">${text('participants.import.help')}</p>
				<pl-upload kind="participants" .options=${['remove']} @imported=${() => this.load()}></pl-upload></details>
			<p class="help" role="status">${text('participants.count', { count: this.#total })}</p>
			${this.alert()}
			<ul class="list">${this.#people.map((person) => this.#person(person))}</ul>
			${this.#after ? html`<p class="buttons"><button @click=${() => this.load(this.#after)}>${text('more')}</button></p>` : nothing}
			<pl-participant @put=${() => this.load()}></pl-participant>`;
	}

	#person(person) {
		const { name, organisation, email, ticketType, state, linked } = person;
		return html`<li><div><strong>${name}</strong>
				${state === 'CANCELLED' ? html` <span class="tag">${text('participant.CANCELLED')}</span>` : nothing}
				<p class="by">${[organisation, ticketType, email, linked && text('participant.linked')].filter(Boolean).join(' · ')}</p></div>
			<button class="quiet" aria-label=${text('participant.edit.this', { name })} @click=${() => this.#edit(person)}>${text('edit')}</button></li>`;
	}

	#typed = ({ currentTarget }) => {
		const { search, state, linked, ticketType } = Object.fromEntries(new FormData(currentTarget));
		this.#search = search.trim();
		this.#filter = { ...state && { state }, ...linked && { linked: linked === 'true' }, ...ticketType.trim() && { ticketTypes: [ticketType.trim()] } };
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.load(), QUIET);
	};

	#tickets = async () => {
		if (!await download(`/events/${board.event.slug}/tickets.csv`, 'tickets.csv')) {
			notices.add(text('participants.tickets.failed'));
		}
	};

	#edit(person) {
		this.querySelector('pl-participant').show(person);
	}

}

customElements.define('pl-participants', Participants);
