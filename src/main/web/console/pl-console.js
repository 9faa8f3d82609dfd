import { html, nothing } from 'lit';
import { keepFiles } from 'shared/installed.js';
import { statement } from 'shared/language.js';
import { text } from 'shared/messages.js';
import { page } from 'shared/page.js';
import { href, path, router } from 'shared/router.js';
import { signIn } from 'shared/sign-in.js';
import 'shared/sign-in-panel.js';

import { board } from './board.js';
import { Element } from './element.js';
import { live } from './live.js';
import { notices } from './notices.js';
import './pl-decision.js';
import { failed } from './schedule.js';
import { views } from './views.js';

/** The console of an event's organisers: navigation, the view of the path, notices, and the dialog of decisions. */
class Console extends Element {

	#shown;

	get stores() {
		return [board, notices, router, signIn];
	}

	connectedCallback() {
		super.connectedCallback();
		signIn.follow(() => this.#load());
	}

	async #load() {
		live.stop();
		await board.load();
		if (board.state === 'ready') {
			live.start();
		}
	}

	render() {
		const view = views[path().replace(/\/$/, '')] ?? views[''];
		const ready = board.state === 'ready';
		document.title = [text(`nav.${view.key}`), board.event?.name, 'Plenum'].filter(Boolean).join(' · ');
		return html`
			<a class="skip" href="#main">${text('skip')}</a>
			<header class="bar">
				<p class="event"><strong>${board.event?.name ?? page.slug}</strong>
					${board.event ? html`<small>${text(`state.${board.event.state}`)}</small>` : nothing}</p>
				<p class="who"><a class="alone" href=${statement}>${text('accessibility')}</a> ${this.#connection()} ${board.viewer ? html`<span>${board.viewer.name ?? board.viewer.subject}</span>` : nothing}</p>
			</header>
			${ready ? html`<nav aria-label=${text('nav')}><ul>${Object.entries(views).map(([address, { key }]) => html`<li>
				<a href=${href(address)} aria-current=${view.key === key ? 'page' : nothing}>${text(`nav.${key}`)}${key === 'drafts' && board.drafts.length
						? html` <span class="count">${board.drafts.length}</span>` : nothing}</a></li>`)}</ul></nav>` : nothing}
			<main id="main" tabindex="-1">${ready ? view.render() : this.#outside()}</main>
			<div class="notices">${notices.shown.map((notice) => html`<div class="notice"><span>${notice.text}</span>
				${notice.action ? html`<button @click=${() => this.#act(notice)}>${notice.action}</button>` : nothing}
				<button class="quiet" aria-label=${text('close')} @click=${() => notices.remove(notice.id)}>×</button></div>`)}</div>
			<p class="visually-hidden" role="status" aria-live="assertive">${notices.said}</p>
			<pl-decision></pl-decision>`;
	}

	/** On a narrow screen, the link of the view may be outside the visible part of the navigation. */
	updated() {
		const link = this.querySelector('nav [aria-current]');
		if (link && link !== this.#shown) {
			this.#shown = link;
			link.scrollIntoView({ block: 'nearest', inline: 'center' });
		}
	}

	#connection() {
		return board.state === 'ready' ? html`<span class="connection" data-state=${board.connection}>${text(`connection.${board.connection}`)}</span>`
			: nothing;
	}

	#outside() {
		if (board.state === 'loading') {
			return html`<p role="status">${text('loading')}</p>`;
		}
		return html`<h1>${text(`outside.${board.state}`)}</h1>
			<p>${board.state === 'failed' ? failed(board.failure) : text(`outside.${board.state}.help`)}</p>
			<pl-sign-in></pl-sign-in>`;
	}

	#act({ id, run }) {
		notices.remove(id);
		run();
	}

}

customElements.define('pl-console', Console);
keepFiles();
