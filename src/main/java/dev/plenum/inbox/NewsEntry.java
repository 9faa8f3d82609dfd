package dev.plenum.inbox;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * An item of an inbox before it is linked with what it is about.
 *
 * @param happening what has happened
 * @param bases why it concerns the attendee: the steps by which they got the session into
 * their agenda, at least one
 */
record NewsEntry(Happening happening, List<Basis> bases) {

	/** The order of all items of an inbox, which is the same on all servers. */
	static final Comparator<NewsEntry> OLDEST_FIRST = Comparator
		.comparingLong((NewsEntry entry) -> entry.createdAt().toEpochMilli())
		.thenComparing((entry) -> entry.happening().key());

	/**
	 * Returns since when it is news. If the attendee got the session into their agenda
	 * after it has happened, on a server that did not know, it is news since then.
	 */
	Instant createdAt() {
		Instant at = this.happening.at();
		Instant since = this.bases.stream().map(Basis::at).min(Comparator.naturalOrder()).orElseThrow();
		return since.isAfter(at) ? since : at;
	}

	/**
	 * Returns its place in the order of all items, as a text to compare.
	 */
	String place() {
		return "%015d.%s".formatted(createdAt().toEpochMilli(), this.happening.key());
	}

	/**
	 * Returns whether it was there at earlier positions. Both what has happened and a
	 * reason why it concerns the attendee must have been there.
	 */
	boolean isKnownAt(Positions positions) {
		return positions.reach(this.happening.step())
				&& this.bases.stream().anyMatch((basis) -> positions.reach(basis.step()));
	}

	/**
	 * Why something concerns an attendee.
	 *
	 * @param step the step by which it began to concern them
	 * @param at when
	 */
	record Basis(Step step, Instant at) {

		/** It concerns everybody, or this attendee alone. */
		static final Basis ALWAYS = new Basis(Step.KNOWN, Instant.EPOCH);

	}

}
