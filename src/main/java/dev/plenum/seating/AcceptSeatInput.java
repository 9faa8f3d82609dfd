package dev.plenum.seating;

import dev.plenum.platform.graphql.RequestKey;
import org.jspecify.annotations.Nullable;

/**
 * The input of {@code acceptSeat}. The schema describes each property.
 */
record AcceptSeatInput(String sessionId, @Nullable String requestId) {

	@Nullable String requestKey(String subject) {
		return RequestKey.of(this.requestId, "acceptSeat", this.sessionId, subject);
	}

}
