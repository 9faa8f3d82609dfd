package dev.plenum.schedule;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A change of the slot of one session.
 *
 * @param revision the revision of the schedule after this change; one more than that of
 * the change before
 * @param at when it was made
 * @param sessionId the session
 * @param kinds what changed, at least one
 * @param before the slot before; null where the session is new
 * @param after the slot after; null where the session was removed
 * @param note a note to the attendees; null if there is none
 * @param cause the request that made it; null if an earlier version of the server stored
 * it
 */
public record ScheduleChange(int revision, Instant at, String sessionId, List<ScheduleChangeKind> kinds,
		@Nullable Slot before, @Nullable Slot after, @Nullable String note, @Nullable Cause cause) {

	public ScheduleChange {
		kinds = List.copyOf(kinds);
	}

	boolean isOfRequest(String requestId) {
		return this.cause != null && requestId.equals(this.cause.requestId());
	}

	/**
	 * Returns whether one request made both changes. An earlier version of the server
	 * stored no cause; its changes belong together if they were made at the same time.
	 */
	boolean isMadeWith(ScheduleChange other) {
		return (this.cause != null && other.cause != null) ? this.cause.first() == other.cause.first()
				: this.cause == other.cause && this.at.equals(other.at);
	}

	/**
	 * The request that made a change.
	 *
	 * @param first the revision of the first change that the request made
	 * @param undoes the first revision of the request that it undid; null if it undid
	 * none
	 * @param requestId the caller's id of the request; null if there is none
	 */
	public record Cause(int first, @Nullable Integer undoes, @Nullable String requestId) {
	}

}
