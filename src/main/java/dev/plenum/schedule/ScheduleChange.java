package dev.plenum.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
 * @param forEverybody whether the session was in every attendee's agenda before the
 * change; null if it is not known
 */
public record ScheduleChange(int revision, Instant at, String sessionId, List<ScheduleChangeKind> kinds,
		@Nullable Slot before, @Nullable Slot after, @Nullable String note, @Nullable Cause cause,
		@Nullable Boolean forEverybody) {

	public ScheduleChange {
		kinds = List.copyOf(kinds);
	}

	/**
	 * Returns several changes of one session as one.
	 * @param changes the changes, oldest first, at least one
	 * @return one change from before the first to after the last, with the last revision;
	 * empty if the session is the same before and after
	 */
	public static Optional<ScheduleChange> joined(List<ScheduleChange> changes) {
		Slot before = changes.getFirst().before();
		ScheduleChange last = changes.getLast();
		List<ScheduleChangeKind> kinds = ScheduleChangeKind.between(before, last.after());
		return kinds.isEmpty() ? Optional.empty() : Optional.of(new ScheduleChange(last.revision, last.at,
				last.sessionId, kinds, before, last.after, last.note, last.cause, last.forEverybody));
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
