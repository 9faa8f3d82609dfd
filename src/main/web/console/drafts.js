import { client } from 'shared/client.js';
import { newId } from 'shared/new-id.js';

import { board } from './board.js';
import { operations } from './operations.js';

/**
 * Stores edits in a draft.
 * @param draft the draft as the organiser saw it, or `{ key, name }` for a new one
 * @param fields what changes: `edits`, `name`, `note`
 * @returns the payload
 */
export async function putDraft(draft, fields) {
	const { putScheduleDraft } = await client.execute(operations.PutDraft, { input: {
		eventId: board.event.id,
		...draft.id ? { id: draft.id } : { key: draft.key, name: draft.name },
		expectedVersion: draft.version ?? 0,
		...fields
	} });
	if (putScheduleDraft.draft) {
		board.putDraft(putScheduleDraft.draft.id, putScheduleDraft.draft);
	}
	else {
		putScheduleDraft.current?.scheduleDrafts?.forEach((current) => board.putDraft(current.id, current));
	}
	return putScheduleDraft;
}

/** Discards a draft. */
export async function discardDraft(draftId) {
	const { discardScheduleDraft } = await client.execute(operations.DiscardDraft, { input: { draftId, requestId: newId() } });
	if (discardScheduleDraft.removedId) {
		board.putDraft(discardScheduleDraft.removedId, null);
	}
	return discardScheduleDraft;
}
