import { html, nothing } from 'lit';
import { client } from 'shared/client.js';
import { Element } from 'shared/element.js';
import { text } from 'shared/messages.js';
import { ACCESS_NEEDS, DIETS } from 'shared/needs.js';
import { href } from 'shared/router.js';
import { signIn } from 'shared/sign-in.js';
import { status } from 'shared/status.js';
import { StoreController } from 'shared/store.js';
import { operations } from './operations.js';
import { state } from './state.js';
import { day } from './times.js';

/** The dietary and access needs of the attendee. They are not kept on the device. */
class NeedsView extends Element {

	static properties = { event: { state: true }, outcome: { state: true }, failure: { state: true } };

	constructor() {
		super();
		new StoreController(this, signIn);
		this.#try(() => this.#read());
	}

	async #read() {
		await signIn.ready;
		if (signIn.state === 'signed-in') {
			({ event: this.event } = await client.execute(operations.Needs, { eventId: state.get('event').id }));
		}
	}

	async #try(change) {
		this.failure = undefined;
		this.outcome = undefined;
		try {
			await change();
		}
		catch (failure) {
			this.failure = text(failure.code === 'OFFLINE' ? 'failure.offline' : 'failure.other');
		}
	}

	#put(needs, outcome) {
		return this.#try(async () => {
			const { putMyNeeds } = await client.execute(operations.PutNeeds, { input: { eventId: this.event.id, ...needs } });
			this.event = putMyNeeds.event ?? this.event;
			this.failure = putMyNeeds.message;
			this.outcome = putMyNeeds.message ? undefined : text(outcome);
		});
	}

	#save = (event) => {
		event.preventDefault();
		const form = new FormData(event.target);
		this.#put({ diets: form.getAll('diet'), accessNeeds: form.getAll('access'), otherNeeds: form.get('other') }, 'needs.saved');
	};

	#delete = () => this.#put({}, 'needs.deleted');

	render() {
		return html`
			<h1>${text('needs.title')}</h1>
			${signIn.state === 'signed-in' ? this.event ? this.#form(this.event) : nothing : html`<p>${text('needs.signIn')}</p>
				<a class="button primary" href=${href('settings')}>${text('signIn.atIssuer')}</a>`}
			${status(this.outcome, 'good')}
			<p role="alert" class="note bad" ?hidden=${!this.failure}>${this.failure}</p>`;
	}

	#form({ needsDeletedOn, myNeeds }) {
		return html`
			<p>${text('needs.purpose')}</p>
			<p><strong>${text('needs.deletedOn', { date: day(needsDeletedOn) })}</strong></p>
			<form class="stack" @submit=${this.#save}>
				${this.#choices('diet', text('needs.diets'), DIETS, myNeeds?.diets)}
				${this.#choices('access', text('needs.access'), ACCESS_NEEDS, myNeeds?.accessNeeds)}
				<label>${text('needs.other')} <input name="other" maxlength="200" autocomplete="off" aria-describedby="needs-other"
					.value=${myNeeds?.otherNeeds ?? ''}></label>
				<p id="needs-other" class="small muted">${text('needs.other.about')}</p>
				<div class="row">
					<button class="primary">${text('needs.save')}</button>
					${myNeeds ? html`<button type="button" @click=${this.#delete}>${text('needs.delete')}</button>` : nothing}
				</div>
			</form>`;
	}

	#choices(name, legend, kinds, chosen = []) {
		return html`
			<fieldset>
				<legend><h2>${legend}</h2></legend>
				${kinds.map((kind) => html`
					<label class="choice"><input type="checkbox" name=${name} value=${kind} .checked=${chosen.includes(kind)}>
						${text(`need.${kind}`)}</label>`)}
			</fieldset>`;
	}

}

customElements.define('pl-needs', NeedsView);
