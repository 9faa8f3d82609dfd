/** Moments as people read and write them. An ISO text of the server has the offset of the event's timezone. */

const formats = new Map();

function format(zone, locale, options) {
	const key = JSON.stringify([zone, locale, options]);
	if (!formats.has(key)) {
		formats.set(key, new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }));
	}
	return formats.get(key);
}

/** The time of day of an ISO text at the event, such as 09:30. */
export const clock = (iso) => iso.slice(11, 16);

/** The wall clock of a moment in a timezone as `{ date: '2027-11-03', time: '09:05' }`. */
export function wall(moment, zone) {
	const parts = format(zone, 'en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit',
		minute: '2-digit', hourCycle: 'h23' }).formatToParts(moment);
	const part = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
	return { date: `${part.year}-${part.month}-${part.day}`, time: `${part.hour}:${part.minute}` };
}

/** The time of day of a moment in a timezone, such as 09:05. */
export const timeAt = (moment, zone) => wall(moment, zone).time;

/** The moment at which the clocks of a timezone show a date and a time. */
export function moment(date, time, zone) {
	const local = Date.parse(`${date}T${time}:00Z`);
	let guess = local;
	for (let i = 0; i < 3; i++) {
		const shown = wall(guess, zone);
		guess += local - Date.parse(`${shown.date}T${shown.time}:00Z`);
	}
	return guess;
}

/** The moment at which clocks in a timezone show a local time such as 2027-05-10T09:30, as an ISO text. */
export function zoned(local, zone) {
	return new Date(moment(...local.split('T'), zone)).toISOString();
}

/** A moment as a local time of a timezone such as 2027-05-10T09:30; the opposite of `zoned`. */
export function local(moment, zone) {
	const { date, time } = wall(Date.parse(moment), zone);
	return `${date}T${time}`;
}

/** The date after a number of days. */
export function plusDays(date, days) {
	return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** A date such as "Wednesday 3 November". */
export function longDate(date, lang) {
	return format('UTC', lang, { weekday: 'long', day: 'numeric', month: 'long' }).format(Date.parse(date));
}

/** A date such as "Wed 3 Nov". */
export function shortDate(date, lang) {
	return format('UTC', lang, { weekday: 'short', day: 'numeric', month: 'short' }).format(Date.parse(date));
}

/** The day and the time of day of an ISO text at the event, such as "mån 10 maj 09:30". */
export function dayAndClock(iso, lang) {
	return `${shortDate(iso.slice(0, 10), lang)} ${clock(iso)}`;
}

/** A date and a time in a timezone such as "3 Nov, 09:05". */
export function stamp(moment, zone, lang) {
	const { date, time } = wall(new Date(moment), zone);
	return `${format('UTC', lang, { day: 'numeric', month: 'short' }).format(Date.parse(date))}, ${time}`;
}
