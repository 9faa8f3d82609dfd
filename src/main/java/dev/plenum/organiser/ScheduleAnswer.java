package dev.plenum.organiser;

import java.util.List;

import dev.plenum.programme.Programme;
import dev.plenum.schedule.Clash;
import dev.plenum.schedule.ScheduleChange;
import dev.plenum.schedule.ScheduleOutcome;

/** What became of an organiser's wish. */
sealed interface ScheduleAnswer {

	/**
	 * It is done.
	 *
	 * @param programme the programme in which it is
	 * @param changes the steps that were made; empty if everything was so already
	 */
	record Done(Programme programme, List<ScheduleChange> changes) implements ScheduleAnswer {
	}

	/**
	 * Rooms or speakers are taken.
	 *
	 * @param programme the programme as it is
	 * @param clashes what clashes
	 */
	record Clashes(Programme programme, List<Clash> clashes) implements ScheduleAnswer {
	}

	/**
	 * Somebody changed the schedule first.
	 *
	 * @param programme the programme as it is now
	 */
	record Conflict(Programme programme) implements ScheduleAnswer {
	}

	/**
	 * The wish makes no sense.
	 *
	 * @param fault what is wrong with it
	 */
	record Refused(ScheduleOutcome.Invalid fault) implements ScheduleAnswer {
	}

}
