package dev.plenum.meeting;

import java.util.Comparator;
import java.util.List;

import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.meeting.MeetingOutcome.Clash;
import dev.plenum.meeting.MeetingOutcome.Conflict;
import dev.plenum.meeting.MeetingOutcome.Done;
import dev.plenum.meeting.MeetingOutcome.Late;
import dev.plenum.platform.graphql.Connection;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Page;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
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
 * Asking for meetings, answering, and hearing of it.
 */
@Controller
class MeetingController {

	private static final Comparator<MeetingEntry> NEWEST_FIRST = Comparator.comparing(MeetingEntry::requestedAt)
		.thenComparing(MeetingEntry::id)
		.reversed();

	private final EventAccess access;

	private final ShowFloors floors;

	private final MeetingBoards boards;

	private final MeetingDesk desk;

	MeetingController(EventAccess access, ShowFloors floors, MeetingBoards boards, MeetingDesk desk) {
		this.access = access;
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
	boolean isHostedByMe(Meeting meeting, @ContextValue Caller caller) {
		return caller.subject() != null && caller.subject().equals(meeting.entry().host());
	}

	@MutationMapping
	Mono<RequestMeetingPayload> requestMeeting(@Argument RequestMeetingInput input, @ContextValue Caller caller) {
		return this.desk.request(input, caller)
			.flatMap((outcome) -> meeting(outcome, caller))
			.map(RequestMeetingPayload::new);
	}

	@MutationMapping
	Mono<AnswerMeetingPayload> answerMeeting(@Argument AnswerMeetingInput input, @ContextValue Caller caller) {
		return this.desk.answer(input, caller)
			.flatMap((outcome) -> meeting(outcome, caller).map((meeting) -> switch (outcome) {
				case Clash clash -> new MeetingClash(meeting);
				case Conflict conflict -> new MeetingConflict(meeting);
				default -> new MeetingAnswered(meeting);
			}));
	}

	@MutationMapping
	Mono<AgreeToMeetingPayload> agreeToMeeting(@Argument AgreeToMeetingInput input, @ContextValue Caller caller) {
		return this.desk.agree(input.meetingId(), input.time().time(), caller)
			.flatMap((outcome) -> meeting(outcome, caller).map((meeting) -> (outcome instanceof Conflict)
					? new MeetingConflict(meeting) : new MeetingAgreed(meeting)));
	}

	@MutationMapping
	Mono<CancelMeetingPayload> cancelMeeting(@Argument CancelMeetingInput input, @ContextValue Caller caller) {
		return this.desk.cancel(input.meetingId(), input.reason(), caller)
			.flatMap((outcome) -> meeting(outcome, caller))
			.map(CancelMeetingPayload::new);
	}

	@SubscriptionMapping
	Flux<Meeting> meetingChanged(@Argument String exhibitorId, @ContextValue Caller caller) {
		return this.floors.staffed(exhibitorId, caller)
			.flatMapMany((exhibitor) -> Flux.merge(this.boards.news(exhibitor.event().id(), exhibitor.id()),
					whileStaffed(exhibitor, caller)))
			.concatMap((entry) -> this.floors.staffed(exhibitorId, caller)
				.map((exhibitor) -> new Meeting(exhibitor.programme(), exhibitor.id(), entry)), 1);
	}

	/**
	 * Nothing, until the caller is staff no more, which is a problem.
	 */
	private Mono<MeetingEntry> whileStaffed(Exhibitor exhibitor, Caller caller) {
		return this.floors.follow(exhibitor.event().id())
			.concatMap((floor) -> this.floors.staffed(exhibitor.id(), caller), 1)
			.ignoreElements()
			.cast(MeetingEntry.class);
	}

	private Mono<Meeting> meeting(MeetingOutcome outcome, Caller caller) {
		MeetingEntry entry = switch (outcome) {
			case Done done -> done.meeting();
			case Clash clash -> clash.with();
			case Conflict conflict -> conflict.meeting();
			case Late late -> throw Problem.of(ErrorCode.CONFLICT, "This time is over. Name another one.");
			default -> throw Problem.of(ErrorCode.CONFLICT,
					"So many meetings were asked for that nothing can be added. Talk to them at their booth.");
		};
		String exhibitorId = outcome.meetings().exhibitorId();
		return this.access.visibleEventContaining(exhibitorId, caller)
			.map((programme) -> new Meeting(programme, exhibitorId, entry));
	}

	record AgreeToMeetingInput(String meetingId, MeetingTimeInput time) {
	}

	record CancelMeetingInput(String meetingId, @Nullable String reason) {
	}

	record RequestMeetingPayload(Meeting meeting) {
	}

	record CancelMeetingPayload(Meeting meeting) {
	}

	/** What became of an answer; the schema describes each. */
	sealed interface AnswerMeetingPayload {

	}

	/** What became of a yes; the schema describes each. */
	sealed interface AgreeToMeetingPayload {

	}

	record MeetingAnswered(Meeting meeting) implements AnswerMeetingPayload {
	}

	record MeetingClash(Meeting with) implements AnswerMeetingPayload {
	}

	record MeetingAgreed(Meeting meeting) implements AgreeToMeetingPayload {
	}

	record MeetingConflict(Meeting meeting) implements AnswerMeetingPayload, AgreeToMeetingPayload {
	}

}
