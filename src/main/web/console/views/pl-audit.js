import { html, nothing } from 'lit';
import { client } from 'shared/client.js';
import { text } from 'shared/messages.js';

import { board } from '../board.js';
import { operations } from '../operations.js';
import { View } from './view.js';

/** The audit trail, newest first. */
class Audit extends View {

	#entries = [];

	#after = null;

	async read(after = null) {
		const { event } = await client.execute(operations.Audit, { eventId: board.event.id, after });
		if (!after || after === this.#after) {
			this.#entries = [...after ? this.#entries : [], ...event.audit.nodes];
			this.#after = event.audit.pageInfo.hasNextPage ? event.audit.pageInfo.endCursor : null;
		}
	}

	render() {
		return html`${this.heading('nav.audit', html`<button @click=${() => this.load()}>${text('refresh')}</button>`)}
			<p class="help">${text('audit.help')}</p>
			${this.alert()}
			<ul class="list">${this.#entries.map((entry) => this.#entry(entry))}</ul>
			${this.#after ? html`<p class="buttons"><button @click=${() => this.load(this.#after)}>${text('more')}</button></p>` : nothing}`;
	}

	#entry({ at, action, answer, outcome, name, subject, input, changedValues, complete }) {
		return html`<li><div><strong>${name ?? subject}</strong> <code>${action}</code>
			${outcome === 'DONE' ? nothing : html`<span class="tag">${text(`audit.${outcome}`)}${answer ? ` ${answer}` : ''}</span>`}
			<p class="by">${this.stamp(at)}</p>
			<details><summary>${text('audit.details', { count: changedValues.length })}</summary>
				${changedValues.length ? html`<dl class="values">${changedValues.map(({ path, oldValue, newValue }) => html`
					<dt><code>${path}</code></dt><dd>${shown(oldValue)} → ${shown(newValue)}</dd>`)}</dl>` : nothing}
				${complete ? nothing : html`<p>${text('audit.incomplete')}</p>`}
				<pre tabindex="0" aria-label=${text('audit.input')}>${JSON.stringify(input, null, 2)}</pre></details></div></li>`;
	}

}

const shown = (value) => (value === null ? '–' : typeof value === 'string' ? value : JSON.stringify(value));

customElements.define('pl-audit', Audit);
