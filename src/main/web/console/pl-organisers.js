import { html } from 'lit';
import { text } from 'shared/messages.js';

import { board } from './board.js';
import { FormDialog } from './form-dialog.js';
import { operations } from './operations.js';

/** The form of the people who may change the event. */
class Organisers extends FormDialog {

	heading = () => text('organisers.title');

	values = ({ organiserSubjects }) => ({ subjects: organiserSubjects.join('\n') });

	label = () => text('organisers.title');

	shown = (name, value) => value.replaceAll('\n', ', ');

	fields(event) {
		return html`<p class="help">${text('organisers.help')}</p>
			<label>${text('organisers.subjects')} <textarea name="subjects" rows="6" required spellcheck="false" autocapitalize="off"
				.defaultValue=${this.values(event).subjects}></textarea></label>`;
	}

	request({ subjects }) {
		return [operations.SetOrganisers, { eventId: board.event.id, expectedVersion: this.version,
			subjects: subjects.split('\n').map((subject) => subject.trim()).filter(Boolean) }];
	}

}

customElements.define('pl-organisers', Organisers);
