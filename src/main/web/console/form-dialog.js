import { html, nothing } from 'lit';
import { client } from 'shared/client.js';
import { text } from 'shared/messages.js';

import { Element } from './element.js';
import { notices } from './notices.js';
import { failed } from './schedule.js';

/**
 * A dialog with the form of an object. Only what the organiser changed is sent, with the version that they saw. If somebody
 * else was faster, the dialog shows what they wrote; nothing is overwritten before the organiser decides to repeat the change.
 * Subclasses define `heading`, `values` (the values of an object by the names of the fields), `label`, `fields` and `request`.
 * @fires put when the object was changed, by this form or by somebody else; the detail is the payload
 */
export class FormDialog extends Element {

	/** The object as the organiser saw it. */
	object = null;

	#newer = null;

	#problem = null;

	#busy = false;

	/** Opens the form of an object; an empty one for a new object. */
	show(object) {
		this.object = object;
		this.#newer = null;
		this.#problem = null;
		this.requestUpdate();
		this.updateComplete.then(() => {
			this.querySelector('form').reset();
			this.querySelector('dialog').showModal();
		});
	}

	/** Reads an object by its id and opens its form; `query` reads it. */
	async open(id) {
		try {
			this.show((await client.execute(this.query, { id })).node);
		}
		catch (failure) {
			notices.add(failed(failure));
		}
	}

	/** The version on which a change is based. */
	get version() {
		return (this.#newer ?? this.object).version ?? 0;
	}

	render() {
		const { object } = this;
		const id = `${this.localName}-title`;
		return html`<dialog aria-labelledby=${id}>${object ? html`<form method="dialog" @submit=${this.#submit}>
			<h2 id=${id}>${this.heading(object)}</h2>
			${this.#newer ? html`<div class="note warn outdated" role="alert"><p>${this.#problem}</p>
				<ul>${this.#differences().map(([name, value]) => html`<li>${this.label(name)}: ${this.shown(name, value) || '–'}</li>`)}</ul></div>`
				: this.#problem ? html`<p class="note bad" role="alert">${this.#problem}</p>` : nothing}
			${this.fields(object)}
			<p class="buttons"><button type="button" class="quiet" @click=${this.close}>${text('cancel')}</button>
				<button class="primary" aria-disabled=${this.#busy}>${text(this.#newer ? 'repeat' : 'save')}</button></p>
		</form>` : nothing}</dialog>`;
	}

	/** The object as it is now, from the one that the server answers if the version was another one. */
	newest = (current) => current;

	/** A value of a field in words. */
	shown = (name, value) => value;

	close = () => this.querySelector('dialog').close();

	#differences() {
		const before = this.values(this.object);
		return Object.entries(this.values(this.#newer)).filter(([name, value]) => value !== before[name]);
	}

	#changed() {
		const form = new FormData(this.querySelector('form'));
		const before = this.values(this.object);
		return Object.fromEntries([...new Set([...Object.keys(before), ...form.keys()])]
			.map((name) => [name, (form.get(name) ?? '').trim()])
			.filter(([name, value]) => value !== (before[name] ?? '')));
	}

	#submit = async (event) => {
		event.preventDefault();
		if (this.#busy) {
			return;
		}
		const changed = this.#changed();
		if (this.object.id && Object.keys(changed).length === 0) {
			this.close();
			return;
		}
		const [operation, input] = this.request(changed, { ...this.values(this.#newer ?? this.object), ...changed });
		this.#busy = true;
		this.requestUpdate();
		try {
			const [answer] = Object.values(await client.execute(operation, { input }));
			this.#problem = answer.message ?? null;
			this.#newer = answer.current ? this.newest(answer.current) : null;
			if (!answer.message) {
				this.close();
				notices.add(text('saved'));
				notices.say(text('saved'));
			}
			if (!answer.message || this.#newer) {
				this.dispatchEvent(new CustomEvent('put', { detail: answer }));
			}
		}
		catch (failure) {
			this.#problem = failed(failure);
		}
		this.#busy = false;
		this.requestUpdate();
	};

}
