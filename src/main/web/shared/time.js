/** Moments as people read and write them. An ISO text of the server has the offset of the event's timezone. */

/** The time of day at the event, such as 09:30. */
export const clock = (iso) => iso.slice(11, 16);

/** The day and the time of day at the event, such as "mån 10 maj 09:30". */
export function dayAndClock(iso, lang) {
	const day = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
	const shown = new Intl.DateTimeFormat(lang, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }).format(day);
	return `${shown} ${clock(iso)}`;
}

/** The moment at which clocks in a timezone show a local time such as 2027-05-10T09:30, as an ISO text. */
export function zoned(local, timezone) {
	const wanted = Date.parse(`${local}:00Z`);
	const shown = (moment) => {
		const parts = new Intl.DateTimeFormat('sv', { timeZone: timezone, dateStyle: 'short', timeStyle: 'medium' }).format(moment);
		return Date.parse(`${parts.replace(' ', 'T')}Z`);
	};
	let moment = wanted;
	for (let times = 0; times < 2; times++) {
		moment += wanted - shown(moment);
	}
	return new Date(moment).toISOString();
}
