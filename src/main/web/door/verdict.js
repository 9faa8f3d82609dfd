/** What a door answers: pure functions. A `reason` is the key of a message, with its `values`. */

import { clock } from 'shared/time.js';

export const overlap = (one, other) => Date.parse(one.startsAt) < Date.parse(other.endsAt) && Date.parse(other.startsAt) < Date.parse(one.endsAt);

const yes = { answer: 'yes' };

const no = (reason, values = {}) => ({ answer: 'no', reason, values });

const seatIn = ({ title, room, startsAt }) => no('reason.wrongSession', { title, room: room ?? '–', time: clock(startsAt) });

/**
 * The answer for the payload of a check-in: `yes`, `again` (checked in before), `free` (no seat, but a free one can be
 * given) or `no`.
 */
export function answered(payload) {
	const name = payload.name ?? undefined;
	switch (payload.__typename) {
		case 'AttendeeCheckedIn':
			return { name, answer: payload.alreadyCheckedIn ? 'again' : 'yes', since: payload.checkedInAt };
		case 'AttendeeHasNoSeat':
			return { name, ...(payload.left > 0 ? { answer: 'free', left: payload.left } : no('reason.noSeat')) };
		case 'WrongSession': {
			const [{ title, startsAt, rooms }] = payload.seatSessions;
			return { name, ...seatIn({ title, startsAt, room: rooms[0]?.name }) };
		}
		case 'NotEntitled':
			return no('reason.notEntitled');
		case 'CheckInClosed':
			return payload.session.status === 'CANCELLED' ? no('reason.cancelled')
				: no('reason.closed', { from: clock(payload.opensAt), to: clock(payload.closesAt) });
		default:
			return { name, answer: 'no', words: payload.message };
	}
}

/**
 * The answer without a network.
 * @param session the session in the door list
 * @param sessions all sessions of the list
 * @param person the entry of the list; undefined for somebody who is not in it
 * @param mark the check-in of the person that this device made since the list was made
 * @param admitted how many people without a seat this device has admitted since then
 * @param now the time of the server, in milliseconds
 */
export function decided({ session, sessions, person, mark, admitted, now }) {
	if (session.cancelled) {
		return no('reason.cancelled');
	}
	if (now < Date.parse(session.opensAt) || now >= Date.parse(session.closesAt)) {
		return no('reason.closed', { from: clock(local(session.opensAt, session)), to: clock(local(session.closesAt, session)) });
	}
	if (!person) {
		return no('reason.unknown');
	}
	const here = person.sessions[session.id];
	if (!here) {
		return no('reason.notEntitled');
	}
	const since = mark?.serverAt ?? here.checkedInAt;
	if (since) {
		return { answer: 'again', since: local(since, session) };
	}
	if (session.capacity === null || here.seat === 'BOOKED') {
		return yes;
	}
	const other = sessions.find((one) => one.id !== session.id && person.sessions[one.id]?.seat === 'BOOKED' && overlap(one, session));
	if (other) {
		return seatIn(other);
	}
	const left = session.places - admitted;
	return left > 0 ? { answer: 'free', left } : no('reason.noSeat');
}

/** A moment in the offset of the session's times, as an ISO text. */
function local(moment, { startsAt }) {
	const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(startsAt) ?? ['', '+', '00', '00'];
	const offset = Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
	return new Date(new Date(moment).getTime() + offset * 60_000).toISOString();
}

/** The time of the server is estimated too early rather than too late, apart from this, in milliseconds. */
const EXACT = 1000;

/**
 * How the outcome of an upload differs from what was said at the door; undefined if it does not.
 * @param entry the check-in: what was `said`, and the time `at` of the server
 */
export function difference(entry, { outcome, checkedInAt }) {
	switch (outcome) {
		case 'CHECKED_IN':
		case 'ADMITTED':
			return undefined;
		case 'ALREADY_CHECKED_IN':
			return Date.parse(checkedInAt) < entry.serverAt - EXACT ? outcome : undefined;
		default:
			return outcome;
	}
}
