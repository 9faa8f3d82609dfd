/** What a door answers: pure functions. */

/** `yes`, `again` (checked in before) or `no`, with the words of the server, for the payload of a check-in. */
export function verdict(payload) {
	if (payload.__typename !== 'AttendeeCheckedIn') {
		return { answer: 'no', name: payload.name ?? undefined, words: payload.message };
	}
	return { answer: payload.alreadyCheckedIn ? 'again' : 'yes', name: payload.name ?? undefined, at: payload.checkedInAt };
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
