import { html, nothing } from 'lit';
import { Element } from 'shared/element.js';
import { text } from 'shared/messages.js';
import { href } from 'shared/router.js';
import { signIn } from 'shared/sign-in.js';
import { StoreController } from 'shared/store.js';
import { decide, note } from './outbox.js';
import './seat-panel.js';
import { inAgenda, inLanguage, noteOn, roomNames, sessionOf, state, trackOf } from './state.js';
import { day, times } from './times.js';

const ACCESS = ['stepFree', 'hearingLoop', 'captions', 'signLanguage'];

/** One session. */
class SessionView extends Element {

	static properties = { sessionId: {}, saved: { state: true } };

	constructor() {
		super();
		new StoreController(this, state);
		new StoreController(this, signIn);
	}

	async #save(event) {
		event.preventDefault();
		await note(this.sessionId, new FormData(event.target).get('note').trim());
		this.saved = text('note.saved');
	}

	render() {
		const session = sessionOf(this.sessionId);
		if (!session) {
			return html`<p class="note">${text('session.gone')}</p>`;
		}
		const details = state.get('details')[session.id];
		const track = trackOf(session);
		const added = inAgenda(session.id);
		return html`
			<article class="stack">
				<h1 lang=${inLanguage() ?? nothing}>${session.title}</h1>
				${session.subtitle ? html`<p class="muted" lang=${inLanguage() ?? nothing}>${session.subtitle}</p>` : nothing}
				${session.status === 'CANCELLED' ? html`<p class="note bad">${text('session.cancelled')}</p>` : nothing}
				${session.note ? html`<p class="note warn" lang=${inLanguage() ?? nothing}>${session.note}</p>` : nothing}
				<dl class="facts">
					<dt>${text('session.time')}</dt><dd>${day(session.startsAt.slice(0, 10))}, ${times(session)}</dd>
					<dt>${text('programme.room')}</dt><dd lang=${inLanguage() ?? nothing}>${roomNames(session) || '–'}</dd>
					${track ? html`<dt>${text('programme.track')}</dt><dd lang=${inLanguage() ?? nothing}>${track.name}</dd>` : nothing}
					${this.#access(details)}
				</dl>
				${signIn.state === 'signed-in' ? html`
					<div class="row">
						<button class=${added ? '' : 'primary'} aria-pressed=${added} @click=${() => decide(session.id, !added)}>
							${text(added ? 'session.remove' : 'session.add')}</button>
					</div>` : html`<p><a href=${href('settings')}>${text('session.signIn')}</a></p>`}
				${session.capacity === null ? nothing : html`<pl-seat .sessionId=${session.id}></pl-seat>`}
				${details?.abstract ? html`<p class="prose" lang=${inLanguage() ?? nothing}>${details.abstract}</p>` : nothing}
				${details?.remark ? html`<p class="muted" lang=${inLanguage() ?? nothing}>${details.remark}</p>` : nothing}
				${this.#speakers(session)}
				${this.#parts(details)}
				${details?.links.length ? html`
					<section><h2>${text('links')}</h2><ul>${details.links.map(({ title, url }) => html`
						<li><a href=${url} rel="noreferrer">${title ?? url}</a></li>`)}</ul></section>` : nothing}
				${signIn.state === 'signed-in' ? this.#note() : nothing}
			</article>`;
	}

	#access(details) {
		const known = ACCESS.filter((fact) => details?.accessibility[fact]);
		return known.length ? html`<dt>${text('session.access')}</dt>
			<dd>${known.map((fact) => text(`access.${fact}`)).join(', ')}</dd>` : nothing;
	}

	#speakers(session) {
		return session.speakers.length ? html`
			<section>
				<h2>${text('session.speakers')}</h2>
				<ul>${session.speakers.map(({ speaker, role }) => html`
					<li><a href=${href(`speakers/${speaker.id}`)}>${speaker.name}</a> <span class="muted">${text(`role.${role}`)}</span></li>`)}
				</ul>
			</section>` : nothing;
	}

	#parts(details) {
		return details?.parts.length ? html`
			<section>
				<h2>${text('session.parts')}</h2>
				<ol lang=${inLanguage() ?? nothing}>${details.parts.map((part) => html`
					<li>${part.title} <span class="muted">${part.speakers.map(({ name }) => name).join(', ')}</span></li>`)}
				</ol>
			</section>` : nothing;
	}

	#note() {
		return html`
			<form class="stack" @submit=${this.#save}>
				<label>${text('note.title')}
					<textarea name="note" maxlength="2000" .value=${noteOn(this.sessionId)}></textarea></label>
				<div class="row"><button>${text('note.save')}</button><span role="status">${this.saved ?? nothing}</span></div>
			</form>`;
	}

}

customElements.define('pl-session', SessionView);
