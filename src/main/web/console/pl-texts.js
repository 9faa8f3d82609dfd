import { html } from 'lit';
import { text } from 'shared/messages.js';

import { board } from './board.js';
import { FormDialog } from './form-dialog.js';
import { byField, languageName, languagesOf, versions } from './languages.js';
import { operations } from './operations.js';

/** The title and the abstract of a session in each language. */
class Texts extends FormDialog {

	query = operations.SessionTexts;

	heading = ({ titleTexts }) => text('texts.of', { title: titleTexts[0].text });

	get #languages() {
		return languagesOf(this.object.titleTexts, this.object.abstractTexts);
	}

	values = ({ titleTexts, abstractTexts }) => {
		const languages = [...new Set([...this.#languages, ...languagesOf(titleTexts, abstractTexts)])];
		return { ...byField('title', languages, titleTexts), ...byField('abstract', languages, abstractTexts) };
	};

	label = (name) => text(`texts.${name.split(' ')[0]}`, { language: languageName(name.split(' ')[1]) });

	fields(session) {
		const values = this.values(session);
		return this.#languages.map((lang) => html`<fieldset><legend class="visually-hidden">${languageName(lang)}</legend>
			<label>${this.label(`title ${lang}`)} <input name=${`title ${lang}`} lang=${lang} maxlength="20000" autocomplete="off"
				?required=${lang === session.titleTexts[0].lang} .defaultValue=${values[`title ${lang}`]}></label>
			<label>${this.label(`abstract ${lang}`)} <textarea name=${`abstract ${lang}`} lang=${lang} rows="6" maxlength="20000"
				.defaultValue=${values[`abstract ${lang}`]}></textarea></label></fieldset>`);
	}

	request(changed, values) {
		const abstract = versions('abstract', values);
		return [operations.PutSession, {
			eventId: board.event.id,
			id: this.object.id,
			expectedVersion: this.version,
			...hasField(changed, 'title') && { title: versions('title', values) },
			...hasField(changed, 'abstract') && { abstract: abstract.length ? abstract : null }
		}];
	}

}

const hasField = (changed, name) => Object.keys(changed).some((field) => field.startsWith(`${name} `));

customElements.define('pl-texts', Texts);
