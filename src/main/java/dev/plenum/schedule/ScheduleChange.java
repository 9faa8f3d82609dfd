package dev.plenum.schedule;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One step of a schedule: what happened to one session.
 *
 * @param revision the schedule's revision after this step; the step before has one less
 * @param at when it was decided
 * @param sessionId the session
 * @param kinds what changed, at least one
 * @param before the slot before; null where the session is new
 * @param after the slot after; null where the session was removed
 * @param note the organiser's word to the attendees; null if there is none
 */
public record ScheduleChange(int revision, Instant at, String sessionId, List<ScheduleChangeKind> kinds,
		@Nullable Slot before, @Nullable Slot after, @Nullable String note) {

	public ScheduleChange {
		kinds = List.copyOf(kinds);
	}

}
