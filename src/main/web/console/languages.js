import { board } from './board.js';

/** The languages in which a text can be written: those of the event, and others that it has already. */
export function languagesOf(...texts) {
	return [...new Set([...board.event.languages, ...texts.flat().map(({ lang }) => lang)])];
}

/** The name of a language on this page. */
export const languageName = (lang) => new Intl.DisplayNames(document.documentElement.lang, { type: 'language' }).of(lang);

/** The versions of a text by the names of their fields, such as `{ 'title sv': 'Hej' }`. */
export function byField(name, languages, texts) {
	return Object.fromEntries(languages.map((lang) => [`${name} ${lang}`, texts.find((one) => one.lang === lang)?.text ?? '']));
}

/** The versions of a text as an input; the opposite of `byField`. */
export function versions(name, values) {
	return Object.entries(values).filter(([field, text]) => field.startsWith(`${name} `) && text)
		.map(([field, text]) => ({ lang: field.slice(name.length + 1), text }));
}
