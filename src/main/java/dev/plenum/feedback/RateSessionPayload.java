package dev.plenum.feedback;

import java.time.Instant;
import java.time.OffsetDateTime;

import dev.plenum.platform.graphql.Refusal;
import dev.plenum.programme.Session;

/**
 * The outcome of {@code rateSession}; the schema describes each member.
 */
sealed interface RateSessionPayload {

	record SessionRated(Rating rating) implements RateSessionPayload {

		public Session session() {
			return this.rating.session();
		}

	}

	record RatingClosed(Session session, Reason closedReason, Instant end) implements RateSessionPayload, Refusal {

		public OffsetDateTime opensAt() {
			return this.session.startsAt();
		}

		public OffsetDateTime closesAt() {
			return this.session.programme().at(this.end);
		}

		@Override
		public String messageKey() {
			return "RatingClosed." + this.closedReason;
		}

	}

	/** The reasons why a session cannot be rated. */
	enum Reason {

		/** The session has not started. */
		NOT_OPEN_YET,

		/** The time for ratings has passed. */
		CLOSED,

		/** The session is cancelled. */
		SESSION_CANCELLED

	}

}
