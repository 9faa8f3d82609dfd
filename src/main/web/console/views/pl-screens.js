import { html, nothing } from 'lit';
import { client } from 'shared/client.js';
import { text } from 'shared/messages.js';

import { board } from '../board.js';
import { operations } from '../operations.js';
import { View } from './view.js';

const KINDS = ['FOYER', 'ROOM', 'STAGE'];

/** The screens of the event: pairs one by the code that it shows, changes what it displays, and revokes it. */
class Screens extends View {

	#screens = [];

	#kind = 'FOYER';

	async read() {
		this.#screens = (await client.execute(operations.Screens, { eventId: board.event.id })).event.screens;
	}

	render() {
		return html`${this.heading('nav.screens')}
			<p class="help">${text('screens.help', { address: `…/e/${board.event.slug}/screen/` })}</p>
			<form class="card" @submit=${this.#pair}>
				<div class="row">
					<label>${text('screen.code')} <input name="code" class="code" required minlength="8" maxlength="12" autocomplete="off"
						autocapitalize="characters" spellcheck="false"></label>
					<label>${text('screen.kind')} <select name="kind" @change=${this.#chosen}>${KINDS.map((kind) => html`
						<option value=${kind} ?selected=${kind === this.#kind}>${text(`screen.${kind}`)}</option>`)}</select></label>
					${this.#kind === 'FOYER' ? nothing : html`<label>${text('screen.room')} ${this.#rooms('', 'room')}</label>`}
					<label>${text('screen.name')} <input name="name" maxlength="500" autocomplete="off"></label>
				</div>
				${this.alert()}
				<p class="buttons"><button class="primary">${text('screen.pair')}</button></p>
			</form>
			${this.#screens.length === 0 ? html`<p class="empty">${text('screens.empty')}</p>` : nothing}
			<ul class="list">${this.#screens.map((screen) => this.#screen(screen))}</ul>`;
	}

	#rooms(chosen, name) {
		return html`<select name=${name} required>${board.event.rooms.map((room) => html`<option value=${room.id}
			?selected=${room.id === chosen}>${room.name}</option>`)}</select>`;
	}

	#screen(screen) {
		const { name, screenKind, room, pairedAt } = screen;
		const title = name ?? [text(`screen.${screenKind}`), room?.name].filter(Boolean).join(' · ');
		return html`<li><div><strong>${title}</strong>
				<p class="by">${[text(`screen.${screenKind}`), room?.name, text('screen.paired', { at: this.stamp(pairedAt) })].filter(Boolean).join(' · ')}</p>
				<details><summary>${text('screen.change')}</summary><form @submit=${(event) => this.#update(event, screen)}><div class="row">
					<label>${text('screen.kind')} <select name="kind">${KINDS.map((kind) => html`<option value=${kind} ?selected=${kind === screenKind}>
						${text(`screen.${kind}`)}</option>`)}</select></label>
					<label>${text('screen.room')} ${this.#rooms(room?.id, 'room')}</label>
					<label>${text('screen.name')} <input name="name" maxlength="500" autocomplete="off" .defaultValue=${name ?? ''}></label></div>
					<p class="buttons"><button>${text('save')}</button></p></form></details></div>
			<button class="quiet" aria-label=${`${text('screen.revoke')}: ${title}`} @click=${() => this.#revoke(screen)}>${text('screen.revoke')}</button></li>`;
	}

	#chosen = ({ target }) => {
		this.#kind = target.value;
		this.requestUpdate();
	};

	#pair = async (event) => {
		event.preventDefault();
		const element = event.target;
		const form = new FormData(element);
		const screenKind = form.get('kind');
		const input = { eventId: board.event.id, pairingCode: form.get('code'), screenKind,
			...screenKind !== 'FOYER' && { roomId: form.get('room') }, ...form.get('name').trim() && { name: form.get('name').trim() } };
		if ((await this.send(operations.PairScreen, input, text('screen.paired.now')))?.screen) {
			this.#kind = 'FOYER';
			element.reset();
		}
	};

	#update(event, { id, version }) {
		event.preventDefault();
		const form = new FormData(event.target);
		const screenKind = form.get('kind');
		return this.send(operations.UpdateScreen, { screenId: id, expectedVersion: version, screenKind,
			name: form.get('name').trim() || null, ...screenKind !== 'FOYER' && { roomId: form.get('room') } }, text('saved'));
	}

	#revoke({ id }) {
		return this.send(operations.RevokeScreen, { screenId: id }, text('screen.revoked'));
	}

}

customElements.define('pl-screens', Screens);
