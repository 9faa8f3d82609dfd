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
 */
public record ScheduleChange(int revision, Instant at, String sessionId, List<ScheduleChangeKind> kinds,
		@Nullable Slot before, @Nullable Slot after, @Nullable String note) {

	public ScheduleChange {
		kinds = List.copyOf(kinds);
	}

}
