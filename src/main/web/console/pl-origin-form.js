import { html } from 'lit';
import { text } from 'shared/messages.js';

import { board } from './board.js';
import { FormDialog } from './form-dialog.js';
import { operations } from './operations.js';

/** The form of the address from which the programme is imported again and again. */
class OriginForm extends FormDialog {

	show(origin) {
		super.show(origin ?? {});
	}

	heading = () => text('origin.title');

	newest = ({ importOrigin }) => importOrigin;

	values = ({ url, everyMinutes, paused }) => ({ url: url ?? '', everyMinutes: String(everyMinutes ?? 15), paused: paused ? 'true' : '' });

	label = (name) => text(`origin.${name}`);

	shown = (name, value) => (name === 'paused' ? text(value ? 'yes' : 'no') : value);

	fields(origin) {
		const { url, everyMinutes, paused } = this.values(origin);
		return html`<p class="help">${text('origin.help')}</p>
			<label>${text('origin.url')} <input name="url" type="url" required pattern="https://.*" maxlength="2000" autocomplete="off" .defaultValue=${url}></label>
			<label>${text('origin.everyMinutes')} <input name="everyMinutes" type="number" min="1" max="1440" required .defaultValue=${everyMinutes}></label>
			<label class="choice"><input type="checkbox" name="paused" value="true" .defaultChecked=${Boolean(paused)}> <span>${text('origin.paused')}</span></label>`;
	}

	request({ url, everyMinutes, paused }) {
		return [operations.PutImportOrigin, { eventId: board.event.id, expectedVersion: this.version, ...url && { url },
			...everyMinutes && { everyMinutes: Number(everyMinutes) }, ...paused !== undefined && { paused: Boolean(paused) } }];
	}

}

customElements.define('pl-origin-form', OriginForm);
