import { html, nothing } from 'lit';
import { text } from 'shared/messages.js';

import { Element } from '../element.js';
import '../pl-preview.js';

/**
 * What the move in progress would cause.
 * @property mover the move in progress
 */
class Aim extends Element {

	static properties = { mover: { attribute: false } };

	#again = () => this.requestUpdate();

	get stores() {
		return [this.mover];
	}

	connectedCallback() {
		super.connectedCallback();
		this.mover.addEventListener('aim', this.#again);
	}

	disconnectedCallback() {
		this.mover.removeEventListener('aim', this.#again);
		super.disconnectedCallback();
	}

	render() {
		return html`<aside class="aim" ?hidden=${!this.mover.active} aria-label=${text('preview.label')}>
			<h2>${this.mover.active ? this.mover.words() : ''}</h2>
			${this.mover.newer ? html`<p class="note warn">${text('newer.message')}</p>` : nothing}
			<pl-preview .preview=${this.mover.preview}></pl-preview>
		</aside>`;
	}

}

customElements.define('pl-aim', Aim);
