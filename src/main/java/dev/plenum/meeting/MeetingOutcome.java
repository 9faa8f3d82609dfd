package dev.plenum.meeting;

import org.jspecify.annotations.Nullable;

/** The outcome of a change of an exhibitor's meetings. */
sealed interface MeetingOutcome {

	/**
	 * The exhibitor's meetings after the change.
	 * @return the meetings; the same object as before if nothing changes
	 */
	MeetingsDocument meetings();

	/**
	 * This outcome, unless it changes a meeting that has another version than expected.
	 * @param expected the expected version; null for any
	 * @param before the meetings before the change
	 * @param meeting the meeting before the change
	 */
	default MeetingOutcome ifVersion(@Nullable Integer expected, MeetingsDocument before, MeetingEntry meeting) {
		boolean outdated = expected != null && expected != meeting.version();
		return (outdated && meetings() != before) ? new Conflict(before, meeting) : this;
	}

	/**
	 * The meeting is as requested.
	 *
	 * @param meetings the meetings after the change
	 * @param meeting the meeting
	 */
	record Done(MeetingsDocument meetings, MeetingEntry meeting) implements MeetingOutcome {
	}

	/**
	 * The host has another meeting at that time.
	 *
	 * @param meetings the meetings of the exhibitor of the other meeting
	 * @param with the other meeting
	 */
	record Clash(MeetingsDocument meetings, MeetingEntry with) implements MeetingOutcome {
	}

	/**
	 * The state of the meeting does not allow the change, or the meeting has another
	 * version than expected.
	 *
	 * @param meetings the unchanged meetings
	 * @param meeting the meeting
	 */
	record Conflict(MeetingsDocument meetings, MeetingEntry meeting) implements MeetingOutcome {
	}

	/**
	 * The time has passed.
	 *
	 * @param meetings the unchanged meetings
	 */
	record Late(MeetingsDocument meetings) implements MeetingOutcome {
	}

	/**
	 * There are too many meetings to add one.
	 *
	 * @param meetings the unchanged meetings
	 * @param ofAttendee whether the attendee has too many; otherwise the exhibitor has
	 */
	record Full(MeetingsDocument meetings, boolean ofAttendee) implements MeetingOutcome {
	}

	/**
	 * The exhibitor was removed.
	 *
	 * @param meetings the unchanged meetings
	 */
	record Closed(MeetingsDocument meetings) implements MeetingOutcome {
	}

	/**
	 * Several meetings were changed, or none.
	 *
	 * @param meetings the meetings after the change
	 */
	record Settled(MeetingsDocument meetings) implements MeetingOutcome {
	}

}
