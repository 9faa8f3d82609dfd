package dev.plenum.meeting;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;

import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.meeting.AnswerMeetingInput.Decline;
import dev.plenum.meeting.MeetingEntry.Time;
import dev.plenum.meeting.MeetingOutcome.Settled;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.mongo.MovedOn;
import dev.plenum.platform.mongo.Reading;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Makes and changes meetings. Each change is one guarded write of the exhibitor's
 * meetings, before it one of the host's calendar where it keeps somebody busy; it is
 * decided anew where somebody else was faster, and answered once the snapshot in this
 * process's memory shows it.
 */
@Component
class MeetingDesk {

	private static final int MOST_TRIES = 50;

	private final EventAccess access;

	private final ShowFloors floors;

	private final MeetingBooks books;

	private final MeetingBoards boards;

	private final HostDesk hosts;

	private final InstantSource clock;

	MeetingDesk(EventAccess access, ShowFloors floors, MeetingBooks books, MeetingBoards boards, HostDesk hosts,
			InstantSource clock) {
		this.access = access;
		this.floors = floors;
		this.books = books;
		this.boards = boards;
		this.hosts = hosts;
		this.clock = clock;
	}

	Mono<MeetingOutcome> request(RequestMeetingInput input, Caller caller) {
		return this.access.attendedEventContaining(input.exhibitorId(), caller)
			.flatMap((programme) -> this.floors.required(input.exhibitorId(), caller)
				.map((exhibitor) -> input.meeting(programme, caller.requireSubject(), now()))
				.flatMap((wanted) -> apply(input.exhibitorId(), programme.id(),
						(meetings) -> meetings.request(wanted))));
	}

	Mono<MeetingOutcome> answer(AnswerMeetingInput input, Caller caller) {
		return this.access.attendedEventContaining(input.meetingId(), caller)
			.flatMap((programme) -> staffed(programme, input.meetingId(), caller)
				.flatMap((exhibitor) -> apply(exhibitor.id(), programme.id(), (meetings) -> input.to(meetings,
						required(meetings, input.meetingId()), programme, caller, now()))));
	}

	Mono<MeetingOutcome> agree(String meetingId, Time proposed, Caller caller) {
		return this.access.attendedEventContaining(meetingId, caller)
			.flatMap((programme) -> this.books.with(programme.id(), meetingId)
				.filter((meetings) -> isAttendee(meetings, meetingId, caller))
				.switchIfEmpty(Mono.error(() -> unknown(meetingId)))
				.flatMap((found) -> apply(found.exhibitorId(), programme.id(),
						(meetings) -> meetings.agree(required(meetings, meetingId), proposed, now()))));
	}

	Mono<MeetingOutcome> cancel(String meetingId, @Nullable String reason, Caller caller) {
		String why = Decline.checkedReason(reason, "input", "reason");
		return this.access.attendedEventContaining(meetingId, caller)
			.flatMap((programme) -> this.books.with(programme.id(), meetingId)
				.flatMap((found) -> isAttendee(found, meetingId, caller)
						? Mono.just(new Canceller(found.exhibitorId(), MeetingSide.ATTENDEE))
						: staffed(programme, meetingId, caller)
							.map((exhibitor) -> new Canceller(exhibitor.id(), MeetingSide.EXHIBITOR)))
				.switchIfEmpty(Mono.error(() -> unknown(meetingId)))
				.flatMap((by) -> apply(by.exhibitorId(), programme.id(),
						(meetings) -> meetings.cancel(required(meetings, meetingId), by.side(), why, now()))));
	}

	/**
	 * Takes somebody out of all meetings of one exhibitor.
	 */
	Mono<Void> leave(MeetingsDocument found, String subject) {
		return apply(found.exhibitorId(), found.eventId(), (meetings) -> new Settled(meetings.without(subject, now())))
			.then();
	}

	/**
	 * The exhibitor that has a meeting, for its staff; to all others there is none such.
	 */
	private Mono<Exhibitor> staffed(Programme programme, String meetingId, Caller caller) {
		return this.books.with(programme.id(), meetingId)
			.flatMap((meetings) -> this.floors.visible(meetings.exhibitorId(), caller))
			.filter((exhibitor) -> exhibitor.isStaffedBy(caller))
			.switchIfEmpty(Mono.error(() -> unknown(meetingId)));
	}

	private Mono<MeetingOutcome> apply(String exhibitorId, String eventId,
			Function<MeetingsDocument, MeetingOutcome> rule) {
		return MovedOn
			.retried(MOST_TRIES, Reading.COMMITTED,
					(reading) -> this.books.of(exhibitorId, reading)
						.defaultIfEmpty(MeetingsDocument.empty(exhibitorId, eventId))
						.flatMap((before) -> applied(rule.apply(before), before, reading)))
			.onErrorMap(MovedOn.class, (ex) -> tooMany())
			.flatMap((applied) -> this.boards.live(eventId)
				.when((board) -> board.shows(applied.kept()))
				.thenReturn(applied.outcome()));
	}

	private Mono<Applied> applied(MeetingOutcome outcome, MeetingsDocument before, Reading reading) {
		return (outcome.meetings() == before) ? Mono.just(new Applied(outcome, before))
				: kept(before, outcome, reading);
	}

	private Mono<Applied> kept(MeetingsDocument before, MeetingOutcome outcome, Reading reading) {
		return this.hosts.promise(before, outcome, reading)
			.map((clash) -> new Applied(clash, clash.meetings()))
			.switchIfEmpty(Mono
				.defer(() -> this.books.keep(outcome.meetings()).map((meetings) -> new Applied(outcome, meetings))));
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
	}

	private static boolean isAttendee(MeetingsDocument meetings, String meetingId, Caller caller) {
		return meetings.meeting(meetingId).filter((meeting) -> meeting.attendee().equals(caller.subject())).isPresent();
	}

	private static MeetingEntry required(MeetingsDocument meetings, String meetingId) {
		return meetings.meeting(meetingId).orElseThrow(() -> unknown(meetingId));
	}

	private static Problem unknown(String meetingId) {
		return Problem.of(ErrorCode.NOT_FOUND, "You have no meeting '%s'.".formatted(meetingId));
	}

	private static Problem tooMany() {
		return Problem.of(ErrorCode.UNAVAILABLE,
				"Very many want to meet this exhibitor at this moment. Send it again in a few seconds.");
	}

	/** Who calls a meeting off. */
	private record Canceller(String exhibitorId, MeetingSide side) {
	}

	/** What was decided, and the meetings as they are kept. */
	private record Applied(MeetingOutcome outcome, MeetingsDocument kept) {
	}

}
