import { html, nothing } from 'lit';
import { client } from 'shared/client.js';
import { text } from 'shared/messages.js';
import { newId } from 'shared/new-id.js';

import { board } from './board.js';
import { FormDialog } from './form-dialog.js';
import { operations } from './operations.js';
import { failed } from './schedule.js';

const FIELDS = ['name', 'organisation', 'email', 'ticketType', 'language'];

/** The form of a participant, who can get another ticket code. */
class ParticipantDialog extends FormDialog {

	#key;

	#code = null;

	show(person) {
		this.#key = newId();
		this.#code = null;
		super.show(person ?? {});
	}

	heading = ({ name }) => name ?? text('participant.new');

	values = (person) => ({ ...Object.fromEntries(FIELDS.map((field) => [field, person[field] ?? ''])),
		...person.id && { state: person.state === 'ACTIVE' ? 'ACTIVE' : '' } });

	label = (name) => text(`participant.${name}`);

	fields(person) {
		return html`${person.id ? nothing : html`<label>${text('participant.key')} <input name="key" maxlength="100"></label>`}
			${FIELDS.map((field) => html`<label>${text(`participant.${field}`)} <input name=${field} type=${field === 'email' ? 'email' : 'text'}
				?required=${field === 'name'} maxlength="500" autocomplete="off" .defaultValue=${person[field] ?? ''}></label>`)}
			${person.id ? html`<label class="choice"><input type="checkbox" name="state" value="ACTIVE" .defaultChecked=${person.state === 'ACTIVE'}>
				<span>${text('participant.active')}</span></label>
				<details><summary>${text('participant.code')}</summary><p class="help">${text('participant.code.help')}</p>
					<div role="status">${this.#code?.words ? html`<p class="note bad">${this.#code.words}</p>` : this.#code ? html`<p class="note good">
						${text('participant.code.new')} <strong class="code">${this.#code.ticketCode}</strong></p>` : nothing}</div>
					<p class="buttons"><button type="button" name="replace" @click=${this.#replace}>${text('participant.code.replace')}</button></p>
				</details>` : nothing}`;
	}

	#replace = async () => {
		try {
			const { replaceTicketCode } = await client.execute(operations.ReplaceTicketCode,
				{ input: { participantId: this.object.id, requestId: newId() } });
			this.#code = replaceTicketCode.message ? { words: replaceTicketCode.message } : replaceTicketCode;
		}
		catch (failure) {
			this.#code = { words: failed(failure) };
		}
		this.requestUpdate();
	};

	request({ key, state, ...changed }) {
		const { id } = this.object;
		return [operations.PutParticipant, {
			eventId: board.event.id,
			expectedVersion: this.version,
			...id ? { id } : { key: key || this.#key },
			...Object.fromEntries(Object.entries(changed).map(([field, value]) => [field, value || null])),
			...state !== undefined && { state: state || 'CANCELLED' }
		}];
	}

}

customElements.define('pl-participant', ParticipantDialog);
