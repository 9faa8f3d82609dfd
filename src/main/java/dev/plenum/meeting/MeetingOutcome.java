package dev.plenum.meeting;

/** What became of a wish about a meeting. */
sealed interface MeetingOutcome {

	/**
	 * The exhibitor's meetings afterwards.
	 * @return the meetings; the very same as before where the wish makes no difference
	 */
	MeetingsDocument meetings();

	/**
	 * It is as it was wished.
	 *
	 * @param meetings the meetings afterwards
	 * @param meeting the meeting
	 */
	record Done(MeetingsDocument meetings, MeetingEntry meeting) implements MeetingOutcome {
	}

	/**
	 * Who of the staff wants to come has another meeting then.
	 *
	 * @param meetings the meetings as they are
	 * @param with the other meeting
	 */
	record Clash(MeetingsDocument meetings, MeetingEntry with) implements MeetingOutcome {
	}

	/**
	 * Others were faster: the meeting has come to where this cannot be done.
	 *
	 * @param meetings the meetings as they are
	 * @param meeting the meeting as it is
	 */
	record Conflict(MeetingsDocument meetings, MeetingEntry meeting) implements MeetingOutcome {
	}

	/**
	 * It would be at a time that is over.
	 *
	 * @param meetings the meetings as they are
	 */
	record Late(MeetingsDocument meetings) implements MeetingOutcome {
	}

	/**
	 * There are so many that nothing can be added.
	 *
	 * @param meetings the meetings as they are
	 */
	record Full(MeetingsDocument meetings) implements MeetingOutcome {
	}

	/**
	 * It was about somebody's meetings, none in particular.
	 *
	 * @param meetings the meetings afterwards
	 */
	record Settled(MeetingsDocument meetings) implements MeetingOutcome {
	}

}
