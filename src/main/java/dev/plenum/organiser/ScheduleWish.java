package dev.plenum.organiser;

import java.util.List;

import dev.plenum.schedule.ScheduleEdit;
import org.jspecify.annotations.Nullable;

/**
 * What an organiser wants of a schedule.
 *
 * @param edits what to do, in order
 * @param force whether clashes are accepted
 * @param note a word to the attendees; null if there is none
 * @param expectedRevision the only revision from which to do it; null for any
 */
record ScheduleWish(List<ScheduleEdit> edits, boolean force, @Nullable String note,
		@Nullable Integer expectedRevision) {

	boolean concerns(String sessionId) {
		return this.edits.stream().anyMatch((edit) -> edit.sessionId().equals(sessionId));
	}

}
