import { html, nothing } from 'lit';
import { Element } from 'shared/element.js';
import { text } from 'shared/messages.js';
import { StoreController } from 'shared/store.js';

import { named } from './find.js';
import { door } from './store.js';

const MOST = 8;

/** Finds somebody without a code by their name, in the door list. */
class People extends Element {

	static properties = { wanted: { state: true } };

	#asked;

	constructor() {
		super();
		this.wanted = '';
		new StoreController(this, door);
	}

	render() {
		const { listed, session } = door.state;
		const found = named([...door.desk.list.people.values()], this.wanted, MOST);
		return html`<section class="card stack" aria-label=${text('people')}>
			<label>${text('people.search')} <input type="search" autocomplete="off" .value=${this.wanted} @input=${this.#search}></label>
			<p class="muted" role="status">${!this.wanted || found.length ? nothing : text(listed ? 'people.none' : 'people.unlisted')}</p>
			${found.length ? html`<ul class="stack people">${found.map((person) => this.#person(person, session))}</ul>` : nothing}</section>`;
	}

	#person(person, session) {
		const here = person.sessions[session.id];
		const about = [person.ticketType, here?.checkedInAt ? text('people.here') : here?.seat && text(`people.${here.seat}`)].filter(Boolean).join(' · ');
		return html`<li class="row between"><span>${person.name}<small class="muted">${about}</small></span>
			<button @click=${() => this.#checkIn(person)} aria-label=${text('people.checkIn.of', { name: person.name })}>${text('people.checkIn')}</button></li>`;
	}

	/** Somebody who is not found may be newer than the list: then it is asked for again, once for each name. */
	#search = ({ target }) => {
		this.wanted = target.value;
		clearTimeout(this.#asked);
		if (this.wanted && door.state.online && !named([...door.desk.list.people.values()], this.wanted, 1).length) {
			this.#asked = setTimeout(async () => {
				await door.readList();
				this.requestUpdate();
			}, 1000);
		}
	};

	#checkIn(person) {
		this.wanted = '';
		door.desk.checkIn({ attendeeId: person.id });
	}

}

customElements.define('pl-people', People);
