/** What is found at a door: pure functions. */

import { overlap } from './verdict.js';

/** The sessions that a door most probably serves first: those that run or start soon, by the distance of their start. */
export function nearest(sessions, now) {
	const distance = ({ startsAt, endsAt }) => Date.parse(endsAt) < now ? Number.MAX_SAFE_INTEGER : Math.abs(Date.parse(startsAt) - now);
	return [...sessions].sort((one, other) => distance(one) - distance(other) || one.title.localeCompare(other.title));
}

/** The sessions of the door list of a session: itself and those at the same time. */
export function around(session, sessions, most) {
	return [session, ...sessions.filter((one) => one.id !== session.id && overlap(one, session))].slice(0, most);
}

/** The sessions whose title or room contains a text. */
export function matching(sessions, wanted) {
	const text = plain(wanted);
	return text ? sessions.filter(({ title, rooms }) => [title, ...rooms.map(({ name }) => name)].some((one) => plain(one).includes(text))) : sessions;
}

/** The people with a name in which each word of a text begins a word, by name. */
export function named(people, wanted, most) {
	const words = plain(wanted).split(/\s+/).filter(Boolean);
	return words.length ? people.filter(({ name }) => name && words.every((word) => ` ${plain(name)}`.includes(` ${word}`)))
		.sort((one, other) => one.name.localeCompare(other.name)).slice(0, most) : [];
}

function plain(text) {
	return text.trim().normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}
