import { html, nothing } from 'lit';
import { client } from 'shared/client.js';
import { text } from 'shared/messages.js';

import { board } from './board.js';
import { Element } from './element.js';
import { notices } from './notices.js';
import { operations } from './operations.js';
import { failed } from './schedule.js';

const FIELDS = ['name', 'organisation', 'email', 'ticketType', 'language'];

/**
 * The form of a participant. Only the fields that the organiser changed are sent; if somebody else was faster, the form shows
 * what they wrote.
 * @fires put when the participant was changed
 */
class ParticipantDialog extends Element {

	#person = null;

	#newer = null;

	#problem = null;

	#key = null;

	/** Opens the form; null for a new participant. */
	show(person) {
		this.#person = person ?? {};
		this.#key = crypto.randomUUID();
		this.#newer = null;
		this.#problem = null;
		this.requestUpdate();
		this.updateComplete.then(() => {
			this.querySelector('form').reset();
			this.querySelector('dialog').showModal();
		});
	}

	render() {
		const person = this.#person;
		return html`<dialog aria-labelledby="participant-title">${person ? html`<form method="dialog" @submit=${this.#submit}>
			<h2 id="participant-title">${person.name ?? text('participant.new')}</h2>
			${this.#newer ? html`<div class="note warn" role="alert"><p>${this.#problem}</p><ul>${FIELDS.filter((field) => this.#newer[field] !== person[field])
				.map((field) => html`<li>${text(`participant.${field}`)}: ${this.#newer[field] ?? '–'}</li>`)}</ul></div>`
				: this.#problem ? html`<p class="note bad" role="alert">${this.#problem}</p>` : nothing}
			${person.id ? nothing : html`<label>${text('participant.key')} <input name="key" maxlength="100"></label>`}
			${FIELDS.map((field) => html`<label>${text(`participant.${field}`)} <input name=${field} type=${field === 'email' ? 'email' : 'text'}
				?required=${field === 'name'} maxlength="500" autocomplete="off" .defaultValue=${person[field] ?? ''}></label>`)}
			${person.id ? html`<label class="choice"><input type="checkbox" name="active" .defaultChecked=${person.state === 'ACTIVE'}>
				<span>${text('participant.active')}</span></label>` : nothing}
			<p class="buttons"><button type="button" class="quiet" @click=${this.#close}>${text('cancel')}</button>
				<button class="primary">${text(this.#newer ? 'repeat' : 'save')}</button></p>
		</form>` : nothing}</dialog>`;
	}

	#close = () => this.querySelector('dialog').close();

	#input() {
		const form = new FormData(this.querySelector('form'));
		const person = this.#person;
		const input = { eventId: board.event.id, expectedVersion: this.#newer?.version ?? person.version ?? 0,
			...person.id ? { id: person.id } : { key: form.get('key').trim() || this.#key } };
		FIELDS.forEach((field) => {
			const value = form.get(field).trim() || null;
			if (value !== (person[field] ?? null)) {
				input[field] = value;
			}
		});
		const state = form.has('active') ? 'ACTIVE' : 'CANCELLED';
		return person.id && state !== person.state ? { ...input, state } : input;
	}

	#submit = async (event) => {
		event.preventDefault();
		try {
			const { putParticipant } = await client.execute(operations.PutParticipant, { input: this.#input() });
			this.#problem = putParticipant.message ?? null;
			this.#newer = putParticipant.current ?? null;
			if (putParticipant.participant) {
				this.#close();
				notices.add(text('saved'));
				this.dispatchEvent(new Event('put'));
			}
		}
		catch (failure) {
			this.#problem = failed(failure);
		}
		this.requestUpdate();
	};

}

customElements.define('pl-participant', ParticipantDialog);
