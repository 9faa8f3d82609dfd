/** Where sessions are in the grid of rooms and times. Pure functions: moments are milliseconds, sizes are minutes. */

export const MINUTE = 60_000;

/** Moves snap to this many minutes. */
export const STEP = 5;

const HOUR = 60 * MINUTE;

/**
 * The time that the grid of a day shows: whole hours, at least 08:00 to 18:00, and room for an hour before and after its
 * sessions.
 * @param day `{ from, opens, closes }`: the moments of its beginning, of 08:00 and of 18:00
 * @param sessions the sessions of the day
 * @returns `{ from, to, minutes, hours }`
 */
export function frame(day, sessions) {
	let from = day.opens;
	let to = day.closes;
	for (const session of sessions) {
		from = Math.min(from, Math.max(session.from - HOUR, day.from));
		to = Math.max(to, session.to + HOUR);
	}
	from = Math.floor(from / HOUR) * HOUR;
	to = Math.ceil(to / HOUR) * HOUR;
	const hours = [];
	for (let hour = from; hour < to; hour += HOUR) {
		hours.push(hour);
	}
	return { from, to, minutes: (to - from) / MINUTE, hours };
}

/**
 * The columns of the grid: the rooms in order, and a column for the sessions without a room if there are any.
 */
export function columnsOf(rooms, sessions) {
	const columns = rooms.map(({ id, name, capacity }) => ({ id, name, capacity }));
	const known = new Set(rooms.map(({ id }) => id));
	if (columns.length === 0 || sessions.some(({ roomIds }) => !roomIds.some((id) => known.has(id)))) {
		columns.push({ id: null, name: null, capacity: null });
	}
	return columns;
}

/**
 * The boxes of the sessions, by column and start: one for each room of a session. Boxes of one column that overlap share its
 * width: `lane` of `lanes`.
 */
export function boxesOf(sessions, columns, { from }) {
	return columns.flatMap((column, index) => {
		const boxes = sessions
			.filter((session) => (column.id === null ? !columns.some(({ id }) => id && session.roomIds.includes(id))
				: session.roomIds.includes(column.id)))
			.map((session) => ({
				key: `${session.id} ${column.id ?? ''}`,
				session,
				column: index,
				top: (session.from - from) / MINUTE,
				height: Math.max((session.to - session.from) / MINUTE, STEP),
				lane: 0,
				lanes: 1
			}))
			.sort((a, b) => a.top - b.top || b.height - a.height || (a.key < b.key ? -1 : 1));
		return inLanes(boxes);
	});
}

function inLanes(boxes) {
	let group = [];
	let ends = [];
	const close = () => {
		for (const box of group) {
			box.lanes = ends.length;
		}
		group = [];
		ends = [];
	};
	for (const box of boxes) {
		if (ends.every((end) => end <= box.top)) {
			close();
		}
		const free = ends.findIndex((end) => end <= box.top);
		box.lane = free < 0 ? ends.length : free;
		ends[box.lane] = box.top + box.height;
		group.push(box);
	}
	close();
	return boxes;
}

/** The nearest multiple of the step. */
export function snapped(minutes, step = STEP) {
	return Math.round(minutes / step) * step;
}

/** Where a session is: `{ sessionId, from, to, roomIds }`, and the column from which it is moved. */
export function placeOf(session, column) {
	return { sessionId: session.id, from: session.from, to: session.to, roomIds: session.roomIds, column };
}

/**
 * The place of a session that is moved to another column and another start. Its length stays; of several rooms only
 * the one of its column changes.
 * @param origin the place before the move
 * @param column the index of the new column
 * @param start minutes after the beginning of the grid
 */
export function movedTo(origin, column, start, columns, { from, minutes }) {
	const length = (origin.to - origin.from) / MINUTE;
	const last = Math.max(0, Math.floor((minutes - length) / STEP) * STEP);
	const at = from + Math.min(Math.max(snapped(start), 0), last) * MINUTE;
	return { ...origin, column, from: at, to: at + length * MINUTE,
		roomIds: exchanged(origin, columns[origin.column]?.id, columns[column]?.id) };
}

function exchanged({ roomIds }, previous, next) {
	if (previous === next) {
		return roomIds;
	}
	if (!next) {
		return roomIds.filter((id) => id !== previous);
	}
	const kept = roomIds.includes(previous) ? roomIds.map((id) => (id === previous ? next : id)) : [...roomIds, next];
	return [...new Set(kept)];
}

/**
 * The place after the pointer moved.
 * @param origin the place before the move
 * @param pixels `{ x, y }`: how far the pointer moved, with the way that the grid was scrolled
 * @param scale `{ column, minute }`: the pixels of a column and of a minute
 */
export function dragged(origin, pixels, scale, columns, frame) {
	const column = Math.min(Math.max(origin.column + Math.round(pixels.x / scale.column), 0), columns.length - 1);
	const start = (origin.from - frame.from) / MINUTE + pixels.y / scale.minute;
	return movedTo(origin, column, start, columns, frame);
}

/**
 * The place after an arrow key: up and down change the start by 5 minutes, with Shift by 30; left and right change the room.
 * @returns the new place, or undefined if the key is no arrow
 */
export function nudged(origin, place, { key, shiftKey }, columns, frame) {
	const step = shiftKey ? 30 : STEP;
	const [across, down] = { ArrowUp: [0, -step], ArrowDown: [0, step], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[key] ?? [];
	if (across === undefined) {
		return undefined;
	}
	const column = Math.min(Math.max(place.column + across, 0), columns.length - 1);
	return movedTo(origin, column, (place.from - frame.from) / MINUTE + down, columns, frame);
}

/** Whether two places have the same times and rooms. */
export function samePlace(a, b) {
	return a.from === b.from && a.to === b.to && a.roomIds.length === b.roomIds.length
		&& a.roomIds.every((id) => b.roomIds.includes(id));
}

/**
 * The box that an arrow key, Home or End leads to: up and down within a room, left and right to the nearest time in the next
 * room that has sessions.
 * @returns the key of the box; undefined if there is none
 */
export function neighbour(boxes, key, arrow) {
	const box = boxes.find((candidate) => candidate.key === key);
	if (!box) {
		return boxes[0]?.key;
	}
	const inColumn = boxes.filter(({ column }) => column === box.column);
	const index = inColumn.indexOf(box);
	switch (arrow) {
		case 'ArrowUp': return inColumn[index - 1]?.key;
		case 'ArrowDown': return inColumn[index + 1]?.key;
		case 'Home': return inColumn[0].key;
		case 'End': return inColumn.at(-1).key;
		case 'ArrowLeft': return nearest(boxes.filter(({ column }) => column < box.column), box, Math.max);
		case 'ArrowRight': return nearest(boxes.filter(({ column }) => column > box.column), box, Math.min);
		default: return undefined;
	}
}

function nearest(boxes, { top }, closest) {
	const next = closest(...boxes.map(({ column }) => column));
	return boxes.filter(({ column }) => column === next)
		.sort((a, b) => Math.abs(a.top - top) - Math.abs(b.top - top))[0]?.key;
}
