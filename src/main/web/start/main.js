import { html } from 'lit';
import { client } from 'shared/client.js';
import { Element } from 'shared/element.js';
import { contentLanguage, language } from 'shared/language.js';
import { text } from 'shared/messages.js';
import { page } from 'shared/page.js';
import { operations } from './operations.js';

const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });

function period({ startsOn, endsOn }) {
	return day.formatRange(new Date(startsOn), new Date(endsOn));
}

/** The list of the published events. */
class Start extends Element {

	static properties = { events: { state: true }, more: { state: true }, failure: { state: true } };

	constructor() {
		super();
		this.#load();
	}

	/** Reads the page after a cursor. A page that was read twice is added once. */
	async #load(after) {
		try {
			const { events } = await client.execute(operations.Events, after ? { after } : {}, { anonymous: true });
			if (after === this.more) {
				this.events = [...this.events ?? [], ...events.nodes];
				this.more = events.pageInfo.hasNextPage ? events.pageInfo.endCursor : undefined;
			}
			this.failure = undefined;
		}
		catch (failure) {
			this.failure = text(failure.code === 'OFFLINE' ? 'failure.offline' : 'failure.other');
		}
	}

	render() {
		return html`
			<main class="start stack">
				<h1>${text('start.title')}</h1>
				<p role="alert" class="note bad" ?hidden=${!this.failure}>${this.failure}</p>
				${this.events?.length === 0 ? html`<p>${text('start.none')}</p>` : ''}
				<ul class="stack">${this.events?.map((event) => html`
					<li class="card">
						<h2><a href="${page.base}/e/${event.slug}/app/" lang=${contentLanguage(event.languages)}>${event.name}</a></h2>
						<p>${period(event)}</p>
						<p class="muted">${[event.venue?.name, event.venue?.city].filter(Boolean).join(', ')}</p>
					</li>`)}
				</ul>
				${this.more ? html`<button @click=${() => this.#load(this.more)}>${text('start.more')}</button>` : ''}
			</main>`;
	}

}

customElements.define('pl-start', Start);
