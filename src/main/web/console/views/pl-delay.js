import { html } from 'lit';
import { text } from 'shared/messages.js';
import { newId } from 'shared/new-id.js';
import { moment, shortDate, timeAt } from 'shared/time.js';

import { board } from '../board.js';
import { decisions } from '../decisions.js';
import { Element } from '../element.js';
import { operations } from '../operations.js';
import { Preview } from '../preview.js';
import '../pl-preview.js';

/** "Running late": delays the sessions of a room, a track or the event from a moment on, with a preview. */
class Delay extends Element {

	#preview = new Preview();

	#date = board.date;

	get stores() {
		return [board];
	}

	firstUpdated() {
		this.#aim();
	}

	render() {
		const { days, rooms, tracks, timezone } = board.event;
		const now = timeAt(Math.ceil(Date.now() / 300_000) * 300_000, timezone);
		return html`<header class="tools"><h1>${text('nav.delay')}</h1></header>
			<p class="help">${text('delay.help')}</p>
			<form class="card" @input=${this.#aim} @submit=${this.#submit}>
				<label>${text('delay.where')} <select name="where">
					<option value="">${text('delay.everywhere')}</option>
					<optgroup label=${text('field.rooms')}>${rooms.map(({ id, name }) => html`<option value=${`roomId ${id}`}>${name}</option>`)}</optgroup>
					<optgroup label=${text('field.tracks')}>${tracks.map(({ id, name }) => html`<option value=${`trackId ${id}`}>${name}</option>`)}</optgroup>
				</select></label>
				<div class="row">
					<label>${text('day')} <select name="date">${days.map(({ date }) => html`<option value=${date} ?selected=${date === this.#date}>
						${shortDate(date, document.documentElement.lang)}</option>`)}</select></label>
					<label>${text('delay.from')} <input type="time" name="from" required .defaultValue=${now}></label>
					<label>${text('delay.by')} <input type="number" name="by" min="1" max="720" required .defaultValue=${'10'} inputmode="numeric"></label>
				</div>
				<label class="choice"><input type="checkbox" name="absorb"> <span>${text('delay.absorb')}</span></label>
				<pl-preview .preview=${this.#preview} role="status"></pl-preview>
				<p class="buttons"><button class="primary">${text('delay.go')}</button></p>
			</form>`;
	}

	/** The input in the form; undefined while a field is incomplete. */
	#input() {
		const formElement = this.querySelector('form');
		if (!formElement.checkValidity()) {
			return undefined;
		}
		const form = new FormData(formElement);
		const [kind, id] = form.get('where').split(' ');
		return {
			eventId: board.event.id,
			by: Number(form.get('by')),
			from: new Date(moment(form.get('date'), form.get('from'), board.event.timezone)).toISOString(),
			absorbBreaks: form.has('absorb'),
			expectedRevision: board.event.revision,
			...kind && { [kind]: id }
		};
	}

	#aim = () => {
		const input = this.#input();
		if (input) {
			this.#preview.ask(operations.DelaySessions, input);
		}
		else {
			this.#preview.clear();
		}
	};

	#submit = async (event) => {
		event.preventDefault();
		const input = this.#input();
		const proposal = { operation: operations.DelaySessions, input: { ...input, requestId: newId() } };
		await decisions.ask({ title: text('delay.title', { by: input.by }), confirm: text('delay.go'), proposal });
		this.#aim();
	};

}

customElements.define('pl-delay', Delay);
