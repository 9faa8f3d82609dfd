package dev.plenum.seating;

import dev.plenum.platform.graphql.RequestKey;
import org.jspecify.annotations.Nullable;

/**
 * The input of {@code declineSeat}. The schema describes each property.
 */
record DeclineSeatInput(String sessionId, @Nullable String requestId) {

	@Nullable String requestKey(String subject) {
		return RequestKey.of(this.requestId, "declineSeat", this.sessionId, subject);
	}

}
