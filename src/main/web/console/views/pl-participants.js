import { html, nothing } from 'lit';
import { client } from 'shared/client.js';
import { text } from 'shared/messages.js';

import { board } from '../board.js';
import { Element } from '../element.js';
import { operations } from '../operations.js';
import '../pl-participant.js';
import { failed } from '../schedule.js';

/** The search starts when nothing was typed for this time. */
const QUIET = 250;

/** The participants: a list that can be searched, and the form of each. */
class Participants extends Element {

	#people = [];

	#total = 0;

	#after = null;

	#search = '';

	#problem = null;

	#timer;

	connectedCallback() {
		super.connectedCallback();
		this.load();
	}

	/** Reads the first page again, or the page after a cursor. */
	async load(after = null) {
		const search = this.#search;
		try {
			const { event } = await client.execute(operations.Participants, { eventId: board.event.id, search: search || null, after });
			if (search !== this.#search) {
				return;
			}
			const { nodes, pageInfo, totalCount } = event.participants;
			this.#people = [...after ? this.#people : [], ...nodes];
			this.#after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
			this.#total = totalCount;
			this.#problem = null;
		}
		catch (failure) {
			this.#problem = failed(failure);
		}
		this.requestUpdate();
	}

	render() {
		return html`<header class="tools"><h1>${text('nav.participants')}</h1>
				<button @click=${() => this.#edit(null)}>${text('participant.new')}</button></header>
			<label class="search">${text('participants.search')} <input type="search" name="search" @input=${this.#typed}></label>
			<p class="help" role="status">${text('participants.count', { count: this.#total })}</p>
			${this.#problem ? html`<p class="note bad" role="alert">${this.#problem}</p>` : nothing}
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
