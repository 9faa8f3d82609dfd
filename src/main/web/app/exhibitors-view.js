import { html, nothing } from 'lit';
import { client } from 'shared/client.js';
import { Element } from 'shared/element.js';
import { text } from 'shared/messages.js';
import { newId } from 'shared/new-id.js';
import { href, query, go, router } from 'shared/router.js';
import { signIn } from 'shared/sign-in.js';
import { status } from 'shared/status.js';
import { StoreController } from 'shared/store.js';
import { floorPlan } from './floor-plan.js';
import { loadExhibitors } from './more.js';
import { operations } from './operations.js';
import { inLanguage, keep, state } from './state.js';

/** The exhibitors, or one of them. */
class ExhibitorsView extends Element {

	static properties = { exhibitorId: {}, message: { state: true } };

	constructor() {
		super();
		new StoreController(this, state);
		new StoreController(this, router);
		new StoreController(this, signIn);
		loadExhibitors().catch(() => undefined);
	}

	async #favour(id, favourite) {
		const agenda = state.get('agenda');
		try {
			const operation = favourite ? operations.Favourite : operations.Unfavourite;
			const [payload] = Object.values(await client.execute(operation, { exhibitorId: id, requestId: newId() }));
			this.message = payload.message;
			if (!payload.message) {
				const others = agenda.favourites.filter((one) => one.id !== id);
				keep({ agenda: { ...agenda, favourites: favourite ? [...others, { id }] : others } });
			}
		}
		catch (failure) {
			this.message = text(failure.code === 'OFFLINE' ? 'failure.offline' : 'failure.other');
		}
	}

	render() {
		const all = state.get('exhibitors');
		if (!all) {
			return html`<h1>${text('nav.exhibitors')}</h1><p role="status" class="muted">${text('loading')}</p>`;
		}
		return this.exhibitorId ? this.#one(all.find(({ id }) => id === this.exhibitorId), all) : this.#list(all);
	}

	#list(all) {
		const q = (query().get('q') ?? '').toLowerCase();
		const shown = all.filter(({ name, products }) => [name, ...products].join(' ').toLowerCase().includes(q));
		return html`
			<h1>${text('nav.exhibitors')}</h1>
			<search><label>${text('exhibitors.search')}
				<input type="search" .value=${query().get('q') ?? ''} autocomplete="off"
					@input=${({ target }) => go(`exhibitors${target.value ? `?q=${encodeURIComponent(target.value)}` : ''}`, { replace: true })}>
			</label></search>
			<p role="status" class="small muted">${text('exhibitors.count', { count: shown.length })}</p>
			<ul class="sessions">${shown.map((exhibitor) => html`
				<li class="session"><div>
					<h2><a href=${href(`exhibitors/${exhibitor.id}`)}>${exhibitor.name}</a></h2>
					<p class="row small">
						${exhibitor.booth ? html`<span class="muted">${text('exhibitor.booth', exhibitor.booth)}</span>` : nothing}
						<span class="tag">${text(exhibitor.openNow ? 'exhibitor.open' : 'exhibitor.closed')}</span>
					</p>
				</div></li>`)}
			</ul>`;
	}

	#one(exhibitor, all) {
		if (!exhibitor) {
			return html`<p class="note">${text('exhibitor.gone')}</p>`;
		}
		const favourite = state.get('agenda')?.favourites.some(({ id }) => id === exhibitor.id);
		return html`
			<article class="stack">
				<h1>${exhibitor.name}</h1>
				<p class="row"><span class="tag">${text(exhibitor.openNow ? 'exhibitor.open' : 'exhibitor.closed')}</span>
					${exhibitor.boothNote ? html`<span>${exhibitor.boothNote}</span>` : nothing}</p>
				${state.get('agenda') ? html`<div class="row">
					<button aria-pressed=${favourite} @click=${() => this.#favour(exhibitor.id, !favourite)}>${text('exhibitor.favourite')}</button>
				</div>` : nothing}
				${status(this.message)}
				${exhibitor.description ? html`<p class="prose" lang=${inLanguage() ?? nothing}>${exhibitor.description}</p>` : nothing}
				${exhibitor.products.length ? html`<ul lang=${inLanguage() ?? nothing}>${exhibitor.products.map((product) => html`<li>${product}</li>`)}</ul>` : nothing}
				${exhibitor.links.length ? html`<ul>${exhibitor.links.map(({ title, url }) => html`
					<li><a href=${url} rel="noreferrer">${title ?? url}</a></li>`)}</ul>` : nothing}
				${exhibitor.booth ? html`<section class="stack">
					<h2>${text('exhibitor.where')}</h2>
					<p>${text('exhibitor.booth', exhibitor.booth)}${exhibitor.booth.hall ? html`, ${exhibitor.booth.hall}` : nothing}</p>
					${floorPlan(exhibitor, all)}
				</section>` : nothing}
			</article>`;
	}

}

customElements.define('pl-exhibitors', ExhibitorsView);
