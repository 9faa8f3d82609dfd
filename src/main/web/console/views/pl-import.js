import { html, nothing } from 'lit';
import { client } from 'shared/client.js';
import { text } from 'shared/messages.js';

import { board } from '../board.js';
import { Element } from '../element.js';
import { stamp } from '../moments.js';
import { notices } from '../notices.js';
import { operations } from '../operations.js';
import '../pl-upload.js';
import { failed } from '../schedule.js';

/** Imports of programme files, and what the last one left open. */
class Import extends Element {

	#last = null;

	#problem = null;

	get stores() {
		return [board];
	}

	connectedCallback() {
		super.connectedCallback();
		this.#read();
	}

	async #read() {
		try {
			this.#last = (await client.execute(operations.Imports, { eventId: board.event.id })).event.lastImport;
		}
		catch (failure) {
			this.#problem = failed(failure);
		}
		this.requestUpdate();
	}

	render() {
		return html`<header class="tools"><h1>${text('nav.import')}</h1></header>
			<p class="help">${text('import.help')}</p>
			${this.#problem ? html`<p class="note bad" role="alert">${this.#problem}</p>` : nothing}
			${this.#last ? this.#missing(this.#last) : nothing}
			<pl-upload kind="programme" .options=${['overwrite', 'remove', 'strict']} @imported=${this.#imported}></pl-upload>`;
	}

	#missing({ at, missing }) {
		const shown = (moment) => stamp(moment, board.event.timezone, document.documentElement.lang);
		return html`<p class="help">${text('import.last', { at: shown(at) })}</p>
			${missing.length ? html`<details><summary>${text('import.missing', { count: missing.length })}</summary>
				<ul>${missing.map(({ session, cancelledFrom }) => html`<li>${session.title}
					<span class="by">${text('import.cancelled.from', { at: shown(cancelledFrom) })}</span></li>`)}</ul>
			</details>` : nothing}`;
	}

	#imported = () => {
		notices.add(text('import.done'));
		return Promise.all([this.#read(), board.load()]);
	};

}

customElements.define('pl-import', Import);
