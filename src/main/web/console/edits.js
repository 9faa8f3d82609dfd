/** The edits of drafts. Pure functions. */

/** A session with the edits of a draft; `drafted` is true if there are any. */
export function withEdits(session, edits) {
	return edits.reduce((edited, edit) => {
		const changed = { ...edited, drafted: true };
		switch (edit.kind) {
			case 'MOVE':
				changed.from = edit.startsAt ? Date.parse(edit.startsAt) : edited.from;
				changed.to = edit.endsAt ? Date.parse(edit.endsAt) : edited.to;
				changed.roomIds = edit.rooms ? edit.rooms.map(({ id }) => id) : edited.roomIds;
				break;
			case 'CANCEL': changed.status = 'CANCELLED'; break;
			case 'REINSTATE': changed.status = 'SCHEDULED'; break;
			case 'REMOVE': changed.gone = true; break;
			default:
		}
		return changed;
	}, session);
}

/** The edits of a draft as an input. */
export function inputsOf(draft) {
	return draft.edits.filter(({ session }) => session).map((edit) => {
		const { kind, sessionId, startsAt, endsAt, rooms, speakers } = edit;
		switch (kind) {
			case 'MOVE': return { move: { sessionId, ...startsAt && { startsAt }, ...endsAt && { endsAt },
				...rooms && { roomIds: rooms.map(({ id }) => id) } } };
			case 'SPEAKERS': return { speakers: { sessionId,
				speakers: speakers.map(({ speaker, role }) => ({ speakerId: speaker.id, role })) } };
			default: return { [kind.toLowerCase()]: { sessionId } };
		}
	});
}

/** Edits with further ones: a move replaces or completes an earlier move of its session. */
export function joined(edits, further) {
	return further.reduce((all, edit) => {
		const earlier = edit.move && all.find(({ move }) => move?.sessionId === edit.move.sessionId);
		return earlier ? all.map((other) => (other === earlier ? { move: { ...earlier.move, ...edit.move } } : other)) : [...all, edit];
	}, edits);
}
