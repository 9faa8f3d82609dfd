import { html, nothing } from 'lit';
import { client } from 'shared/client.js';
import { text } from 'shared/messages.js';
import { longDate } from 'shared/time.js';

import { board } from '../board.js';
import { operations } from '../operations.js';
import { View } from './view.js';

/** How many attendees need what: dietary and access needs without names, and when they are deleted. */
class Needs extends View {

	#event = null;

	async read() {
		({ event: this.#event } = await client.execute(operations.Needs, { eventId: board.event.id }));
	}

	render() {
		return html`${this.heading('nav.needs', html`<button @click=${() => this.load()}>${text('refresh')}</button>`)}
			${this.alert()}
			${this.#event ? this.#totals(this.#event) : nothing}`;
	}

	#totals({ needsDeletedOn, needs: { count, dietCounts, accessNeedCounts, otherTexts } }) {
		return html`
			<p class="help">${text('needs.help')}</p>
			<p><strong>${text('needs.deletedOn', { date: longDate(needsDeletedOn, document.documentElement.lang) })}</strong></p>
			<p role="status">${text('needs.count', { count })}</p>
			${this.#counts('needs.diets', dietCounts.map(({ diet, count: people }) => [diet, people]))}
			${this.#counts('needs.access', accessNeedCounts.map(({ accessNeed, count: people }) => [accessNeed, people]))}
			${otherTexts.length ? html`<section><h2>${text('needs.other')}</h2>
				<ul>${otherTexts.map((other) => html`<li>${other}</li>`)}</ul></section>` : nothing}`;
	}

	#counts(title, counts) {
		return counts.length ? html`<section><h2>${text(title)}</h2>
			<table><tbody>${counts.map(([kind, people]) => html`<tr><th scope="row">${text(`need.${kind}`)}</th><td>${people}</td></tr>`)}</tbody></table>
		</section>` : nothing;
	}

}

customElements.define('pl-needs', Needs);
