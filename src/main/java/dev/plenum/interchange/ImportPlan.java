package dev.plenum.interchange;

import java.util.List;
import java.util.Set;

import dev.plenum.announcement.AnnouncementDocument;
import dev.plenum.platform.mongo.GuardedWrite;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.ScheduleChange;
import org.jspecify.annotations.Nullable;

/**
 * The writes of an import, and its report.
 *
 * @param known the stored memory of earlier imports; null if there is none
 * @param next the memory to store; the same object as {@code known} if nothing changed
 * @param speakers the writes of speakers
 * @param sessions the writes of sessions, without their slots
 * @param event the write of the event; null if it does not change
 * @param before the schedule before the import
 * @param after the schedule after the import; the same object as {@code before} if it
 * does not change
 * @param steps the changes of the schedule; empty if an empty schedule is filled or the
 * schedule does not change
 * @param created the rooms and speakers of an existing event that the import creates
 * @param announcements the announcements to add unless they exist
 * @param report the report
 */
record ImportPlan(@Nullable ImportDocument known, ImportDocument next, List<GuardedWrite> speakers,
		List<GuardedWrite> sessions, @Nullable GuardedWrite event, Schedule before, Schedule after,
		List<ScheduleChange> steps, Set<String> created, List<AnnouncementDocument> announcements,
		ImportReport report) {

	boolean changesNothing() {
		return this.known == this.next && this.speakers.isEmpty() && this.sessions.isEmpty() && this.event == null
				&& this.before == this.after && this.announcements.isEmpty();
	}

	boolean fills() {
		return this.steps.isEmpty() && this.before != this.after;
	}

}
