import { moment, plusDays } from 'shared/time.js';

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
