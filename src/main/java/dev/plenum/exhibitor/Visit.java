package dev.plenum.exhibitor;

import java.time.Instant;

/**
 * Something that an attendee did with an exhibitor, without who it was.
 *
 * @param exhibitorId the exhibitor
 * @param kind what it was
 * @param at the moment that it counts for
 */
public record Visit(String exhibitorId, Kind kind, Instant at) {

	/** What attendees do with exhibitors. */
	public enum Kind {

		/** An exhibitor became a favourite, and still is. */
		FAVOURITE,

		/** A meeting that is agreed; it counts for when it starts. */
		MEETING,

		/** A contact code was redeemed, and the data are not withdrawn. */
		LEAD,

		/** One of an offer was claimed. */
		CLAIM

	}

}
