import { html, nothing } from 'lit';
import { Element } from 'shared/element.js';
import { eventLanguage, language } from 'shared/language.js';
import { text } from 'shared/messages.js';
import { newId } from 'shared/new-id.js';
import { StoreController } from 'shared/store.js';
import { clock } from 'shared/time.js';

import { backIn, phase, toggled } from './offers.js';
import { operations } from './operations.js';
import { booth } from './store.js';

const STATES = ['OPEN', 'BUSY', 'CLOSED'];

const MINUTES = [10, 30, 60];

/** The state of the booth and its offers, each changed with one tap. */
class Now extends Element {

	constructor() {
		super();
		new StoreController(this, booth);
	}

	render() {
		const { exhibitor } = booth.state;
		return html`<div class="stack">
			<h1>${text('nav.now')}</h1>
			<section class="card stack" aria-labelledby="state"><h2 id="state">${text('state')}</h2>
				<div class="states">${STATES.map((state) => html`<button aria-pressed=${exhibitor.boothState === state} data-state=${state}
					@click=${() => this.#state(state)}>${text(`state.${state}`)}</button>`)}</div>
				${exhibitor.boothState === 'OPEN' ? nothing : html`<div class="row" role="group" aria-label=${text('back')}><span>${text('back')}</span>
					${MINUTES.map((minutes) => html`<button @click=${() => this.#state(exhibitor.boothState, backIn(minutes, Date.now()))}>${text('minutes', { minutes })}</button>`)}</div>
					${exhibitor.backAt ? html`<p>${text('back.at', { time: clock(exhibitor.backAt) })}</p>` : nothing}`}
			</section>
			<section class="stack" aria-labelledby="offers"><h2 id="offers">${text('offers')}</h2>
				${exhibitor.offers.length ? html`<ul class="offers stack">${exhibitor.offers.map((offer) => this.#offer(offer))}</ul>` : html`<p class="muted">${text('offers.none')}</p>`}
				<details class="card"><summary>${text('offers.new')}</summary>
					<form class="stack" @submit=${this.#add}>
						<label>${text('offers.title')} <input name="title" required maxlength="500"></label>
						<label>${text('offers.limit')} <input name="limit" type="number" min="0" max="10000" inputmode="numeric"></label>
						<button class="primary">${text('offers.start')}</button>
					</form></details>
			</section></div>`;
	}

	#offer(offer) {
		const now = Date.now();
		const state = phase(offer, now);
		return html`<li class="card offer"><div><strong lang=${eventLanguage ?? nothing}>${offer.title}</strong>
			<p class="muted small">${text(`offer.${state}`)}${offer.claimLimit === null ? nothing : html` · ${text('offer.left', { left: offer.claimsLeft, limit: offer.claimLimit })}`}</p></div>
			<button class=${state === 'running' ? '' : 'primary'} @click=${() => this.#toggle(offer)}
				aria-label=${`${text(state === 'running' ? 'offer.end' : 'offer.run')}: ${offer.title}`}>${text(state === 'running' ? 'offer.end' : 'offer.run')}</button></li>`;
	}

	#state(state, backAt) {
		booth.change(operations.SetBoothState, { exhibitorId: booth.state.exhibitor.id, state, ...(backAt && { backAt }), requestId: newId() },
			text('state.said', { state: text(`state.${state}`) }));
	}

	#toggle(offer) {
		booth.change(operations.PutOffer, { exhibitorId: booth.state.exhibitor.id, id: offer.id, expectedVersion: offer.version, ...toggled(offer, Date.now()) },
			text('offer.said', { title: offer.title }));
	}

	#add = async (event) => {
		event.preventDefault();
		const form = event.target;
		const { title, limit } = Object.fromEntries(new FormData(form));
		const input = {
			exhibitorId: booth.state.exhibitor.id,
			key: newId(),
			title: [{ lang: booth.state.event.languages[0] ?? language, text: title }],
			claimLimit: limit === '' ? null : Number(limit)
		};
		if (await booth.change(operations.PutOffer, input, text('offer.said', { title }))) {
			form.reset();
			form.closest('details').open = false;
		}
	};

}

customElements.define('pl-now', Now);
