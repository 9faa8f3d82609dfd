import { language } from 'shared/language.js';
import { state } from './state.js';

const formats = new Map();

function format(options, timeZone = state.get('event')?.timezone) {
	const key = JSON.stringify([options, timeZone]);
	if (!formats.has(key)) {
		formats.set(key, new Intl.DateTimeFormat(language, { ...options, timeZone }));
	}
	return formats.get(key);
}

/** The time of a moment in the event's time zone, such as 9:05. */
export function time(moment) {
	return format({ hour: 'numeric', minute: '2-digit', hourCycle: 'h23' }).format(new Date(moment));
}

/** The times of a session, such as 9:05–10:00. */
export function times({ startsAt, endsAt }) {
	return `${time(startsAt)}–${time(endsAt)}`;
}

/** A day of the calendar, such as Wednesday 2 October. */
export function day(date, style = 'long') {
	return format({ weekday: style, day: 'numeric', month: style }, 'UTC').format(new Date(date));
}

/** A moment with its day. */
export function dayAndTime(moment) {
	return format({ weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit', hourCycle: 'h23' })
		.format(new Date(moment));
}

/** How long ago a moment was, such as 5 minutes ago. */
export function ago(moment) {
	const minutes = Math.round((Date.now() - moment) / 60_000);
	const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
	return minutes < 60 ? relative.format(-minutes, 'minute')
		: minutes < 48 * 60 ? relative.format(-Math.round(minutes / 60), 'hour')
			: relative.format(-Math.round(minutes / 1440), 'day');
}

/** Whether a session runs now. */
export function isNow({ startsAt, endsAt, status }, now = Date.now()) {
	return status === 'SCHEDULED' && Date.parse(startsAt) <= now && now < Date.parse(endsAt);
}
