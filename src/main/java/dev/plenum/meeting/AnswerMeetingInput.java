package dev.plenum.meeting;

import java.time.Instant;

import dev.plenum.meeting.MeetingEntry.Time;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

/**
 * What the staff answer; the schema describes each property.
 */
record AnswerMeetingInput(String meetingId, Answer answer) {

	/**
	 * Applies the answer.
	 * @param meetings the exhibitor's meetings
	 * @param meeting the one that it is about
	 */
	MeetingOutcome to(MeetingsDocument meetings, MeetingEntry meeting, Programme programme, Caller host, Instant now) {
		String subject = host.requireSubject();
		if (this.answer.accept() != null) {
			Time time = this.answer.accept().time();
			if (!meeting.wanted().contains(time)) {
				throw Problem.badInput("The attendee does not want this time; propose it.", "input", "answer",
						"accept");
			}
			return meetings.host(meeting, MeetingState.ACCEPTED, time, subject, host.name(), now);
		}
		if (this.answer.propose() != null) {
			return meetings.host(meeting, MeetingState.PROPOSED,
					this.answer.propose().checked(programme, "input", "answer", "propose"), subject, host.name(), now);
		}
		return meetings.decline(meeting, (this.answer.decline() != null) ? this.answer.decline().checkedReason() : null,
				now);
	}

	/**
	 * One of three.
	 */
	record Answer(@Nullable MeetingTimeInput accept, @Nullable MeetingTimeInput propose, @Nullable Decline decline) {
	}

	/**
	 * A no.
	 */
	record Decline(@Nullable String reason) {

		private static final int LONGEST_REASON = 500;

		@Nullable String checkedReason() {
			return checkedReason(this.reason, "input", "answer", "decline", "reason");
		}

		static @Nullable String checkedReason(@Nullable String reason, Object... path) {
			if (reason != null && reason.length() > LONGEST_REASON) {
				throw Problem.badInput("Write at most %d characters.".formatted(LONGEST_REASON), path);
			}
			return (reason != null && !reason.isBlank()) ? reason : null;
		}

	}

}
