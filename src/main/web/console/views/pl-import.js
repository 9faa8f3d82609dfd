import { html, nothing } from 'lit';
import { client } from 'shared/client.js';
import { text } from 'shared/messages.js';

import { board } from '../board.js';
import { notices } from '../notices.js';
import { operations } from '../operations.js';
import '../pl-upload.js';
import './pl-origin.js';
import { View } from './view.js';

/** Imports of programme files, and what the last one left open. */
class Import extends View {

	#last = null;

	async read() {
		this.#last = (await client.execute(operations.Imports, { eventId: board.event.id })).event.lastImport;
	}

	render() {
		return html`${this.heading('nav.import')}
			<p class="help">${text('import.help')}</p>
			${this.alert()}
			${this.#last ? this.#missing(this.#last) : nothing}
			<pl-upload kind="programme" .options=${['overwrite', 'remove', 'strict']} @imported=${this.#imported}></pl-upload>
			<pl-origin @imported=${this.#fetched}></pl-origin>`;
	}

	#missing({ at, missing }) {
		return html`<p class="help">${text('import.last', { at: this.stamp(at) })}</p>
			${missing.length ? html`<details><summary>${text('import.missing', { count: missing.length })}</summary>
				<ul>${missing.map(({ session, cancelledFrom }) => html`<li><span lang=${board.contentLanguage}>${session.title}</span>
					<span class="by">${text('import.cancelled.from', { at: this.stamp(cancelledFrom) })}</span></li>`)}</ul>
			</details>` : nothing}`;
	}

	#imported = () => {
		notices.add(text('import.done'));
		return this.#fetched();
	};

	#fetched = () => Promise.all([this.load(), board.load()]);

}

customElements.define('pl-import', Import);
