import { html, nothing } from 'lit';
import { text } from 'shared/messages.js';
import { longDate, moment, timeAt, wall } from 'shared/time.js';

import { board } from './board.js';
import { decisions } from './decisions.js';
import { Element } from './element.js';
import { Mover } from './grid/mover.js';
import './pl-preview.js';
import { request } from './schedule.js';

/** A session and the form that moves it. */
class SessionDialog extends Element {

	#mover = new Mover();

	#session = null;

	get stores() {
		return [this.#mover];
	}

	/** Opens the dialog. */
	show(id) {
		this.#session = board.sessionsOfDay.find((session) => session.id === id);
		if (this.#session) {
			this.#mover.start(this.#session);
			this.requestUpdate();
			this.updateComplete.then(() => {
				this.querySelector('form').reset();
				this.querySelector('dialog').showModal();
			});
		}
	}

	render() {
		const session = this.#session;
		return html`<dialog class="panel" aria-labelledby="session-title" @close=${this.#closed}>${session ? html`
			<form method="dialog" @submit=${this.#submit} @input=${this.#aim}>
				<h2 id="session-title" lang=${board.contentLanguage}>${session.title}</h2>
				<p class="facts">${this.#facts(session)}</p>
				${this.#slot(session)}
				<pl-preview .preview=${this.#mover.preview} role="status"></pl-preview>
				<p class="buttons">
					<button type="button" class="quiet" @click=${this.#close}>${text('close')}</button>
					<button type="button" name="texts" @click=${() => this.#edit('edit-texts')}>${text('texts')}</button>
					<button type="button" name="seats" @click=${() => this.#edit('edit-seats')}>${text('seats')}</button>
					<button type="button" class="danger" @click=${this.#status}>${text(session.status === 'CANCELLED' ? 'session.reinstate'
						: 'session.cancel')}</button>
					<button type="submit" class="primary">${text(board.collecting ? 'session.collect' : 'session.move')}</button>
				</p>
			</form>` : nothing}</dialog>`;
	}

	#facts({ speakers, capacity, from, to, status }) {
		const { timezone } = board.event;
		return [
			status === 'CANCELLED' && text('session.cancelled'),
			`${longDate(wall(from, timezone).date, document.documentElement.lang)}, ${timeAt(from, timezone)}–${timeAt(to, timezone)}`,
			speakers.map(({ speaker }) => speaker.name).join(', '),
			capacity && text('session.seats', { capacity })
		].filter(Boolean).join(' · ');
	}

	#slot({ from, to, roomIds }) {
		const { timezone, rooms } = board.event;
		return html`
			<div class="row">
				<label>${text('field.date')} <input type="date" name="date" required .defaultValue=${wall(from, timezone).date}></label>
				<label>${text('field.from')} <input type="time" name="from" required .defaultValue=${timeAt(from, timezone)}></label>
				<label>${text('field.to')} <input type="time" name="to" required .defaultValue=${timeAt(to, timezone)}></label>
			</div>
			<fieldset><legend>${text('field.rooms')}</legend><div class="choices">${rooms.map(({ id, name, capacity }) => html`
				<label class="choice"><input type="checkbox" name="room" value=${id} .defaultChecked=${roomIds.includes(id)}>
					<span>${name}${capacity ? html` <small>${text('room.capacity', { capacity })}</small>` : nothing}</span></label>`)}
			</div></fieldset>`;
	}

	/** The place in the form; undefined while a field is incomplete. */
	#place() {
		const form = new FormData(this.querySelector('form'));
		const [date, from, to] = ['date', 'from', 'to'].map((name) => form.get(name));
		if (!date || !from || !to) {
			return undefined;
		}
		const { timezone } = board.event;
		const start = moment(date, from, timezone);
		const end = moment(date, to, timezone);
		return { ...this.#mover.origin, from: start, to: end > start ? end : end + 86_400_000, roomIds: form.getAll('room') };
	}

	#aim = () => {
		const place = this.#place();
		if (place) {
			this.#mover.aim(place);
		}
	};

	#submit = async (event) => {
		event.preventDefault();
		if (await this.#mover.drop(this.#place())) {
			this.#close();
		}
		else {
			this.#mover.start(this.#session);
			this.#aim();
		}
	};

	#status = async () => {
		const { id, title, status } = this.#session;
		const edits = [{ [status === 'CANCELLED' ? 'reinstate' : 'cancel']: { sessionId: id } }];
		const words = text(status === 'CANCELLED' ? 'session.reinstate' : 'session.cancel');
		if (await decisions.ask({ title: `${words}: ${title}`, confirm: words, proposal: { ...request(edits), edits } })) {
			this.#close();
		}
	};

	#edit(form) {
		const { id } = this.#session;
		this.#close();
		this.dispatchEvent(new CustomEvent(form, { detail: id }));
	}

	#close = () => this.querySelector('dialog').close();

	#closed = () => {
		this.#mover.cancel();
		this.#session = null;
		this.requestUpdate();
	};

}

customElements.define('pl-session', SessionDialog);
