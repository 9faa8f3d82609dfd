package dev.plenum.meeting;

import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/**
 * The mutations that change meetings.
 */
@Controller
class MeetingChangeController {

	private final MeetingDesk desk;

	private final StaffDesk staff;

	MeetingChangeController(MeetingDesk desk, StaffDesk staff) {
		this.desk = desk;
		this.staff = staff;
	}

	@MutationMapping
	Mono<MeetingRequested> requestMeeting(@Argument RequestMeetingInput input, @ContextValue Caller caller) {
		return this.desk.request(input, caller).map((meeting) -> new MeetingRequested(meeting, meeting.event()));
	}

	@MutationMapping
	Mono<MeetingAnswered> answerMeeting(@Argument AnswerMeetingInput input, @ContextValue Caller caller) {
		return this.staff.answer(input, caller).map((meeting) -> new MeetingAnswered(meeting, meeting.event()));
	}

	@MutationMapping
	Mono<MeetingAgreed> agreeToMeeting(@Argument AgreeToMeetingInput input, @ContextValue Caller caller) {
		return this.desk.agree(input.meetingId(), input.time().time(), caller)
			.map((meeting) -> new MeetingAgreed(meeting, meeting.event()));
	}

	@MutationMapping
	Mono<MeetingCancelled> cancelMeeting(@Argument CancelMeetingInput input, @ContextValue Caller caller) {
		return this.desk.cancel(input.meetingId(), input.note(), caller)
			.map((meeting) -> new MeetingCancelled(meeting, meeting.event()));
	}

	@MutationMapping
	Mono<MeetingTimeProposed> proposeMeetingTime(@Argument ProposeMeetingTimeInput input, @ContextValue Caller caller) {
		return this.staff.propose(input, caller).map((meeting) -> new MeetingTimeProposed(meeting, meeting.event()));
	}

	@MutationMapping
	Mono<MeetingReassigned> reassignMeeting(@Argument ReassignMeetingInput input, @ContextValue Caller caller) {
		return this.staff.reassign(input, caller).map((meeting) -> new MeetingReassigned(meeting, meeting.event()));
	}

	record AgreeToMeetingInput(String meetingId, MeetingTimeInput time) {
	}

	record CancelMeetingInput(String meetingId, @Nullable String note) {
	}

	record MeetingRequested(Meeting meeting, Event event) {
	}

	record MeetingAnswered(Meeting meeting, Event event) {
	}

	record MeetingTimeProposed(Meeting meeting, Event event) {
	}

	record MeetingReassigned(Meeting meeting, Event event) {
	}

	record MeetingAgreed(Meeting meeting, Event event) {
	}

	record MeetingCancelled(Meeting meeting, Event event) {
	}

}
