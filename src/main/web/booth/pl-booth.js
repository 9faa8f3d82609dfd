import { html, nothing } from 'lit';
import { Element } from 'shared/element.js';
import { keepFiles } from 'shared/installed.js';
import { eventLanguage, statement } from 'shared/language.js';
import { text } from 'shared/messages.js';
import { page } from 'shared/page.js';
import { href, path, router } from 'shared/router.js';
import { signIn } from 'shared/sign-in.js';
import 'shared/sign-in-panel.js';
import { StoreController } from 'shared/store.js';

import { operations } from './operations.js';
import './pl-colleagues.js';
import './pl-leads.js';
import './pl-listing.js';
import './pl-meetings.js';
import './pl-now.js';
import { booth } from './store.js';

const VIEWS = {
	'': { key: 'now', render: () => html`<pl-now></pl-now>` },
	leads: { key: 'leads', render: () => html`<pl-leads></pl-leads>` },
	meetings: { key: 'meetings', render: () => html`<pl-meetings></pl-meetings>` },
	listing: { key: 'listing', render: () => html`<pl-listing></pl-listing>` },
	colleagues: { key: 'colleagues', render: () => html`<pl-colleagues></pl-colleagues>` }
};

/** The application of an exhibitor's staff: navigation and the view of the path. */
class Booth extends Element {

	constructor() {
		super();
		new StoreController(this, booth);
		new StoreController(this, router);
	}

	connectedCallback() {
		super.connectedCallback();
		signIn.follow(() => booth.start());
	}

	render() {
		const { state, exhibitor, said, live } = booth.state;
		const view = VIEWS[path()] ?? VIEWS[''];
		const ready = state === 'ready';
		document.title = [text(`nav.${view.key}`), exhibitor?.name, page.title].filter(Boolean).join(' · ');
		return html`
			<header class="bar row"><p><strong>${exhibitor?.name ?? text('booth.title')}</strong> <small class="muted" lang=${eventLanguage ?? nothing}>${page.title}</small></p>
				${ready && !live ? html`<span class="tag">${text('offline')}</span>` : nothing}</header>
			${ready ? html`<nav aria-label=${text('nav')}><ul class="tabs">${Object.entries(VIEWS).map(([address, { key }]) => html`<li>
				<a href=${href(address)} aria-current=${view.key === key ? 'page' : nothing}>${text(`nav.${key}`)}</a></li>`)}</ul></nav>` : nothing}
			<p class="said" role="status">${said ?? nothing}</p>
			<main id="main" tabindex="-1">${ready ? view.render() : this.#outside(state)}</main>
			<footer><a class="alone" href=${statement}>${text('accessibility')}</a></footer>`;
	}

	#outside(state) {
		if (state === 'loading') {
			return html`<p role="status">${text('loading')}</p>`;
		}
		return html`<div class="stack"><h1>${text('booth.title')}</h1>
			<p>${text(`outside.${state}`)}</p>
			${state === 'outside' ? html`<form class="stack card" @submit=${this.#join}><label>${text('join.code')}
				<input name="code" required autocomplete="off" autocapitalize="characters" maxlength="100"></label><button class="primary">${text('join')}</button></form>` : nothing}
			${state === 'failed' ? html`<button @click=${() => booth.start()}>${text('again')}</button>` : nothing}
			<pl-sign-in></pl-sign-in></div>`;
	}

	#join = async (event) => {
		event.preventDefault();
		const code = event.target.elements.code.value;
		if (await booth.change(operations.RedeemInvitation, { eventId: page.eventId, code }, text('joined'))) {
			await booth.start();
		}
	};

}

customElements.define('pl-booth', Booth);
keepFiles();
