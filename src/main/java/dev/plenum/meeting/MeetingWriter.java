package dev.plenum.meeting;

import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.meeting.MeetingOutcome.Clash;
import dev.plenum.meeting.MeetingOutcome.Closed;
import dev.plenum.meeting.MeetingOutcome.Conflict;
import dev.plenum.meeting.MeetingOutcome.Done;
import dev.plenum.meeting.MeetingOutcome.Full;
import dev.plenum.meeting.MeetingOutcome.Late;
import dev.plenum.meeting.MeetingOutcome.Settled;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.LimitReached;
import dev.plenum.platform.graphql.Outdated;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Refusal;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.mongo.Reading;
import dev.plenum.platform.mongo.WriteConflict;
import dev.plenum.programme.Programme;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Writes meetings. Each change is one guarded write of the exhibitor's meetings. A change
 * that reserves a host's time first writes the host's calendar. If another write is
 * faster, the change is decided again. The answer waits until the snapshot contains the
 * write.
 */
@Component
class MeetingWriter {

	private static final int MOST_TRIES = 50;

	private final Meetings meetings;

	private final MeetingBoards boards;

	private final HostDesk hosts;

	MeetingWriter(Meetings meetings, MeetingBoards boards, HostDesk hosts) {
		this.meetings = meetings;
		this.boards = boards;
		this.hosts = hosts;
	}

	/**
	 * Changes one meeting.
	 * @param exhibitorId the exhibitor
	 * @param programme the event
	 * @param rule decides the outcome
	 * @return the meeting afterwards, or the refusal that the outcome means
	 */
	Mono<Meeting> apply(String exhibitorId, Programme programme, Function<MeetingsDocument, MeetingOutcome> rule) {
		return write(exhibitorId, programme.id(), rule).map((outcome) -> meeting(outcome, exhibitorId, programme));
	}

	/**
	 * Changes several meetings of an exhibitor, none of which reserves further time.
	 * @param exhibitorId the exhibitor
	 * @param eventId the event
	 * @param change makes the meetings after the change; returns the same object if
	 * nothing changes
	 */
	Mono<Void> settle(String exhibitorId, String eventId, UnaryOperator<MeetingsDocument> change) {
		return write(exhibitorId, eventId, (meetings) -> new Settled(change.apply(meetings))).then();
	}

	private static Meeting meeting(MeetingOutcome outcome, String exhibitorId, Programme programme) {
		return switch (outcome) {
			case Done done -> new Meeting(programme, exhibitorId, done.meeting());
			case Clash clash ->
				throw refused(new MeetingClash(new Meeting(programme, clash.meetings().exhibitorId(), clash.with())));
			case Conflict conflict ->
				throw refused(new Outdated(new Meeting(programme, exhibitorId, conflict.meeting())));
			case Late _ -> throw refused(new MeetingTimePassed());
			case Full full ->
				throw refused(full.ofAttendee() ? new LimitReached("myMeetings", MeetingsDocument.MOST_OF_ONE)
						: new LimitReached("meetings", MeetingsDocument.MOST));
			case Closed _ -> throw ShowFloors.unknown(exhibitorId);
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

	/**
	 * Finds a meeting that can be changed.
	 * @return the meeting; the error NOT_FOUND if it does not exist
	 */
	static MeetingEntry required(MeetingsDocument meetings, String meetingId) {
		return meetings.meeting(meetingId).orElseThrow(() -> unknown(meetingId));
	}

	static Problem unknown(String meetingId) {
		return Problem.of(ErrorCode.NOT_FOUND, "You have no meeting '%s'.".formatted(meetingId));
	}

	/** An outcome, and the meetings as they are stored. */
	private record Applied(MeetingOutcome outcome, MeetingsDocument kept) {
	}

}
