import { html, nothing } from 'lit';
import { client } from 'shared/client.js';
import { Element } from 'shared/element.js';
import { text } from 'shared/messages.js';
import { newId } from 'shared/new-id.js';
import { signIn } from 'shared/sign-in.js';
import { status } from 'shared/status.js';
import { StoreController } from 'shared/store.js';
import { operations } from './operations.js';
import { agendaItem, keep, state } from './state.js';
import { dayAndTime, time } from './times.js';

/** The seats of a session, and what the attendee can do about them. */
class SeatPanel extends Element {

	static properties = { sessionId: {}, seats: { state: true }, message: { state: true }, clash: { state: true }, busy: { state: true } };

	constructor() {
		super();
		new StoreController(this, state);
		new StoreController(this, signIn);
	}

	willUpdate(changed) {
		if (changed.has('sessionId')) {
			this.#read();
		}
	}

	async #read() {
		const { node } = await client.execute(operations.Seats, { id: this.sessionId }).catch(() => ({}));
		this.seats = node?.seats;
	}

	async #do(operation, variables = {}) {
		this.busy = true;
		this.message = undefined;
		this.clash = false;
		try {
			const payload = Object.values(await client.execute(operations[operation], { sessionId: this.sessionId, requestId: newId(), ...variables }))[0];
			this.message = payload.message;
			this.clash = payload.__typename === 'SeatClash';
			if (payload.agenda) {
				keep({ agenda: payload.agenda });
			}
			await this.#read();
		}
		catch (failure) {
			this.message = text(failure.code === 'OFFLINE' ? 'seat.offline' : 'failure.other');
		}
		this.busy = false;
	}

	#book(swap) {
		return this.#do('BookSeat', { swap });
	}

	render() {
		const seat = agendaItem(this.sessionId)?.seat;
		return html`
			<section class="card stack">
				<h2>${text('seat.title')}</h2>
				${this.seats ? html`<p>${text('seat.left', { count: this.seats.left, capacity: this.seats.capacity })}
					${this.seats.waiting ? text('seat.queue', { count: this.seats.waiting }) : nothing}</p>
					${Date.parse(this.seats.opensAt) > Date.now() ? html`<p>${text('seat.opens', { time: dayAndTime(this.seats.opensAt) })}</p>` : nothing}` : nothing}
				<div role="status">${seat ? html`<p><strong>${text(`seat.${seat.state}`, { position: seat.position })}</strong>
					${seat.offeredUntil ? text('seat.until', { time: time(seat.offeredUntil) }) : nothing}</p>` : nothing}</div>
				${signIn.state === 'signed-in' ? html`<div class="row">${this.#buttons(seat)}</div>` : nothing}
				${status(this.message)}
				${this.clash ? html`<button @click=${() => this.#book(true)}>${text('seat.swap')}</button>` : nothing}
			</section>`;
	}

	#buttons(seat) {
		const button = (label, action, primary) => html`
			<button class=${primary ? 'primary' : ''} aria-disabled=${Boolean(this.busy)} @click=${() => this.busy || action()}>${text(label)}</button>`;
		if (!seat) {
			return button(this.seats?.left === 0 ? 'seat.wait' : 'seat.book', () => this.#book(false), true);
		}
		if (seat.state === 'OFFERED') {
			return [button('seat.accept', () => this.#do('AcceptSeat'), true), button('seat.decline', () => this.#do('DeclineSeat'))];
		}
		return seat.state === 'NOT_NEEDED' ? nothing
			: button('seat.release', () => this.#do('ReleaseSeat'));
	}

}

customElements.define('pl-seat', SeatPanel);
