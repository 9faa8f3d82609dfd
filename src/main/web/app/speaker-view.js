import { html, nothing } from 'lit';
import { Element } from 'shared/element.js';
import { text } from 'shared/messages.js';
import { signIn } from 'shared/sign-in.js';
import { StoreController } from 'shared/store.js';
import { sessionRow } from './session-row.js';
import { inLanguage, sessions, state } from './state.js';

/** One speaker with their sessions. */
class SpeakerView extends Element {

	static properties = { speakerId: {} };

	constructor() {
		super();
		new StoreController(this, state);
		new StoreController(this, signIn);
	}

	render() {
		const own = sessions().filter(({ id, speakers }) => speakers.some(({ speaker }) => speaker.id === this.speakerId)
			|| state.get('details')[id]?.parts.some((part) => part.speakers.some((speaker) => speaker.id === this.speakerId)));
		const named = own.flatMap(({ speakers }) => speakers).find(({ speaker }) => speaker.id === this.speakerId)?.speaker;
		const speaker = state.get('speakers')[this.speakerId] ?? named;
		if (!speaker) {
			return html`<p class="note">${text('speaker.gone')}</p>`;
		}
		return html`
			<article class="stack">
				<h1>${speaker.name}</h1>
				<p class="muted">${[...speaker.titles ?? [], speaker.organisation].filter(Boolean).join(', ')}</p>
				${speaker.bio ? html`<p class="prose" lang=${inLanguage() ?? nothing}>${speaker.bio}</p>` : nothing}
				${speaker.links?.length ? html`<ul>${speaker.links.map(({ title, url }) => html`
					<li><a href=${url} rel="noreferrer">${title ?? url}</a></li>`)}</ul>` : nothing}
				<section>
					<h2>${text('speaker.sessions')}</h2>
					<ul class="sessions">${own.map((session) => sessionRow(session, { signedIn: signIn.state === 'signed-in' }))}</ul>
				</section>
			</article>`;
	}

}

customElements.define('pl-speaker', SpeakerView);
