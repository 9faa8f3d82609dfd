/** Offers of a booth at a moment: pure functions. */

/** `coming`, `running` or `over`. */
export function phase({ availableFrom, availableUntil }, now) {
	if (availableUntil && Date.parse(availableUntil) <= now) {
		return 'over';
	}
	return availableFrom && Date.parse(availableFrom) > now ? 'coming' : 'running';
}

/** What one tap changes: a running offer ends now, and any other runs from now on without an end. */
export function toggled(offer, now) {
	if (phase(offer, now) !== 'running') {
		return { availableFrom: null, availableUntil: null };
	}
	const until = new Date(now).toISOString();
	const started = offer.availableFrom ? Date.parse(offer.availableFrom) < now : true;
	return started ? { availableUntil: until } : { availableFrom: null, availableUntil: until };
}

/** When somebody is back who leaves now for some minutes. */
export const backIn = (minutes, now) => new Date(now + minutes * 60_000).toISOString();
