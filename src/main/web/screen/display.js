/** What a screen shows at a moment: pure functions of what was last read. Times are ISO texts with the event's offset. */

const MINUTE = 60_000;

/** How long before its end a session is nearly over. */
const SOON = 5 * MINUTE;

/** How long a session is shown as over time if nothing follows. */
const OVERTIME = 15 * MINUTE;

const starts = (session) => Date.parse(session.startsAt);

const ends = (session) => Date.parse(session.endsAt);

const inRoom = (sessions, roomId) => sessions
	.filter((session) => session.status === 'SCHEDULED' && session.rooms.some((room) => room.id === roomId))
	.sort((one, other) => starts(one) - starts(other));

/** The session that runs in a room, and the next one; undefined for none. */
export function nowAndNext(sessions, roomId, now) {
	const all = inRoom(sessions, roomId);
	return {
		current: all.findLast((session) => starts(session) <= now && now < ends(session)),
		next: all.find((session) => starts(session) > now)
	};
}

/** One row for each room in which something takes place now or later. */
export function foyer({ rooms, sessions }, now) {
	return rooms.map((room) => ({ room, ...nowAndNext(sessions, room.id, now) })).filter((row) => row.current || row.next);
}

/** The part of a list that is shown at a moment, if each part stays for some seconds. */
export function pageAt(list, size, seconds, now) {
	const pages = Math.max(1, Math.ceil(list.length / size));
	const page = Math.floor(now / (seconds * 1000)) % pages;
	return { items: list.slice(page * size, page * size + size), page: page + 1, pages };
}

/**
 * What the people on a stage see.
 * `phase` is `running`, `soon` (nearly over), `over` (over time), `before` (the next session has not begun) or `empty`.
 */
export function stage({ sessions }, roomId, now) {
	const { current, next } = nowAndNext(sessions, roomId, now);
	if (current) {
		const left = ends(current) - now;
		return { phase: left <= SOON ? 'soon' : 'running', session: current, next, left };
	}
	const last = inRoom(sessions, roomId).findLast((session) => ends(session) <= now);
	if (last && now - ends(last) < OVERTIME && (!next || starts(next) - now > MINUTE)) {
		return { phase: 'over', session: last, next, left: ends(last) - now };
	}
	return next ? { phase: 'before', next, left: starts(next) - now } : { phase: 'empty', left: 0 };
}

/** A duration as minutes and seconds, or hours, minutes and seconds; a negative one with a plus: it is the time over. */
export function countdown(left) {
	const seconds = Math.abs(left < 0 ? Math.floor(left / 1000) : Math.ceil(left / 1000));
	const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
	const shown = (parts[0] > 0 ? parts : parts.slice(1)).map((part, index) => index === 0 ? String(part) : String(part).padStart(2, '0'));
	return (left < 0 ? '+' : '') + shown.join(':');
}

const isValid = ({ withdrawnAt, validUntil }, now) => !withdrawnAt && (!validUntil || Date.parse(validUntil) > now);

/** Whether an announcement is for everybody, or for the room of the screen. */
function concerns({ room, session }, roomId) {
	return (!room && !session) || room?.id === roomId || Boolean(session?.rooms.some(({ id }) => id === roomId));
}

/** The urgent announcement that takes the whole screen: the newest valid one for everybody or for the screen's room. */
export function urgent(announcements, roomId, now) {
	return announcements.find((one) => one.urgency === 'URGENT' && isValid(one, now) && concerns(one, roomId));
}

/** The announcement at the foot of a foyer's screen: the newest valid one that is not just for information. */
export function notice(announcements, now) {
	return announcements.find((one) => one.urgency !== 'INFO' && isValid(one, now));
}

/** A text whose long words can be divided before a consonant and a vowel: browsers do not know how to hyphenate Finnish. */
export function dividable(text) {
	return text.replace(/\p{L}{15,}/gu, (word) => word.replace(/(?<=\p{L}{3})(?=[bcdfghjklmnpqrstvwxz][aeiouyåäö]\p{L}{2})/giu, '\u00ad'));
}

/** The names of the people who take part, the first ones. */
export function names(session, most = 3) {
	const all = session.speakers.map(({ speaker }) => speaker.name);
	return all.length > most ? `${all.slice(0, most).join(', ')} +${all.length - most}` : all.join(', ');
}

/** The notes for the people on stage: those of the session and those about each part. */
export function notes(session) {
	return [session.note, session.remark, ...session.speakers.filter(({ note }) => note).map(({ speaker, note }) => `${speaker.name}: ${note}`)]
		.filter(Boolean);
}

/** The age of what is shown: undefined while it is live, otherwise the minutes since it was read. */
export function age(readAt, live, now) {
	return live || !readAt ? undefined : Math.max(0, Math.floor((now - readAt) / MINUTE));
}
