import { html, nothing } from 'lit';
import { Element } from 'shared/element.js';
import { language } from 'shared/language.js';
import { text } from 'shared/messages.js';
import { StoreController } from 'shared/store.js';

import { operations } from './operations.js';
import { booth } from './store.js';

/** What attendees read about the exhibitor. */
class Listing extends Element {

	constructor() {
		super();
		new StoreController(this, booth);
	}

	render() {
		const { exhibitor } = booth.state;
		const place = exhibitor.booth && [exhibitor.booth.hall, exhibitor.booth.number].filter(Boolean).join(' ');
		return html`<div class="stack"><h1>${text('nav.listing')}</h1>
			${place ? html`<p>${text('listing.place', { place })}</p>` : nothing}
			<form class="stack card" @submit=${this.#save}>
				<label>${text('listing.name')} <input name="name" required maxlength="500" .defaultValue=${exhibitor.name}></label>
				<label>${text('listing.description')} <textarea name="description" maxlength="20000" rows="6" .defaultValue=${exhibitor.description ?? ''}></textarea></label>
				<label>${text('listing.products')} <textarea name="products" rows="4" aria-describedby="products-help" .defaultValue=${exhibitor.products.join('\n')}></textarea></label>
				<p id="products-help" class="muted small">${text('listing.products.help')}</p>
				<button class="primary">${text('save')}</button></form></div>`;
	}

	#save = (event) => {
		event.preventDefault();
		const { exhibitor, event: { languages } } = booth.state;
		const form = Object.fromEntries(new FormData(event.target));
		const lang = languages.includes(language) ? language : languages[0] ?? language;
		const inLanguage = (value) => [{ lang, text: value }];
		const changed = {
			...(form.name !== exhibitor.name && { name: form.name }),
			...(form.description !== (exhibitor.description ?? '') && { description: form.description ? inLanguage(form.description) : null }),
			...(form.products !== exhibitor.products.join('\n') && { products: form.products.split('\n').map((line) => line.trim()).filter(Boolean).map(inLanguage) })
		};
		booth.change(operations.UpdateBooth, { exhibitorId: exhibitor.id, expectedVersion: exhibitor.version, ...changed }, text('saved'));
	};

}

customElements.define('pl-listing', Listing);
