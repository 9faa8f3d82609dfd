package dev.plenum.exhibitor;

import java.time.Instant;
import java.util.Set;

import reactor.core.publisher.Flux;

/**
 * Finds the visits of one kind. Each feature in which attendees interact with exhibitors
 * implements this interface.
 */
@FunctionalInterface
public interface Visits {

	/**
	 * The visits of some exhibitors.
	 * @param exhibitorIds exhibitors of one event
	 * @param eventId the event
	 * @return the visits, in no order; visits of other exhibitors may be among them
	 */
	Flux<Visit> of(Set<String> exhibitorIds, String eventId);

	/**
	 * An anonymous interaction of an attendee with an exhibitor.
	 *
	 * @param exhibitorId the exhibitor
	 * @param kind the kind of interaction
	 * @param at the moment at which it counts
	 */
	record Visit(String exhibitorId, Kind kind, Instant at) {

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

}
