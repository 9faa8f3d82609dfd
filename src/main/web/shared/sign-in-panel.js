import { html, nothing } from 'lit';
import { Element } from './element.js';
import { text } from './messages.js';
import { page } from './page.js';
import { signIn } from './sign-in.js';
import { StoreController } from './store.js';

const PEOPLE = ['attendee', 'organiser', 'exhibitor'];

/** Leaves this page for the issuer, and comes back. */
const atIssuer = async () => (await import('./issuer.js')).begin();

/** Signs in and out: at the issuer, or in local mode as one of its people. `another` offers both to somebody who is signed in. */
class SignInPanel extends Element {

	static properties = { another: { type: Boolean }, failure: { state: true } };

	constructor() {
		super();
		new StoreController(this, signIn);
	}

	async #try(begin) {
		this.failure = undefined;
		try {
			await begin();
		}
		catch (failure) {
			this.failure = failure;
		}
	}

	render() {
		if (signIn.state === 'signed-in' && !this.another) {
			return html`<button @click=${() => signIn.signOut()}>${text('signIn.out')}</button>`;
		}
		const failure = this.failure ?? signIn.failure;
		return html`
			<div class="stack">
				${signIn.expired ? html`<p class="note warn">${text('signIn.ended')}</p>` : nothing}
				${page.local ? this.#people() : html`
					<button class="primary" @click=${() => this.#try(atIssuer)}>${text('signIn.atIssuer')}</button>`}
				<p role="alert" class="note bad" ?hidden=${!failure}>
					${failure?.code === 'OFFLINE' ? text('failure.offline') : text('signIn.failed', { reason: failure?.message })}</p>
			</div>`;
	}

	#people() {
		return html`
			<fieldset class="stack">
				<legend>${text('signIn.local')}</legend>
				<div class="row">${PEOPLE.map((name) => html`
					<button @click=${() => this.#try(() => signIn.as(name))}>${text('signIn.as', { name })}</button>`)}
				</div>
			</fieldset>`;
	}

}

customElements.define('pl-sign-in', SignInPanel);
