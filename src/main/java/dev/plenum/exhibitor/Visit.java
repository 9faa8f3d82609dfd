package dev.plenum.exhibitor;

import java.time.Instant;

/**
 * An anonymous interaction of an attendee with an exhibitor.
 *
 * @param exhibitorId the exhibitor
 * @param kind the kind of interaction
 * @param at the moment at which it counts
 */
public record Visit(String exhibitorId, Kind kind, Instant at) {

	/** The kinds of interactions. */
	public enum Kind {

		/** The attendee has the exhibitor as a favourite. */
		FAVOURITE,

		/** An accepted meeting; it counts at its start. */
		MEETING,

		/** The exhibitor redeemed a contact code, and the data are not withdrawn. */
		LEAD,

		/** The attendee claimed an offer. */
		CLAIM

	}

}
