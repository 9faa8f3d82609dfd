package dev.plenum.interchange;

import java.util.List;

import dev.plenum.announcement.AnnouncementDocument;
import dev.plenum.platform.mongo.GuardedWrite;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.ScheduleChange;
import org.jspecify.annotations.Nullable;

/**
 * What an import does: every write, and in what order it would matter.
 *
 * @param known what the origin said before; null if nothing
 * @param next what it says now; the same as {@code known} where that is no different
 * @param speakers the changes of speakers
 * @param sessions the changes of what sessions are
 * @param event the change of the event; null if there is none
 * @param before the schedule that the steps start from
 * @param after the schedule afterwards
 * @param steps the steps; empty for a schedule that is filled, or stays
 * @param announcements what is announced, where it is not yet
 * @param report what is told of it
 */
record ImportPlan(@Nullable ImportDocument known, ImportDocument next, List<GuardedWrite> speakers,
		List<GuardedWrite> sessions, @Nullable GuardedWrite event, Schedule before, Schedule after,
		List<ScheduleChange> steps, List<AnnouncementDocument> announcements, ImportReport report) {

	boolean changesNothing() {
		return this.known == this.next && this.speakers.isEmpty() && this.sessions.isEmpty() && this.event == null
				&& this.before == this.after && this.announcements.isEmpty();
	}

	boolean fills() {
		return this.steps.isEmpty() && this.before != this.after;
	}

}
