package dev.plenum.organiser;

import java.util.List;
import java.util.function.Function;

import dev.plenum.platform.graphql.Problem;
import dev.plenum.programme.Session;
import dev.plenum.schedule.ScheduleEdit;
import dev.plenum.schedule.ScheduleOutcome;
import org.jspecify.annotations.Nullable;

/**
 * An organiser's request to change a schedule.
 *
 * @param edits what to do, in order
 * @param force whether to accept clashes
 * @param note a note to the attendees; null if there is none
 * @param expectedRevision the revision that the schedule must have; null for any
 * @param added the session that the edits add and that the programme does not have yet;
 * null if there is none
 * @param problem turns an invalid edit into the problem to report
 */
record ScheduleRequest(List<ScheduleEdit> edits, boolean force, @Nullable String note,
		@Nullable Integer expectedRevision, @Nullable Session added,
		Function<ScheduleOutcome.Invalid, Problem> problem) {

	boolean concerns(String sessionId) {
		return this.edits.stream().anyMatch((edit) -> edit.sessionId().equals(sessionId));
	}

	boolean expectsAnother(int revision) {
		return this.expectedRevision != null && this.expectedRevision != revision;
	}

}
