import { client } from 'shared/client.js';
import { page } from 'shared/page.js';
import { signIn } from 'shared/sign-in.js';
import { operations } from './operations.js';
import { keep, state } from './state.js';

const MOST_PENDING = 500;

let sending;

/** Adds a session to the agenda or removes it: at once here, and on the server as soon as there is a network. */
export function decide(sessionId, added) {
	return put({ id: crypto.randomUUID(), sessionId, added, at: new Date().toISOString() },
		(one) => one.sessionId === sessionId && one.added !== undefined);
}

/** Writes a note on a session; an empty one removes it. */
export function note(sessionId, text) {
	return put({ id: crypto.randomUUID(), sessionId, note: text, at: new Date().toISOString() },
		(one) => one.sessionId === sessionId && one.note !== undefined);
}

function put(decision, replaces) {
	keep({ pending: [...state.get('pending').filter((one) => !replaces(one)), decision].slice(-MOST_PENDING) });
	return sendPending();
}

/** Sends the decisions that wait, in order. */
export function sendPending() {
	sending ??= send().finally(() => {
		sending = undefined;
	});
	return sending;
}

async function send() {
	while (state.get('pending').length && signIn.state === 'signed-in') {
		const [first] = state.get('pending');
		try {
			const payload = await execute(first);
			keep({
				pending: state.get('pending').filter(({ id }) => id !== first.id),
				...(payload.agenda && { agenda: payload.agenda })
			});
		}
		catch (failure) {
			if (!['NOT_FOUND', 'BAD_INPUT', 'FORBIDDEN'].includes(failure.code)) {
				return;
			}
			keep({ pending: state.get('pending').filter(({ id }) => id !== first.id) });
		}
	}
}

async function execute({ id, sessionId, added, note: text, at }) {
	if (added === undefined) {
		const { putSessionNote } = await client.execute(operations.PutSessionNote, { sessionId, text, requestId: id });
		return putSessionNote;
	}
	const { mergeAgenda } = await client.execute(operations.MergeAgenda, {
		eventId: state.get('event')?.id ?? page.eventId, add: added ? [sessionId] : [], remove: added ? [] : [sessionId], at
	});
	return mergeAgenda;
}
