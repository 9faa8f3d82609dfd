package dev.plenum.meeting;

import java.util.Comparator;
import java.util.List;

import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.platform.graphql.Connection;
import dev.plenum.platform.graphql.Page;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;

/**
 * The meetings of attendees and exhibitors, and the mutations that change them.
 */
@Controller
class MeetingController {

	private static final Comparator<MeetingEntry> NEWEST_FIRST = Comparator.comparing(MeetingEntry::requestedAt)
		.thenComparing(MeetingEntry::id)
		.reversed();

	private final ShowFloors floors;

	private final MeetingBoards boards;

	private final MeetingDesk desk;

	MeetingController(ShowFloors floors, MeetingBoards boards, MeetingDesk desk) {
		this.floors = floors;
		this.boards = boards;
		this.desk = desk;
	}

	@SchemaMapping
	Flux<Meeting> myMeetings(Event event, @ContextValue Caller caller) {
		return (caller.subject() == null) ? Flux.empty()
				: this.boards.of(event.programme(), caller.subject())
					.flatMapIterable((meetings) -> meetings.stream()
						.sorted(Comparator.comparing(Meeting::entry, NEWEST_FIRST))
						.toList());
	}

	@SchemaMapping
	Mono<Connection<Meeting>> meetings(Exhibitor exhibitor, Page page, @Argument @Nullable List<MeetingState> states,
			@ContextValue Caller caller) {
		return this.floors.staffed(exhibitor.id(), caller)
			.flatMap((own) -> this.boards.live(own.event().id()).get())
			.map((board) -> page
				.of(exhibitor.id(),
						board.ofExhibitor(exhibitor.id())
							.stream()
							.filter((meeting) -> states == null || states.contains(meeting.state()))
							.sorted(NEWEST_FIRST)
							.toList(),
						MeetingEntry::id)
				.map((entry) -> new Meeting(exhibitor.programme(), exhibitor.id(), entry)));
	}

	@SchemaMapping
	Mono<Exhibitor> exhibitor(Meeting meeting, @ContextValue Caller caller) {
		return this.floors.visible(meeting.exhibitorId(), caller);
	}

	@SchemaMapping
	boolean hostedByMe(Meeting meeting, @ContextValue Caller caller) {
		return caller.subject() != null && caller.subject().equals(meeting.entry().host());
	}

	@MutationMapping
	Mono<MeetingRequested> requestMeeting(@Argument RequestMeetingInput input, @ContextValue Caller caller) {
		return this.desk.request(input, caller).map((meeting) -> new MeetingRequested(meeting, meeting.event()));
	}

	@MutationMapping
	Mono<MeetingAnswered> answerMeeting(@Argument AnswerMeetingInput input, @ContextValue Caller caller) {
		return this.desk.answer(input, caller).map((meeting) -> new MeetingAnswered(meeting, meeting.event()));
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

	@SubscriptionMapping
	Flux<Meeting> meetingChanged(@Argument String exhibitorId, @ContextValue Caller caller) {
		return this.desk.changes(exhibitorId, caller);
	}

	record AgreeToMeetingInput(String meetingId, MeetingTimeInput time) {
	}

	record CancelMeetingInput(String meetingId, @Nullable String note) {
	}

	record MeetingRequested(Meeting meeting, Event event) {
	}

	record MeetingAnswered(Meeting meeting, Event event) {
	}

	record MeetingAgreed(Meeting meeting, Event event) {
	}

	record MeetingCancelled(Meeting meeting, Event event) {
	}

}
