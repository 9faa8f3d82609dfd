import { language } from './language.js';
import { page } from './page.js';

const plurals = new Intl.PluralRules(language);
/** In the page, in its language. An older server may have made the page. */
const given = language === page.lang && document.getElementById('messages');
const messages = given ? JSON.parse(given.textContent) : await load();

async function load() {
	const response = await fetch(`${page.files}${page.app}/messages/${language}.json`);
	return response.json();
}

/**
 * Returns a text of the application.
 * @param key the name of the message; the name itself is returned if there is no such message
 * @param values what the names in braces stand for. `count` decides between the forms `one` and `other`
 */
export function text(key, values = {}) {
	let message = messages[key] ?? key;
	if (typeof message === 'object') {
		message = message[plurals.select(values.count)] ?? message.other;
	}
	return message.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
