import { html, nothing } from 'lit';
import { Element } from 'shared/element.js';
import { apple, installed } from 'shared/installed.js';
import { chooseLanguage, chosenLanguage, statement } from 'shared/language.js';
import { text } from 'shared/messages.js';
import { href } from 'shared/router.js';
import { signIn } from 'shared/sign-in.js';
import 'shared/sign-in-panel.js';
import { status } from 'shared/status.js';
import { StoreController } from 'shared/store.js';
import './link-panel.js';
import './ticket-panel.js';
import { active, possible, subscribe, unsubscribe } from './push.js';

const LANGUAGES = { sv: 'Svenska', fi: 'Suomi', en: 'English' };

/** Sign-in, notifications, installation and language. */
class SettingsView extends Element {

	static properties = { notified: { state: true }, message: { state: true } };

	constructor() {
		super();
		new StoreController(this, signIn);
		active().then((notified) => {
			this.notified = notified;
		});
	}

	async #toggle() {
		try {
			this.message = this.notified ? await unsubscribe() : await subscribe();
			if (possible && Notification.permission === 'denied') {
				this.message = text('push.denied');
			}
		}
		catch (failure) {
			this.message = text(failure.code === 'OFFLINE' ? 'failure.offline' : 'push.failed');
		}
		this.notified = await active();
	}

	render() {
		return html`
			<h1>${text('nav.settings')}</h1>
			${apple && !installed ? html`<p class="note">${text('install.apple')}</p>` : nothing}
			${signIn.state === 'signed-in' ? nothing : html`
				<section class="card stack"><h2>${text('ticket.title')}</h2><pl-ticket></pl-ticket></section>`}
			<section class="card stack"><h2>${text('settings.signIn')}</h2><pl-sign-in></pl-sign-in></section>
			${signIn.state === 'signed-in' ? html`
				<pl-link></pl-link>
				${this.#push()}
				<p><a class="alone" href=${href('needs')}>${text('needs.title')}</a></p>` : nothing}
			<section class="card stack">
				<h2>${text('settings.language')}</h2>
				<label>${text('settings.language')}
					<select @change=${({ target }) => chooseLanguage(target.value)}>
						<option value="" ?selected=${!chosenLanguage}>${text('settings.browserLanguage')}</option>
						${Object.entries(LANGUAGES).map(([tag, name]) => html`
							<option value=${tag} lang=${tag} ?selected=${tag === chosenLanguage}>${name}</option>`)}
					</select>
				</label>
			</section>
			<p><a class="alone" href=${statement}>${text('accessibility')}</a></p>`;
	}

	#push() {
		return html`
			<section class="card stack">
				<h2>${text('push.title')}</h2>
				${possible ? html`
					<p>${text('push.about')}</p>
					<div class="row"><button aria-pressed=${Boolean(this.notified)} @click=${this.#toggle}>${text('push.toggle')}</button></div>`
		: html`<p>${text(apple ? 'push.apple' : 'push.impossible')}</p>`}
				${status(this.message)}
			</section>`;
	}

}

customElements.define('pl-settings', SettingsView);
