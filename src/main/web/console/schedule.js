import { client } from 'shared/client.js';
import { text } from 'shared/messages.js';

import { board } from './board.js';
import { putDraft } from './drafts.js';
import { inputsOf, joined } from './edits.js';
import { samePlace } from './grid/geometry.js';
import { notices } from './notices.js';
import { operations } from './operations.js';

/** Entries of the audit trail this long before a change can be its cause. */
const BEFORE = 30_000;

/**
 * The edit that brings a session to a place; only what differs.
 * @returns a list with the edit, empty if nothing differs
 */
export function moveTo(session, place) {
	if (samePlace(session, place)) {
		return [];
	}
	const move = { sessionId: session.id };
	if (place.from !== session.from || place.to !== session.to) {
		move.startsAt = new Date(place.from).toISOString();
		move.endsAt = new Date(place.to).toISOString();
	}
	if (!samePlace({ ...place, roomIds: session.roomIds }, place)) {
		move.roomIds = place.roomIds;
	}
	return [{ move }];
}

/** The operation and the input of edits, for a preview and for the change itself. */
export function request(edits) {
	const draft = collecting();
	return { operation: operations.ChangeSchedule, input: { eventId: board.event.id,
		edits: draft ? joined(inputsOf(draft), edits) : edits, expectedRevision: board.event.revision } };
}

/**
 * Adapts a proposal to what others changed meanwhile.
 * @param proposal `again` returns the edits that lead to the same result now
 */
export function repeat(proposal) {
	const edits = proposal.again?.() ?? proposal.edits;
	Object.assign(proposal, edits ? { ...request(edits), edits }
		: { input: { ...proposal.input, expectedRevision: board.event.revision } });
}

/** The draft that collects the changes. */
export const collecting = () => board.drafts.find(({ id }) => id === board.collecting);

/**
 * Makes a change, or stores it in the draft that collects changes.
 * @param proposal `{ operation, input, edits }`; with `edits` the change can be collected in a draft
 * @param options `{ force, note }`
 * @returns `{ done }` if the change was made, otherwise `{ message }`, `{ clashes }` or `{ newer }`
 */
export async function carryOut(proposal, options = {}) {
	const draft = proposal.edits && collecting();
	try {
		return draft ? await collect(draft, proposal.edits) : await board.expect(change(proposal, options));
	}
	catch (failure) {
		return { message: failed(failure) };
	}
}

/** The words for a failure. */
export function failed(failure) {
	const key = `failed.${failure.code}`;
	const words = text(key);
	return words === key ? text('failed.other', { id: failure.id ?? failure.code ?? '' }) : words;
}

async function change({ operation, input }, { force, note }) {
	const [answer] = Object.values(await client.execute(operation, { input: { ...input, ...force && { force }, ...note && { note } } }));
	switch (answer.__typename) {
		case 'ScheduleChanged': return made(answer);
		case 'ScheduleClash': return { clashes: answer.clashes, message: answer.message };
		case 'Outdated': return { newer: await whoIsNewer(input.expectedRevision), message: answer.message };
		case 'ChangeContradicted': return { message: [answer.message, ...answer.contradictions.map(contradiction)].join(' ') };
		default: return { message: answer.message };
	}
}

function contradiction({ session, later }) {
	return session ? `${session.title}: ${later?.summary ?? ''}` : '';
}

function made({ slotChanges }) {
	board.apply(slotChanges, true);
	const [first] = slotChanges;
	if (first) {
		const words = slotChanges.length === 1 ? text('done.one', { title: first.session.title, change: first.summary })
			: text('done.many', { count: slotChanges.length });
		notices.add(words, text('undo'), () => undoAtOnce(first.revision));
		notices.say(words);
	}
	return { done: true, revision: first?.revision };
}

/** Undoes a change without another question, because its notice offers it. */
async function undoAtOnce(revision) {
	const result = await carryOut(undoing(revision));
	if (!result.done) {
		notices.add(result.message);
	}
}

/** The proposal to undo a change. */
export function undoing(revision) {
	return { operation: operations.UndoScheduleChange,
		input: { eventId: board.event.id, revision, expectedRevision: board.event.revision } };
}

async function collect(draft, edits) {
	const answer = await putDraft(draft, { edits: joined(inputsOf(draft), edits) });
	if (answer.draft) {
		notices.add(text('draft.collected', { name: draft.name }));
		notices.say(text('draft.collected', { name: draft.name }));
		return { done: true };
	}
	return answer.__typename === 'Outdated' ? { newer: [], message: answer.message } : { message: answer.message };
}

/** The changes after a revision with the people who may have made them: `{ revision, sessionId, title, summary, at, who }`. */
export async function whoIsNewer(afterRevision) {
	const { event } = await client.execute(operations.WhoIsNewer, { eventId: board.event.id, afterRevision });
	board.event.revision = Math.max(board.event.revision, event.revision);
	board.apply(event.changes.nodes, false);
	return event.changes.nodes.map(({ revision, session, summary, at }) => ({ revision, sessionId: session.id,
		title: session.title, summary, at, who: authorOf(at, event.audit?.nodes ?? []) }));
}

function authorOf(at, entries) {
	const made = Date.parse(at);
	const entry = entries.find((candidate) => !candidate.input.input?.dryRun && Date.parse(candidate.at) <= made + 1000 && Date.parse(candidate.at) > made - BEFORE);
	return entry ? entry.name ?? entry.subject : null;
}
