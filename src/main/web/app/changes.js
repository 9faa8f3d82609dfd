import { client } from 'shared/client.js';
import { operations } from './operations.js';
import { keep, state } from './state.js';
import { loadProgramme } from './sync.js';

const MOST_SESSIONS = 50;

/** Steps of the programme that wait until what an earlier one changed has been read. */
const reported = [];
let reading;

/** Reads what a step changed. What is reported meanwhile is read together afterwards, so that no answer replaces a newer one. */
export function changed(step) {
	reported.push(step);
	reading ??= readReported().finally(() => {
		reading = undefined;
	});
}

async function readReported() {
	while (reported.length) {
		const steps = reported.splice(0);
		await read(steps.at(-1).version, steps.flatMap(({ nodes }) => nodes));
	}
}

/**
 * Reads the sessions that changed; everything if other nodes did, or if a session is new or gone. The answer is left out if
 * everything was read meanwhile: that is followed from its own version.
 */
async function read(version, nodes) {
	const event = state.get('event');
	const ids = [...new Set(nodes.filter(({ kind }) => kind === 'SESSION').map(({ id }) => id))];
	const known = new Set(event.days.flatMap((day) => day.sessions.map(({ id }) => id)));
	const others = nodes.some(({ kind, removed }) => removed || !['SESSION', 'SESSION_PART'].includes(kind));
	if (others || ids.length > MOST_SESSIONS || ids.some((id) => !known.has(id))) {
		return loadProgramme();
	}
	const answer = await client.execute(operations.Sessions, { ids }).catch(() => undefined);
	if (!answer || answer.nodes.some((node) => !node || !sameDay(event, node))) {
		return loadProgramme();
	}
	if (state.get('event') !== event) {
		return undefined;
	}
	const now = new Map(answer.nodes.map((session) => [session.id, session]));
	keep({ event: {
		...event,
		version,
		days: event.days.map((day) => ({
			...day,
			sessions: day.sessions.map((session) => now.get(session.id) ?? session)
				.sort((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt))
		}))
	}, readAt: Date.now() });
	return undefined;
}

/** Whether a session is still on its day of the event, which ends in the night after it. */
function sameDay({ days, dayChange }, session) {
	const before = days.flatMap((day) => day.sessions).find(({ id }) => id === session.id);
	const part = ({ startsAt }) => [startsAt.slice(0, 10), startsAt.slice(11, 16) < dayChange.slice(0, 5)].join();
	return part(before) === part(session);
}
