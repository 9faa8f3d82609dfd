import { html } from 'lit';
import { text } from 'shared/messages.js';
import { local, zoned } from 'shared/time.js';

import { board } from './board.js';
import { FormDialog } from './form-dialog.js';
import { operations } from './operations.js';

const RESERVED = ['seatCount', 'ticketTypes', 'releasedAt'];

/** The seats of a session: how many there are, and those that are kept for some types of ticket until a moment. */
class Seats extends FormDialog {

	/** Of the fields of the reserved seats, either all are filled in or none. */
	#reserving = false;

	query = operations.SessionSeats;

	show(session) {
		this.#reserving = session.reservedSeats !== null;
		super.show(session);
	}

	heading = ({ title }) => text('seats.of', { title });

	values = ({ capacity, reservedSeats }) => ({
		capacity: digits(capacity),
		seatCount: digits(reservedSeats?.seatCount),
		ticketTypes: (reservedSeats?.ticketTypes ?? []).join('\n'),
		releasedAt: reservedSeats ? local(reservedSeats.releasedAt, board.event.timezone) : ''
	});

	shown = (name, value) => value.replaceAll('\n', ', ');

	label = (name) => text(`seats.${name}`);

	fields(session) {
		const { capacity, seatCount, ticketTypes, releasedAt } = this.values(session);
		return html`
			<label>${this.label('capacity')} <input type="number" name="capacity" min="1" .defaultValue=${capacity}></label>
			<fieldset @input=${this.#filled}><legend>${text('seats.reserved')}</legend><p class="help">${text('seats.reserved.help')}</p>
				<label>${this.label('seatCount')} <input type="number" name="seatCount" min="1" ?required=${this.#reserving} .defaultValue=${seatCount}></label>
				<label>${this.label('ticketTypes')} <textarea name="ticketTypes" rows="3" ?required=${this.#reserving} .defaultValue=${ticketTypes}></textarea></label>
				<label>${this.label('releasedAt')} <input type="datetime-local" name="releasedAt" ?required=${this.#reserving} .defaultValue=${releasedAt}></label>
			</fieldset>`;
	}

	#filled = ({ currentTarget }) => {
		this.#reserving = [...currentTarget.elements].some(({ value }) => value.trim());
		this.requestUpdate();
	};

	request({ capacity, ...changed }, values) {
		return [operations.PutSession, {
			eventId: board.event.id,
			id: this.object.id,
			expectedVersion: this.version,
			...capacity !== undefined && { capacity: capacity ? Number(capacity) : null },
			...RESERVED.some((name) => name in changed) && { reservedSeats: reserved(values) }
		}];
	}

}

const digits = (number) => (number ? `${number}` : '');

function reserved({ seatCount, ticketTypes, releasedAt }) {
	return seatCount ? {
		seatCount: Number(seatCount),
		ticketTypes: ticketTypes.split('\n').map((type) => type.trim()).filter(Boolean),
		releasedAt: zoned(releasedAt, board.event.timezone)
	} : null;
}

customElements.define('pl-seats', Seats);
