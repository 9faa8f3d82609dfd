package dev.plenum.schedule;

import java.util.List;

/** What became of a wish to change a schedule. */
public sealed interface ScheduleOutcome {

	/**
	 * The wish is granted.
	 *
	 * @param schedule the schedule afterwards; the very same as before where the edits
	 * make no difference
	 * @param changes the steps to it, in order, one for each session that differs
	 */
	record Changed(Schedule schedule, List<ScheduleChange> changes) implements ScheduleOutcome {
	}

	/**
	 * Rooms or speakers are taken; nothing was changed.
	 *
	 * @param clashes every clash that the edits would have brought about
	 */
	record Clashed(List<Clash> clashes) implements ScheduleOutcome {
	}

	/**
	 * An edit makes no sense in this schedule; nothing was changed.
	 *
	 * @param edit which of the edits, counted from 0
	 * @param field the part of the edit that is wrong, such as {@code endsAt}
	 * @param message what is wrong, and what would be right
	 */
	record Invalid(int edit, String field, String message) implements ScheduleOutcome {
	}

}
