import { html } from 'lit';
import { Element } from 'shared/element.js';
import { keepFiles } from 'shared/installed.js';
import { text } from 'shared/messages.js';
import { page } from 'shared/page.js';
import 'shared/sign-in-panel.js';

class Booth extends Element {

	render() {
		return html`
			<main class="stack">
				<h1>${page.title}</h1>
				<p>${text('booth.title')}</p>
				<pl-sign-in></pl-sign-in>
			</main>`;
	}

}

customElements.define('pl-booth', Booth);
keepFiles();
