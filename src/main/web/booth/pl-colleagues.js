import { html } from 'lit';
import { Element } from 'shared/element.js';
import { text } from 'shared/messages.js';
import 'shared/sign-in-panel.js';
import { StoreController } from 'shared/store.js';

import { booth } from './store.js';

/** The staff of the booth, the other booths of the user, and signing out. */
class Colleagues extends Element {

	constructor() {
		super();
		new StoreController(this, booth);
	}

	render() {
		const { exhibitor, booths, viewer } = booth.state;
		return html`<div class="stack"><h1>${text('nav.colleagues')}</h1>
			<ul class="card">${exhibitor.staffSubjects.map((subject) => html`<li>${subject}${subject === viewer.subject ? ` (${text('you')})` : ''}</li>`)}</ul>
			<p class="muted">${text('colleagues.help')}</p>
			${booths.length > 1 ? html`<label>${text('colleagues.booth')} <select @change=${(event) => booth.choose(event.target.value)}>
				${booths.map(({ id, name }) => html`<option value=${id} ?selected=${id === exhibitor.id}>${name}</option>`)}</select></label>` : ''}
			<pl-sign-in></pl-sign-in></div>`;
	}

}

customElements.define('pl-colleagues', Colleagues);
