package dev.plenum.meeting;

import java.time.InstantSource;
import java.util.function.Function;

import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.exhibitor.LimitReached;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.meeting.AnswerMeetingInput.Decline;
import dev.plenum.meeting.MeetingEntry.Time;
import dev.plenum.meeting.MeetingOutcome.Clash;
import dev.plenum.meeting.MeetingOutcome.Conflict;
import dev.plenum.meeting.MeetingOutcome.Done;
import dev.plenum.meeting.MeetingOutcome.Full;
import dev.plenum.meeting.MeetingOutcome.Late;
import dev.plenum.meeting.MeetingOutcome.Settled;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Outdated;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Refusal;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.mongo.Reading;
import dev.plenum.platform.mongo.WriteConflict;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Creates and changes meetings. Each change is one guarded write of the exhibitor's
 * meetings. A change that reserves a host's time first writes the host's calendar. If
 * another write is faster, the change is decided again. The answer waits until the
 * snapshot contains the write.
 */
@Component
class MeetingDesk {

	private static final int MOST_TRIES = 50;

	private final EventAccess access;

	private final Programmes programmes;

	private final ShowFloors floors;

	private final Meetings meetings;

	private final MeetingBoards boards;

	private final HostDesk hosts;

	private final InstantSource clock;

	MeetingDesk(EventAccess access, Programmes programmes, ShowFloors floors, Meetings meetings, MeetingBoards boards,
			HostDesk hosts, InstantSource clock) {
		this.access = access;
		this.programmes = programmes;
		this.floors = floors;
		this.meetings = meetings;
		this.boards = boards;
		this.hosts = hosts;
		this.clock = clock;
	}

	/**
	 * Finds a meeting, for the attendee and the exhibitor's staff.
	 * @return the meeting; empty for everybody else
	 */
	Mono<Meeting> visible(String id, Programme programme, Caller caller) {
		return this.boards.live(programme.id())
			.get()
			.flatMap((board) -> Mono.justOrEmpty(board.meeting(id)))
			.filterWhen((held) -> held.entry().attendee().equals(caller.subject()) ? Mono.just(true)
					: this.floors.visible(held.exhibitorId(), caller).map((exhibitor) -> exhibitor.isStaffedBy(caller)))
			.map((held) -> new Meeting(programme, held.exhibitorId(), held.entry()));
	}

	/**
	 * The changes of an exhibitor's meetings from now on.
	 * @return the changed meetings, without end; the error FORBIDDEN when the caller is
	 * no longer on the exhibitor's staff
	 */
	Flux<Meeting> changes(String exhibitorId, Caller caller) {
		return this.floors.staffed(exhibitorId, caller)
			.flatMapMany((exhibitor) -> Flux.merge(this.boards.news(exhibitor.event().id(), exhibitor.id()),
					whileStaffed(exhibitor, caller)))
			.concatMap((entry) -> this.floors.staffed(exhibitorId, caller)
				.map((exhibitor) -> new Meeting(exhibitor.programme(), exhibitor.id(), entry)), 1);
	}

	/**
	 * Emits nothing, and fails when the caller is no longer on the staff or may no longer
	 * see the event.
	 */
	private Mono<MeetingEntry> whileStaffed(Exhibitor exhibitor, Caller caller) {
		return Flux
			.merge(this.floors.follow(exhibitor.event().id()), this.programmes.live(exhibitor.event().id()).follow())
			.onBackpressureLatest()
			.concatMap((change) -> this.floors.staffed(exhibitor.id(), caller), 1)
			.ignoreElements()
			.cast(MeetingEntry.class);
	}

	Mono<Meeting> request(RequestMeetingInput input, Caller caller) {
		return this.access.attendedEventContaining(input.exhibitorId(), caller)
			.flatMap((programme) -> this.floors.required(input.exhibitorId(), caller)
				.map((exhibitor) -> input.meeting(programme, caller.requireSubject(), this.clock.instant()))
				.flatMap((wanted) -> apply(input.exhibitorId(), programme, (meetings) -> meetings.request(wanted))));
	}

	Mono<Meeting> answer(AnswerMeetingInput input, Caller caller) {
		return this.access.attendedEventContaining(input.meetingId(), caller)
			.flatMap((programme) -> staffed(programme, input.meetingId(), caller)
				.flatMap((exhibitor) -> apply(exhibitor.id(), programme, (meetings) -> input.to(meetings,
						required(meetings, input.meetingId()), programme, caller, this.clock.instant()))));
	}

	Mono<Meeting> agree(String meetingId, Time proposed, Caller caller) {
		return this.access.attendedEventContaining(meetingId, caller)
			.flatMap((programme) -> this.meetings.with(programme.id(), meetingId)
				.filter((meetings) -> isAttendee(meetings, meetingId, caller))
				.switchIfEmpty(Mono.error(() -> unknown(meetingId)))
				.flatMap((found) -> apply(found.exhibitorId(), programme,
						(meetings) -> meetings.agree(required(meetings, meetingId), proposed, this.clock.instant()))));
	}

	Mono<Meeting> cancel(String meetingId, @Nullable String note, Caller caller) {
		String checked = Decline.checkedNote(note, "input", "note");
		return this.access.attendedEventContaining(meetingId, caller)
			.flatMap((programme) -> this.meetings.with(programme.id(), meetingId)
				.flatMap((found) -> isAttendee(found, meetingId, caller)
						? Mono.just(new Canceller(found.exhibitorId(), MeetingSide.ATTENDEE))
						: staffed(programme, meetingId, caller)
							.map((exhibitor) -> new Canceller(exhibitor.id(), MeetingSide.EXHIBITOR)))
				.switchIfEmpty(Mono.error(() -> unknown(meetingId)))
				.flatMap((by) -> apply(by.exhibitorId(), programme, (meetings) -> meetings
					.cancel(required(meetings, meetingId), by.side(), checked, this.clock.instant()))));
	}

	/**
	 * Removes a person from all meetings of one exhibitor.
	 */
	Mono<Void> leave(MeetingsDocument found, String subject) {
		return write(found.exhibitorId(), found.eventId(),
				(meetings) -> new Settled(meetings.without(subject, this.clock.instant())))
			.then();
	}

	/**
	 * Finds the exhibitor of a meeting.
	 * @return the exhibitor for its staff; the error NOT_FOUND for everybody else
	 */
	private Mono<Exhibitor> staffed(Programme programme, String meetingId, Caller caller) {
		return this.meetings.with(programme.id(), meetingId)
			.flatMap((meetings) -> this.floors.visible(meetings.exhibitorId(), caller))
			.filter((exhibitor) -> exhibitor.isStaffedBy(caller))
			.switchIfEmpty(Mono.error(() -> unknown(meetingId)));
	}

	private Mono<Meeting> apply(String exhibitorId, Programme programme,
			Function<MeetingsDocument, MeetingOutcome> rule) {
		return write(exhibitorId, programme.id(), rule).map((outcome) -> meeting(outcome, programme));
	}

	private static Meeting meeting(MeetingOutcome outcome, Programme programme) {
		String exhibitorId = outcome.meetings().exhibitorId();
		return switch (outcome) {
			case Done done -> new Meeting(programme, exhibitorId, done.meeting());
			case Clash clash -> throw refused(new MeetingClash(new Meeting(programme, exhibitorId, clash.with())));
			case Conflict conflict ->
				throw refused(new Outdated(new Meeting(programme, exhibitorId, conflict.meeting())));
			case Late _ -> throw refused(new MeetingTimePassed());
			case Full full ->
				throw refused(full.ofAttendee() ? new LimitReached("myMeetings", MeetingsDocument.MOST_OF_ONE)
						: new LimitReached("meetings", MeetingsDocument.MOST));
			case Settled _ -> throw new IllegalArgumentException("The outcome has no meeting");
		};
	}

	private static Refused refused(Refusal refusal) {
		return new Refused(refusal);
	}

	private Mono<MeetingOutcome> write(String exhibitorId, String eventId,
			Function<MeetingsDocument, MeetingOutcome> rule) {
		return WriteConflict
			.retried(MOST_TRIES, Reading.COMMITTED,
					(reading) -> this.meetings.of(exhibitorId, reading)
						.defaultIfEmpty(MeetingsDocument.empty(exhibitorId, eventId))
						.flatMap((before) -> applied(rule.apply(before), before, reading)))
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
				.defer(() -> this.meetings.keep(outcome.meetings()).map((meetings) -> new Applied(outcome, meetings))));
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

	/** The side that cancels a meeting. */
	private record Canceller(String exhibitorId, MeetingSide side) {
	}

	/** An outcome, and the meetings as they are stored. */
	private record Applied(MeetingOutcome outcome, MeetingsDocument kept) {
	}

}
