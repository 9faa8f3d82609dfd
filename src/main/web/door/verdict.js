/** What a door answers: pure functions. */

/** A check-in that is older than this was made before, perhaps by somebody else with the same code. */
const BEFORE = 60_000;

/** `yes`, `again` (checked in before) or `no`, with the words of the server, for the payload of a check-in. */
export function verdict(payload, now) {
	if (payload.__typename !== 'AttendeeCheckedIn') {
		return { answer: 'no', name: payload.name ?? undefined, words: payload.message };
	}
	const before = now - Date.parse(payload.checkedInAt) > BEFORE;
	return { answer: before ? 'again' : 'yes', name: payload.name ?? undefined, at: payload.checkedInAt };
}

/** The sessions that a door most probably serves first: those that run or start soon, by the distance of their start. */
export function nearest(sessions, now) {
	const distance = ({ startsAt, endsAt }) => Date.parse(endsAt) < now ? Number.MAX_SAFE_INTEGER : Math.abs(Date.parse(startsAt) - now);
	return [...sessions].sort((one, other) => distance(one) - distance(other) || one.title.localeCompare(other.title));
}

/** The sessions whose title or room contains a text. */
export function matching(sessions, wanted) {
	const text = wanted.trim().toLocaleLowerCase();
	return text ? sessions.filter(({ title, rooms }) => [title, ...rooms.map(({ name }) => name)].some((one) => one.toLocaleLowerCase().includes(text))) : sessions;
}

/** A code as the server compares it, so that the same code is recognized in the queue. */
export const normalised = (code) => code.replace(/[\s-]/g, '').toUpperCase();
