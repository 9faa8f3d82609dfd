import { client, Failure } from 'shared/client.js';
import { newId } from 'shared/new-id.js';
import { page } from 'shared/page.js';
import { Queue } from 'shared/queue.js';
import { signIn } from 'shared/sign-in.js';
import { operations } from './operations.js';
import { keep, state } from './state.js';

/** The decisions that were not sent yet. */
export const outbox = new Queue('app.pending', ([decision]) => send(decision));

outbox.addEventListener('change', () => state.set({ pending: outbox.entries }));

/** Adds a session to the agenda or removes it: at once here, and on the server as soon as there is a network. */
export function decide(sessionId, added) {
	return put({ sessionId, added }, (one) => one.sessionId === sessionId && one.added !== undefined);
}

/** Writes a note on a session; an empty one removes it. */
export function note(sessionId, text) {
	return put({ sessionId, note: text }, (one) => one.sessionId === sessionId && one.note !== undefined);
}

/**
 * Marks items of the inbox as read: `ids`, or all of them. `opened` says that they were opened from a notification. A report
 * from before somebody signs in is left out.
 */
export async function read({ ids, opened = false } = {}) {
	await signIn.ready;
	if (signIn.state !== 'signed-in' || ids?.length === 0) {
		return;
	}
	const news = state.get('news')?.map((item) => item.readAt || (ids && !ids.includes(item.id)) ? item
		: { ...item, readAt: new Date().toISOString() });
	if (news) {
		keep({ news, unread: ids ? news.filter((item) => !item.readAt).length : 0 });
	}
	await put({ read: ids ? { ids, opened } : { upTo: state.get('cursor') } });
}

async function put(decision, replaced) {
	await outbox.add({ id: newId(), at: new Date().toISOString(), by: signIn.subject, ...decision }, replaced);
	return outbox.flush();
}

/** The decisions wait for their owner if the sign-in has expired. Those of somebody else are forgotten. */
async function send(decision) {
	if (signIn.state !== 'signed-in' || !await signIn.token()) {
		throw new Failure('UNAUTHENTICATED', 'Nobody is signed in.');
	}
	if (decision.by && decision.by !== signIn.subject) {
		throw new Failure('FORBIDDEN', 'Somebody else decided this.');
	}
	const eventId = state.get('event')?.id ?? page.eventId;
	if (decision.read) {
		await client.execute(operations.MarkRead, { eventId, ...decision.read });
	}
	else {
		await merge(eventId, decision);
	}
}

async function merge(eventId, { sessionId, added, note: text, at }) {
	const { mergeAgenda: { agenda } } = await client.execute(operations.MergeAgenda, {
		eventId, add: added === true ? [sessionId] : [], remove: added === false ? [sessionId] : [],
		notes: added === undefined ? [{ sessionId, text, at }] : [], at
	});
	if (agenda) {
		keep({ agenda });
	}
}
