import { html } from 'lit';
import { text } from 'shared/messages.js';
import { local, zoned } from 'shared/time.js';

import { board } from './board.js';
import { FormDialog } from './form-dialog.js';
import { byField, languageName, languagesOf, versions } from './languages.js';
import { operations } from './operations.js';

export const URGENCIES = ['INFO', 'IMPORTANT', 'URGENT'];

/** The fields of an announcement: its text in each language, urgency, audience and end. */
export function announcementFields(languages, values) {
	return html`${languages.map((lang, index) => html`<label>${text('announcement.text', { language: languageName(lang) })}
			<textarea name=${`text ${lang}`} lang=${lang} rows="3" maxlength="20000" ?required=${index === 0}
				.defaultValue=${values[`text ${lang}`] ?? ''}></textarea></label>`)}
		<fieldset><legend>${text('announcement.urgency')}</legend><div class="choices">${URGENCIES.map((urgency) => html`
			<label class="choice"><input type="radio" name="urgency" value=${urgency} .defaultChecked=${urgency === (values.urgency ?? 'INFO')}>
				<span>${text(`urgency.${urgency}`)}</span></label>`)}</div></fieldset>
		<div class="row">
			<label>${text('announcement.for')} <select name="room"><option value="" ?selected=${!values.room}>${text('everybody')}</option>
				${board.event.rooms.map(({ id, name }) => html`<option value=${id} ?selected=${id === values.room}>${name}</option>`)}</select></label>
			<label>${text('announcement.until')} <input type="datetime-local" name="until" .defaultValue=${values.until ?? ''}></label>
		</div>`;
}

/** The changed fields of an announcement as an input. */
export function announcementInput(changed, values) {
	return {
		text: versions('text', values),
		...changed.urgency && { urgency: changed.urgency },
		...'room' in changed && { roomId: changed.room || null },
		...'until' in changed && { validUntil: changed.until ? zoned(changed.until, board.event.timezone) : null }
	};
}

/** The form that corrects an announcement. */
class AnnouncementDialog extends FormDialog {

	heading = () => text('announcement.correct.title');

	get #languages() {
		const { texts } = this.object;
		const first = texts[0].lang;
		return [first, ...languagesOf(texts).filter((lang) => lang !== first)];
	}

	values = ({ texts, urgency, room, validUntil }) => {
		const until = validUntil ? local(validUntil, board.event.timezone) : '';
		return { ...byField('text', languagesOf(this.object.texts, texts), texts), urgency, room: room?.id ?? '', until };
	};

	label = (name) => (name.startsWith('text ') ? text('announcement.text', { language: languageName(name.slice(5)) })
		: text(`announcement.${{ urgency: 'urgency', room: 'for', until: 'until' }[name]}`));

	shown = (name, value) => (name === 'room' && value ? board.roomName(value) : name === 'urgency' ? text(`urgency.${value}`) : value);

	fields(announcement) {
		return announcementFields(this.#languages, this.values(announcement));
	}

	request(changed, values) {
		return [operations.Announce, { eventId: board.event.id, id: this.object.id, expectedVersion: this.version,
			...announcementInput(changed, values) }];
	}

}

customElements.define('pl-announcement', AnnouncementDialog);
