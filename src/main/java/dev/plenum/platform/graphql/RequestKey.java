package dev.plenum.platform.graphql;

import dev.plenum.platform.Ids;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a request that its client may repeat late, when something newer has happened
 * since. The document that the request changes remembers the key, in the same guarded
 * write, so that a repetition changes nothing.
 */
public final class RequestKey {

	private RequestKey() {
	}

	/**
	 * Derives the key of a request.
	 * @param requestId the field {@code requestId} of the mutation's input; null if the
	 * client does not want the request to be remembered
	 * @param mutation the name of the mutation
	 * @param targetId the id of what it changes
	 * @param subject the caller
	 * @return the key, always the same for the same arguments; null without a
	 * {@code requestId}
	 * @throws Problem with {@link ErrorCode#BAD_INPUT} if the id is empty or too long
	 */
	public static @Nullable String of(@Nullable String requestId, String mutation, String targetId, String subject) {
		Check.requestId(requestId);
		return (requestId == null) ? null : Ids.in("req", Ids.eventOf(targetId).orElse(""),
				String.join("/", mutation, targetId, subject, requestId));
	}

}
