package dev.plenum.seating;

import java.time.Instant;
import java.time.OffsetDateTime;

import dev.plenum.platform.graphql.Refusal;
import dev.plenum.programme.Session;

/** The outcomes of releasing the seats of no-shows. The schema describes each type. */
sealed interface ReleaseNoShowsPayload {

	/**
	 * The seats of the attendees who have not come are free or belong to attendees who
	 * waited.
	 *
	 * @param session the session
	 * @param noShows how many seats were released so far
	 */
	record NoShowsReleased(Session session, int noShows) implements ReleaseNoShowsPayload {
	}

	/**
	 * The session starts too late for that.
	 *
	 * @param session the session
	 * @param from when seats can be released
	 */
	record NoShowsTooEarly(Session session, Instant from) implements ReleaseNoShowsPayload, Refusal {

		public OffsetDateTime availableFrom() {
			return this.session.programme().at(this.from);
		}

	}

}
