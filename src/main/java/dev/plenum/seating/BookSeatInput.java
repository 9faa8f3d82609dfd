package dev.plenum.seating;

import dev.plenum.platform.graphql.RequestKey;
import org.jspecify.annotations.Nullable;

/**
 * The input of {@code bookSeat}. The schema describes each property.
 */
record BookSeatInput(String sessionId, @Nullable Boolean swap, @Nullable String requestId) {

	boolean swaps() {
		return Boolean.TRUE.equals(this.swap);
	}

	@Nullable String requestKey(String subject) {
		return RequestKey.of(this.requestId, "bookSeat", this.sessionId, subject);
	}

}
