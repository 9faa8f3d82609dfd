import { client } from 'shared/client.js';
import { operations } from './operations.js';
import { keep, state } from './state.js';

/** Marks items of the inbox as read: `ids`, or all of them. */
export async function markRead({ ids } = {}) {
	const event = state.get('event');
	if (!event || !state.get('news') || ids?.length === 0) {
		return;
	}
	const variables = ids ? { eventId: event.id, ids } : { eventId: event.id, upTo: state.get('cursor') };
	const done = await client.execute(operations.MarkRead, variables).catch(() => undefined);
	if (done) {
		const readAt = new Date().toISOString();
		const news = state.get('news').map((item) => !item.readAt && (!ids || ids.includes(item.id)) ? { ...item, readAt } : item);
		keep({ news, unread: ids ? news.filter((item) => !item.readAt).length : 0 });
	}
}
