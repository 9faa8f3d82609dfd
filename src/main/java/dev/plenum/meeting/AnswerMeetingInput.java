package dev.plenum.meeting;

import java.time.Instant;

import dev.plenum.meeting.MeetingEntry.Time;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

/**
 * An answer of an exhibitor's staff. The schema describes each property.
 */
record AnswerMeetingInput(String meetingId, @Nullable Integer expectedVersion, Answer answer) {

	/**
	 * Applies the answer.
	 * @param meetings the exhibitor's meetings
	 * @param meeting the meeting
	 * @return the outcome
	 */
	MeetingOutcome to(MeetingsDocument meetings, MeetingEntry meeting, Programme programme, Caller host, Instant now) {
		String subject = host.requireSubject();
		if (this.answer.accept() != null) {
			Time time = this.answer.accept().time();
			if (!meeting.wanted().contains(time)) {
				throw Problem.badInput("The attendee does not want this time. Propose it instead.", "input", "answer",
						"accept");
			}
			return meetings.host(meeting, MeetingState.ACCEPTED, time, subject, host.name(), now);
		}
		if (this.answer.propose() != null) {
			return meetings.host(meeting, MeetingState.PROPOSED,
					this.answer.propose().checked(programme, "input", "answer", "propose"), subject, host.name(), now);
		}
		return meetings.decline(meeting, (this.answer.decline() != null) ? this.answer.decline().checkedNote() : null,
				subject, now);
	}

	/**
	 * One of three answers.
	 */
	record Answer(@Nullable MeetingTimeInput accept, @Nullable MeetingTimeInput propose, @Nullable Decline decline) {
	}

	/**
	 * Declines the meeting.
	 */
	record Decline(@Nullable String note) {

		private static final int LONGEST_NOTE = 500;

		@Nullable String checkedNote() {
			return checkedNote(this.note, "input", "answer", "decline", "note");
		}

		static @Nullable String checkedNote(@Nullable String note, Object... path) {
			if (note != null && note.length() > LONGEST_NOTE) {
				throw Problem.badInput("A note has at most %d characters.".formatted(LONGEST_NOTE), path);
			}
			return (note != null && !note.isBlank()) ? note : null;
		}

	}

}
