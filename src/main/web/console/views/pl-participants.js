import { html, nothing } from 'lit';
import { client } from 'shared/client.js';
import { text } from 'shared/messages.js';

import { board } from '../board.js';
import { operations } from '../operations.js';
import '../pl-participant.js';
import { View } from './view.js';

/** The search starts when nothing was typed for this time. */
const QUIET = 250;

/** The participants: a list that can be searched, and the form of each. */
class Participants extends View {

	#people = [];

	#total = 0;

	#after = null;

	#search = '';

	#timer;

	/** Reads the first page, or the page after a cursor. */
	async read(after = null) {
		const search = this.#search;
		const { event } = await client.execute(operations.Participants, { eventId: board.event.id, search: search || null, after });
		if (search === this.#search) {
			const { nodes, pageInfo, totalCount } = event.participants;
			this.#people = [...after ? this.#people : [], ...nodes];
			this.#after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
			this.#total = totalCount;
		}
	}

	render() {
		return html`${this.heading('nav.participants', html`<button @click=${() => this.#edit(null)}>${text('participant.new')}</button>`)}
			<label class="search">${text('participants.search')} <input type="search" name="search" @input=${this.#typed}></label>
			<p class="help" role="status">${text('participants.count', { count: this.#total })}</p>
			${this.alert()}
			<ul class="list">${this.#people.map((person) => this.#person(person))}</ul>
			${this.#after ? html`<p class="buttons"><button @click=${() => this.load(this.#after)}>${text('more')}</button></p>` : nothing}
			<pl-participant @put=${() => this.load()}></pl-participant>`;
	}

	#person(person) {
		const { name, organisation, email, ticketType, state } = person;
		return html`<li><div><strong>${name}</strong>
				${state === 'CANCELLED' ? html` <span class="tag">${text('participant.CANCELLED')}</span>` : nothing}
				<p class="by">${[organisation, ticketType, email].filter(Boolean).join(' · ')}</p></div>
			<button class="quiet" aria-label=${text('participant.edit.this', { name })} @click=${() => this.#edit(person)}>${text('edit')}</button></li>`;
	}

	#typed = ({ target }) => {
		this.#search = target.value.trim();
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.load(), QUIET);
	};

	#edit(person) {
		this.querySelector('pl-participant').show(person);
	}

}

customElements.define('pl-participants', Participants);
