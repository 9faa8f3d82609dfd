import { html } from 'lit';
import { text } from 'shared/messages.js';
import { newId } from 'shared/new-id.js';
import { shortDate } from 'shared/time.js';

import { board } from '../board.js';
import { putDraft } from '../drafts.js';
import { Element } from '../element.js';
import '../grid/pl-aim.js';
import '../grid/pl-grid.js';
import { Mover } from '../grid/mover.js';
import { notices } from '../notices.js';
import '../pl-session.js';
import '../pl-seats.js';
import '../pl-texts.js';

/** The programme of a day: the grid, the draft that collects changes, and what the move in progress would cause. */
class Programme extends Element {

	#mover = new Mover();

	get stores() {
		return [board];
	}

	render() {
		const { days } = board.event;
		return html`
			<header class="tools">
				<h1>${text('nav.programme')}</h1>
				<label>${text('day')} <select name="day" @change=${this.#day}>${days.map(({ date, topic }) => html`
					<option value=${date} ?selected=${date === board.date}>${shortDate(date, document.documentElement.lang)}${topic
						? ` · ${topic}` : ''}</option>`)}</select></label>
				<label>${text('changes.go')} <select name="collecting" @change=${this.#collecting}>
					<option value="" ?selected=${!board.collecting}>${text('changes.live')}</option>
					${board.drafts.map(({ id, name }) => html`<option value=${id} ?selected=${id === board.collecting}>
						${text('changes.draft', { name })}</option>`)}
					<option value="new">${text('changes.new')}</option>
				</select></label>
			</header>
			<pl-grid .mover=${this.#mover} @open-session=${this.#open}></pl-grid>
			<pl-aim .mover=${this.#mover}></pl-aim>
			<pl-session @edit-texts=${this.#edit('pl-texts')} @edit-seats=${this.#edit('pl-seats')}></pl-session>
			<pl-texts @put=${this.#put}></pl-texts>
			<pl-seats @put=${this.#put}></pl-seats>`;
	}

	#day = ({ target }) => board.show(target.value);

	#collecting = async ({ target }) => {
		if (target.value !== 'new') {
			board.collecting = target.value || null;
			board.changed();
			return;
		}
		const name = text('draft.unnamed', { count: board.drafts.length + 1 });
		const answer = await putDraft({ key: newId(), name }, { edits: [] });
		board.collecting = answer.draft?.id ?? board.collecting;
		target.value = board.collecting ?? '';
		notices.add(answer.message ?? text('draft.created', { name }));
		board.changed();
	};

	#edit = (form) => ({ detail }) => this.querySelector(form).open(detail);

	#put = ({ detail: { session } }) => {
		if (session) {
			board.put(session, board.sessions.get(session.id)?.visibleFrom);
			board.changed();
		}
	};

	#open = ({ detail }) => {
		this.querySelector('pl-session').show(detail);
	};

}

customElements.define('pl-programme', Programme);
