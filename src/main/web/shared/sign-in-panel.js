import { html } from 'lit';
import { Element } from './element.js';
import { text } from './messages.js';
import { page } from './page.js';
import { signIn } from './sign-in.js';
import { StoreController } from './store.js';

const PEOPLE = ['attendee', 'organiser', 'exhibitor'];

/** Signs in and out: at the issuer, or in local mode as one of its people. `another` offers both to somebody who is signed in. */
class SignInPanel extends Element {

	static properties = { another: { type: Boolean }, failure: { state: true } };

	constructor() {
		super();
		new StoreController(this, signIn);
	}

	async #as(name) {
		try {
			await signIn.as(name);
			this.failure = undefined;
		}
		catch (failure) {
			this.failure = failure.message;
		}
	}

	render() {
		if (signIn.state === 'signed-in' && !this.another) {
			return html`<button @click=${() => signIn.signOut()}>${text('signIn.out')}</button>`;
		}
		return html`
			<div class="stack">
				${page.local ? this.#people() : html`
					<button class="primary" @click=${() => signIn.atIssuer()}>${text('signIn.atIssuer')}</button>`}
				<p role="alert" class="note bad" ?hidden=${!this.failure}>${this.failure}</p>
			</div>`;
	}

	#people() {
		return html`
			<fieldset class="stack">
				<legend>${text('signIn.local')}</legend>
				<div class="row">${PEOPLE.map((name) => html`
					<button @click=${() => this.#as(name)}>${text('signIn.as', { name })}</button>`)}
				</div>
			</fieldset>`;
	}

}

customElements.define('pl-sign-in', SignInPanel);
