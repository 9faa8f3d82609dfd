package dev.plenum.seating;

import dev.plenum.platform.graphql.RequestKey;
import org.jspecify.annotations.Nullable;

/**
 * The input of {@code releaseSeat}. The schema describes each property.
 */
record ReleaseSeatInput(String sessionId, @Nullable String requestId) {

	@Nullable String requestKey(String subject) {
		return RequestKey.of(this.requestId, "releaseSeat", this.sessionId, subject);
	}

}
