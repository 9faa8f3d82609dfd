import { html, nothing } from 'lit';
import { Element } from 'shared/element.js';
import { keepFiles } from 'shared/installed.js';
import { text } from 'shared/messages.js';
import { StoreController } from 'shared/store.js';
import { clock } from 'shared/time.js';

import { age, notice, urgent } from './display.js';
import { Fitting } from './fitting.js';
import { pairing } from './pairing.js';
import './pl-foyer.js';
import './pl-room.js';
import './pl-stage.js';
import { programme } from './programme.js';
import { Ticking } from './ticking.js';

const KINDS = {
	FOYER: () => html`<pl-foyer></pl-foyer>`,
	ROOM: (screen) => html`<pl-room .roomId=${screen.room?.id}></pl-room>`,
	STAGE: (screen) => html`<pl-stage .roomId=${screen.room?.id}></pl-stage>`
};

/** A screen: its code until it is paired, then what its kind displays; an urgent announcement takes all of it. */
class Screen extends Element {

	constructor() {
		super();
		new StoreController(this, pairing);
		new StoreController(this, programme);
		new Ticking(this, 1000);
		new Fitting(this, 'main.urgent');
	}

	async connectedCallback() {
		super.connectedCallback();
		programme.start();
		pairing.start();
		navigator.wakeLock?.request('screen').catch(() => undefined);
	}

	disconnectedCallback() {
		programme.stop();
		super.disconnectedCallback();
	}

	render() {
		const { state, screen } = pairing.state;
		if (state !== 'paired') {
			return html`<main class="pairing">${this.#pairing()}</main>`;
		}
		const { event, announcements } = programme.state;
		document.title = [screen.name ?? screen.room?.name, event?.name].filter(Boolean).join(' · ') || text('screen.title');
		const message = urgent(announcements, screen.room?.id, Date.now());
		return message ? this.#urgent(message) : html`<main class=${screen.screenKind.toLowerCase()}>${KINDS[screen.screenKind](screen)}</main>${this.#foot()}`;
	}

	#pairing() {
		const { state, code, message } = pairing.state;
		if (state === 'code') {
			const characters = code.pairingCode;
			return html`<h1>${code.event.name}</h1>
				<p>${text('pairing.help')}</p>
				<p class="code" aria-label=${[...characters].join(' ')}><span>${characters.slice(0, 4)}</span> <span>${characters.slice(4)}</span></p>
				<p class="quiet">${text('pairing.until', { time: clock(code.expiresAt) })}</p>`;
		}
		return html`<h1>${text('screen.title')}</h1><p role="status">${message ?? text('pairing.starting')}</p>`;
	}

	#urgent({ text: message, room, session, at }) {
		return html`<main class="urgent"><div role="alert">
			<h1>${text('urgent')}</h1>
			<p class="message" lang=${programme.lang ?? nothing}>${message}</p>
			<p class="about">${[room?.name ?? session?.title, clock(at)].filter(Boolean).join(' · ')}</p>
		</div></main>`;
	}

	#foot() {
		const { event, readAt, live, announcements } = programme.state;
		const minutes = age(readAt, live, Date.now());
		const news = pairing.state.screen.screenKind === 'FOYER' && notice(announcements, Date.now());
		return html`<footer>
			<span>${news ? html`<strong lang=${programme.lang ?? nothing}>${news.room ? `${news.room.name}: ` : nothing}${news.text}</strong>` : event?.name ?? nothing}</span>
			${minutes === undefined ? nothing : html`<strong class="age" role="status">${text(minutes < 1 ? 'offline.now' : 'offline', { minutes })}</strong>`}
		</footer>`;
	}

}

customElements.define('pl-screen', Screen);
keepFiles();
