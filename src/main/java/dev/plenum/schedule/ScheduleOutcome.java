package dev.plenum.schedule;

import java.util.List;

/** The outcome of a request to change a schedule. */
public sealed interface ScheduleOutcome {

	/**
	 * The schedule can be changed.
	 *
	 * @param schedule the schedule after the change; the same object as before if the
	 * edits make no difference
	 * @param changes the changes that lead to it in order, one for each visible session
	 * that differs; empty if only drafts differ
	 */
	record Changed(Schedule schedule, List<ScheduleChange> changes) implements ScheduleOutcome {
	}

	/**
	 * Nothing is changed, because rooms or speakers are taken.
	 *
	 * @param clashes all clashes that the edits would cause
	 */
	record Clashed(List<Clash> clashes) implements ScheduleOutcome {
	}

	/**
	 * Nothing is changed, because an edit is invalid for this schedule.
	 *
	 * @param edit the index of the edit, starting at 0
	 * @param field the invalid part of the edit, such as {@code endsAt}
	 * @param message what is wrong and what to do
	 */
	record Invalid(int edit, String field, String message) implements ScheduleOutcome {
	}

	/**
	 * Nothing is changed, because an earlier change cannot be undone.
	 *
	 * @param contradictions what contradicts, at least one
	 */
	record Contradicted(List<Contradiction> contradictions) implements ScheduleOutcome {
	}

}
