import { page } from './page.js';

const KEY = 'plenum.language';

function chosen() {
	try {
		return localStorage.getItem(KEY);
	}
	catch {
		return null; // The browser stores nothing for this page.
	}
}

/** The language that the user chose in the settings; null for the one of the browser. */
export const chosenLanguage = chosen();

/** The language of the texts of the application: sv, fi or en. */
export const language = chosenLanguage ?? page.lang;

document.documentElement.lang = language;

/** The language of an event's texts on this page: of the languages that it has, the one of the application or the first. */
export function contentLanguage(languages) {
	return languages.find((one) => one.split('-')[0] === language.split('-')[0]) ?? languages[0];
}

/** The language of the texts of the event of this page; undefined if it is not known. */
export const eventLanguage = contentLanguage(page.languages ?? []);

/** The accessibility statement of the event's applications, in this language. */
export const statement = `${page.base}/e/${page.slug}/accessibility?lang=${language}`;

/** Chooses a language, and draws the application again; null for the one of the browser. */
export function chooseLanguage(tag) {
	if (tag) {
		localStorage.setItem(KEY, tag);
	}
	else {
		localStorage.removeItem(KEY);
	}
	location.reload();
}
