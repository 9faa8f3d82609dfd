import { html, nothing } from 'lit';
import { Element } from 'shared/element.js';
import { text } from 'shared/messages.js';
import { href } from 'shared/router.js';
import { signIn } from 'shared/sign-in.js';
import { StoreController } from 'shared/store.js';
import { read } from './outbox.js';
import { inLanguage, sessionOf, state } from './state.js';
import { dayAndTime } from './times.js';

/** The attendee's inbox. */
class NewsView extends Element {

	constructor() {
		super();
		new StoreController(this, state);
		new StoreController(this, signIn);
	}

	render() {
		const news = state.get('news');
		return html`
			<h1>${text('nav.news')}</h1>
			${news ? nothing : html`<p>${text(signIn.state === 'signed-in' ? 'loading' : 'news.signIn')}</p>`}
			${news?.length === 0 ? html`<p>${text('news.none')}</p>` : nothing}
			${state.get('unread') ? html`<div class="row"><button @click=${() => read()}>${text('news.readAll')}</button></div>` : nothing}
			<ul class="sessions">${news?.map((item) => this.#item(item))}</ul>`;
	}

	#item(item) {
		const session = item.about?.id && sessionOf(item.about.id);
		return html`
			<li class="session ${item.readAt ? '' : 'unread'}">
				<div>
					<p class="small muted">${item.readAt ? nothing : html`<strong>${text('news.new')}</strong> `}
						<time datetime=${item.createdAt}>${dayAndTime(item.createdAt)}</time></p>
					${session ? html`<h2 lang=${inLanguage() ?? nothing}><a href=${href(`sessions/${session.id}`)} @click=${() => read({ ids: [item.id] })}>${session.title}</a></h2>` : nothing}
					<p>${item.text}</p>
				</div>
			</li>`;
	}

}

customElements.define('pl-news', NewsView);
