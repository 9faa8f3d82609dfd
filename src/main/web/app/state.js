import { kept } from 'shared/database.js';
import { contentLanguage } from 'shared/language.js';
import { scope } from 'shared/page.js';
import { Store } from 'shared/store.js';

/**
 * What the attendee app shows: `event` (with its days and sessions), `details` and `speakers` by id, `exhibitors`,
 * `agenda`, `badge`, `news`, `unread`, `cursor` (of the inbox), `readAt` (when the programme was last known to be complete),
 * `connection` (`live`, `waiting`, `offline`), `pending` (decisions that were not sent yet), and `failure`.
 */
export const state = new Store({ details: {}, speakers: {}, pending: [], connection: 'waiting' });

/** The name under which a window remembers a ticket while its holder signs in with an account. */
export const LINKING = `${scope}linking`;

/** What is kept for times without a network: what the first view shows, and the rest. */
const FIRST = ['event', 'readAt', 'agenda', 'unread'];
const LATER = ['details', 'speakers', 'exhibitors', 'badge', 'news', 'cursor'];
const PERSONAL = ['agenda', 'badge', 'news', 'unread', 'cursor'];

const initial = state.state;

/** Shows what this device kept, except what was read from the server meanwhile. */
async function restore(names) {
	const values = await kept.all(names.map((name) => `app.${name}`));
	state.set(Object.fromEntries(names.map((name, i) => [name, values[i]])
		.filter(([name, value]) => value !== undefined && state.get(name) === initial[name])));
}

/** Completes when the state has what this device kept: first what the first view shows. */
export const restored = restore(FIRST).then(() => restore(LATER));

/** Changes the state, and keeps the change on this device. */
export function keep(changes) {
	state.set(changes);
	for (const [name, value] of Object.entries(changes)) {
		if (FIRST.includes(name) || LATER.includes(name)) {
			(value === undefined ? kept.remove(`app.${name}`) : kept.put(`app.${name}`, value)).catch(() => undefined);
		}
	}
}

/** Forgets what belongs to the person who signed out. */
export function forgetPerson() {
	keep(Object.fromEntries(PERSONAL.map((name) => [name, undefined])));
}

/** The language of the event's texts; undefined if it is not known. */
export const inLanguage = () => contentLanguage(state.get('event')?.languages ?? []);

/** All sessions of the programme by start. */
export function sessions() {
	return state.get('event')?.days.flatMap((day) => day.sessions) ?? [];
}

export function sessionOf(id) {
	return sessions().find((session) => session.id === id);
}

export function roomNames(session) {
	const rooms = state.get('event').rooms;
	return session.rooms.map(({ id }) => rooms.find((room) => room.id === id)?.name).filter(Boolean).join(', ');
}

export function trackOf(session) {
	return state.get('event').tracks.find(({ id }) => id === session.track?.id);
}

/** The item of the agenda with a session; undefined if the session is not in it. Decisions that wait to be sent count. */
export function agendaItem(sessionId) {
	return state.get('agenda')?.items.find((item) => item.session?.id === sessionId);
}

/** Whether a session is in the agenda, decisions that wait to be sent included. */
export function inAgenda(sessionId) {
	const decision = state.get('pending').findLast((one) => one.sessionId === sessionId && one.added !== undefined);
	return decision ? decision.added : Boolean(agendaItem(sessionId));
}

export function noteOn(sessionId) {
	const waiting = state.get('pending').findLast((one) => one.sessionId === sessionId && one.note !== undefined);
	return waiting ? waiting.note : state.get('agenda')?.notedSessions.find(({ id }) => id === sessionId)?.myNote ?? '';
}
