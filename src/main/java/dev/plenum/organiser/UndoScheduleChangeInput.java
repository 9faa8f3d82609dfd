package dev.plenum.organiser;

import dev.plenum.platform.graphql.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A change of a schedule to undo; the schema describes each property.
 */
record UndoScheduleChangeInput(String eventId, int revision, @Nullable Integer expectedRevision, @Nullable String note,
		@Nullable Boolean force, @Nullable Boolean dryRun) {

	ScheduleRequest request() {
		return new ScheduleRequest((schedule, rules, terms) -> schedule.undo(this.revision, rules, terms),
				(schedule) -> schedule.changesThatUndo(this.revision),
				ScheduleOptions.of(this.expectedRevision, null, this.note, this.force, this.dryRun), null,
				(invalid) -> Problem.badInput(invalid.message(), "input", invalid.field()));
	}

}
