/** Moments in the event's timezone. */

const formats = new Map();

function format(zone, locale, options) {
	const key = JSON.stringify([zone, locale, options]);
	if (!formats.has(key)) {
		formats.set(key, new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }));
	}
	return formats.get(key);
}

/** The wall clock of a moment as `{ date: '2027-11-03', time: '09:05' }`. */
export function wall(moment, zone) {
	const parts = format(zone, 'en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit',
		minute: '2-digit', hourCycle: 'h23' }).formatToParts(moment);
	const part = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
	return { date: `${part.year}-${part.month}-${part.day}`, time: `${part.hour}:${part.minute}` };
}

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

/** The date after a number of days. */
export function plusDays(date, days) {
	return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The day of an event for the grid, with the moments between which its sessions start. */
export function dayOf(date, first, event) {
	return {
		date,
		from: moment(date, first ? '00:00' : event.dayChange.slice(0, 5), event.timezone),
		until: moment(plusDays(date, 1), event.dayChange.slice(0, 5), event.timezone),
		opens: moment(date, '08:00', event.timezone),
		closes: moment(date, '18:00', event.timezone)
	};
}

/** The date of the event's day that is now; the first day if none is. */
export function today(event) {
	const now = Date.now();
	const current = event.days.find(({ date }, index) => {
		const { from, until } = dayOf(date, index === 0, event);
		return now >= from && now < until;
	});
	return (current ?? event.days[0])?.date ?? event.startsOn;
}

/** A time such as 09:05. */
export const clock = (at, zone) => wall(at, zone).time;

/** A date such as "Wednesday 3 November". */
export function longDate(date, lang) {
	return format('UTC', lang, { weekday: 'long', day: 'numeric', month: 'long' }).format(Date.parse(`${date}T12:00:00Z`));
}

/** A date such as "Wed 3 Nov". */
export function shortDate(date, lang) {
	return format('UTC', lang, { weekday: 'short', day: 'numeric', month: 'short' }).format(Date.parse(`${date}T12:00:00Z`));
}

/** A date and a time such as "3 Nov, 09:05". */
export function stamp(at, zone, lang) {
	const shown = wall(new Date(at), zone);
	return `${format('UTC', lang, { day: 'numeric', month: 'short' }).format(Date.parse(`${shown.date}T12:00:00Z`))}, ${shown.time}`;
}
