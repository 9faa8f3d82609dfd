import { html, nothing } from 'lit';
import { Element } from 'shared/element.js';
import { keepFiles } from 'shared/installed.js';
import { text } from 'shared/messages.js';
import { page } from 'shared/page.js';
import { go, href, path, router } from 'shared/router.js';
import { endings, renewals, revocations, signIn } from 'shared/sign-in.js';
import { StoreController } from 'shared/store.js';
import { read } from './outbox.js';
import './programme-view.js';
import { inLanguage, LINKING, sessionOf, state } from './state.js';
import { start } from './sync.js';
import { ago } from './times.js';

/** The views except the first one, which are loaded when they are first displayed. */
const VIEWS = {
	sessions: () => import('./session-view.js'),
	speakers: () => import('./speaker-view.js'),
	exhibitors: () => import('./exhibitors-view.js'),
	agenda: () => import('./agenda-view.js'),
	news: () => import('./news-view.js'),
	badge: () => import('./badge-view.js'),
	needs: () => import('./needs-view.js'),
	settings: () => import('./settings-view.js')
};

const TABS = [['', 'programme'], ['agenda', 'agenda'], ['news', 'news'], ['badge', 'badge'], ['exhibitors', 'exhibitors'],
	['settings', 'settings']];

const STALE = 120_000;

/** What the service worker adds to the address of a notification: the ids of its news follow. */
const OPENED = '#opened=';

/** The attendee app. */
class App extends Element {

	constructor() {
		super();
		this.shown = this.#place;
		new StoreController(this, state);
		new StoreController(this, router);
		new StoreController(this, signIn);
		router.addEventListener('change', () => this.#moved());
		this.#load();
	}

	get #view() {
		return path().split('/');
	}

	get #place() {
		return this.#view.slice(0, 2).join('/');
	}

	async #load() {
		const [name] = this.#view;
		await VIEWS[name]?.();
		this.requestUpdate();
	}

	/** After a change of the view, its heading is where a screen reader goes on. */
	async #moved() {
		await this.#load();
		if (this.shown !== this.#place) {
			this.shown = this.#place;
			await this.updateComplete;
			requestAnimationFrame(() => this.querySelector('main')?.focus({ preventScroll: true }));
		}
	}

	render() {
		const event = state.get('event');
		document.title = [this.#title(), event?.name ?? page.title].filter(Boolean).join(' · ');
		return html`
			<a class="skip" href="#main">${text('nav.skip')}</a>
			<header class="top">
				<p class="name" lang=${inLanguage() ?? nothing}><a href=${href('')}>${event?.name ?? page.title}</a></p>
				${this.#connection()}
			</header>
			<nav class="tabs" aria-label=${text('nav.label')}>${TABS.map((tab) => this.#tab(...tab))}</nav>
			<div role="status">${this.#warning()}</div>
			<main id="main" tabindex="-1" class="stack">${event ? this.#content() : this.#waiting()}</main>`;
	}

	/** The title of the view, so that a history and a screen reader can tell views apart. */
	#title() {
		const [name, id] = this.#view;
		const item = { sessions: sessionOf, speakers: (speakerId) => state.get('speakers')[speakerId],
			exhibitors: (exhibitorId) => state.get('exhibitors')?.find((one) => one.id === exhibitorId) }[name];
		const shown = state.get('event') && id && item?.(id);
		return shown ? shown.title ?? shown.name : name === 'needs' ? text('needs.title') : TABS.some(([address]) => address === name)
			? text(`nav.${name || 'programme'}`) : undefined;
	}

	#tab(address, name) {
		if (name === 'exhibitors' && !state.get('event')?.exhibitors.totalCount) {
			return nothing;
		}
		const unread = name === 'news' && state.get('unread');
		return html`
			<a href=${href(address)} aria-current=${this.#view[0] === address ? 'page' : 'false'}>${text(`nav.${name}`)}
				${unread ? html`<span class="count">${unread}<span class="visually-hidden"> ${text('news.unread')}</span></span>` : nothing}
			</a>`;
	}

	#connection() {
		const readAt = state.get('readAt');
		const old = readAt && Date.now() - readAt > STALE;
		const waiting = state.get('pending').length;
		const offline = state.get('connection') === 'offline' || (state.get('connection') !== 'live' && old);
		return html`
			<p class="small connection">
				<span role="status">${offline ? text('connection.offline') : nothing}</span>
				${offline && readAt ? html`<span>${text('connection.age', { age: ago(readAt) })}</span>` : nothing}
				<span role="status">${waiting ? text('connection.pending', { count: waiting }) : nothing}</span>
			</p>`;
	}

	/** What somebody has to know in every view. */
	#warning() {
		if (signIn.expired) {
			return html`<p class="note warn">${text('signIn.ended')} <a href=${href('settings')}>${text('nav.settings')}</a></p>`;
		}
		return state.get('event') && state.get('failure') === 'notFound' ? html`<p class="note warn">${text('event.withdrawn')}</p>` : nothing;
	}

	#waiting() {
		const failure = state.get('failure');
		if (!failure) {
			return html`<p role="status" class="muted">${text('loading')}</p>`;
		}
		return html`<p role="alert" class="note bad">${text(failure === 'notFound' ? 'event.notFound' : 'failure.offline')}</p>
			<a href="${page.base}/">${text('event.others')}</a>`;
	}

	#content() {
		const [name, id] = this.#view;
		switch (name) {
			case '': return html`<pl-programme></pl-programme>`;
			case 'sessions': return html`<pl-session .sessionId=${id}></pl-session>`;
			case 'speakers': return html`<pl-speaker .speakerId=${id}></pl-speaker>`;
			case 'exhibitors': return html`<pl-exhibitors .exhibitorId=${id}></pl-exhibitors>`;
			case 'agenda': return html`<pl-agenda></pl-agenda>`;
			case 'news': return html`<pl-news></pl-news>`;
			case 'badge': return html`<pl-badge></pl-badge>`;
			case 'needs': return html`<pl-needs></pl-needs>`;
			case 'settings': return html`<pl-settings></pl-settings>`;
			default: return html`<p class="note">${text('view.notFound')}</p>`;
		}
	}

}

async function useLink() {
	if (location.hash.startsWith('#ticket=')) {
		await (await import('./ticket.js')).useLink();
	}
	else if (location.hash.startsWith(OPENED)) {
		const ids = decodeURIComponent(location.hash.slice(OPENED.length)).split(',');
		history.replaceState(null, '', location.pathname + location.search);
		await read({ ids, opened: true });
	}
}

/** A ticket that this window remembers is linked to the account with which its holder signs in; signing out forgets it. */
async function useAccount() {
	const remembered = sessionStorage.getItem(LINKING);
	if (remembered && signIn.kind !== 'ticket') {
		sessionStorage.removeItem(LINKING);
		if (signIn.state === 'signed-in') {
			await (await import('./link.js')).linkRemembered(JSON.parse(remembered));
		}
	}
}

customElements.define('pl-app', App);
renewals.ticket = async (secret) => (await import('./ticket.js')).renew(secret);
revocations.ticket = async (secret) => (await import('./ticket.js')).revoke(secret);
endings.push(async () => (await import('./push.js')).unsubscribe());
addEventListener('hashchange', useLink);
useLink();
signIn.follow(useAccount);
keepFiles();
start();
setInterval(() => document.querySelector('pl-app').requestUpdate(), 30_000);

navigator.serviceWorker?.addEventListener('message', ({ data }) => {
	if (data.type === 'open') {
		go(data.view);
		read({ ids: data.newsIds, opened: true });
	}
	else if (data.type === 'subscribe again') {
		import('./push.js').then(({ refresh }) => refresh()).catch((failure) => console.warn(failure.message));
	}
});
