import { client } from 'shared/client.js';
import { operations } from './operations.js';
import { keep, state } from './state.js';

/** For how long a badge is not read again. It expires much later. */
const FRESH = 3_600_000;

/** Reads the badge, so that it is here without a network. */
export async function renewBadge(eventId) {
	if (Date.now() - (state.get('badge')?.readAt ?? 0) > FRESH) {
		const { event } = await client.execute(operations.Badge, { eventId });
		keep({ badge: { ...event?.myAgenda?.badge, readAt: Date.now() } });
	}
}

/** The QR code to show at a door: of the badge, or otherwise of the agenda code. */
export function shownCode() {
	const { tokenSvg, expiresAt } = state.get('badge') ?? {};
	return tokenSvg && Date.parse(expiresAt) > Date.now() ? tokenSvg : state.get('agenda').agendaCodeSvg;
}
