package dev.plenum.meeting;

import java.time.InstantSource;

import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.meeting.AnswerMeetingInput.Decline;
import dev.plenum.meeting.MeetingEntry.Time;
import dev.plenum.platform.broadcast.Broadcast;
import dev.plenum.platform.broadcast.Positioned;
import dev.plenum.platform.broadcast.Resume;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Shows meetings to their two sides, and changes them for attendees.
 */
@Component
class MeetingDesk {

	private final EventAccess access;

	private final Programmes programmes;

	private final ShowFloors floors;

	private final Meetings meetings;

	private final MeetingBoards boards;

	private final MeetingWriter writer;

	private final StaffDesk staff;

	private final InstantSource clock;

	MeetingDesk(EventAccess access, Programmes programmes, ShowFloors floors, Meetings meetings, MeetingBoards boards,
			MeetingWriter writer, StaffDesk staff, InstantSource clock) {
		this.access = access;
		this.programmes = programmes;
		this.floors = floors;
		this.meetings = meetings;
		this.boards = boards;
		this.writer = writer;
		this.staff = staff;
		this.clock = clock;
	}

	/**
	 * Finds a meeting, for the attendee and the exhibitor's staff. Of an exhibitor that
	 * was removed, the last host sees it instead of the staff.
	 * @return the meeting; empty for everybody else
	 */
	Mono<Meeting> visible(String id, Programme programme, Caller caller) {
		return this.boards.live(programme.id())
			.get()
			.flatMap((board) -> Mono.justOrEmpty(board.meeting(id)))
			.filterWhen((held) -> {
				MeetingEntry entry = held.entry();
				return entry.isOwnOf(caller.subject())
						? Mono.just(caller.subject() != null && entry.concerns(caller.subject(), !caller.isLinked()))
						: this.floors.visible(held.exhibitorId(), caller)
							.map((exhibitor) -> exhibitor.isStaffedBy(caller));
			})
			.map((held) -> new Meeting(programme, held.exhibitorId(), held.entry()));
	}

	/**
	 * The changes of an exhibitor's meetings.
	 * @param context the context of the subscription's execution
	 * @return the changed meetings from now on or since the position before a reconnect,
	 * without end; the error FORBIDDEN when the caller is no longer on the exhibitor's
	 * staff
	 */
	Flux<Meeting> changes(String exhibitorId, Caller caller, GraphQLContext context) {
		Flux<Positioned<MeetingEntry>> changes = this.floors.staffed(exhibitorId, caller)
			.flatMapMany((exhibitor) -> Flux.merge(
					this.boards.changes(exhibitor.event().id(), exhibitor.id(), Resume.position(context)),
					whileStaffed(exhibitor, caller)));
		return Broadcast.resumable(context, changes, Positioned::position)
			.concatMap((change) -> this.floors.staffed(exhibitorId, caller)
				.map((exhibitor) -> new Meeting(exhibitor.programme(), exhibitor.id(), change.step())), 1);
	}

	/**
	 * Emits nothing, and fails when the caller is no longer on the staff or may no longer
	 * see the event.
	 */
	private Mono<Positioned<MeetingEntry>> whileStaffed(Exhibitor exhibitor, Caller caller) {
		return Flux
			.merge(this.floors.follow(exhibitor.event().id()), this.programmes.live(exhibitor.event().id()).follow())
			.onBackpressureLatest()
			.concatMap((change) -> this.floors.staffed(exhibitor.id(), caller), 1)
			.ignoreElements()
			.then(Mono.empty());
	}

	Mono<Meeting> request(RequestMeetingInput input, Caller caller) {
		return this.access.joinedEventContaining(input.exhibitorId(), caller)
			.flatMap((programme) -> this.floors.required(input.exhibitorId(), caller)
				.map((exhibitor) -> input.meeting(programme, caller.requireSubject(), this.clock.instant()))
				.flatMap((wanted) -> this.writer.apply(input.exhibitorId(), programme,
						(meetings) -> meetings.request(wanted))));
	}

	Mono<Meeting> agree(String meetingId, Time proposed, Caller caller) {
		return this.access.joinedEventContaining(meetingId, caller)
			.flatMap((programme) -> this.meetings.with(programme.id(), meetingId)
				.filter((meetings) -> isAttendee(meetings, meetingId, caller))
				.switchIfEmpty(Mono.error(() -> MeetingWriter.unknown(meetingId)))
				.flatMap((found) -> this.writer.apply(found.exhibitorId(), programme, (meetings) -> meetings
					.agree(MeetingWriter.required(meetings, meetingId), proposed, this.clock.instant()))));
	}

	Mono<Meeting> cancel(String meetingId, @Nullable String note, Caller caller) {
		String checked = Decline.checkedNote(note, "input", "note");
		return this.access.attendedEventContaining(meetingId, caller)
			.flatMap((programme) -> this.meetings.with(programme.id(), meetingId)
				.flatMap((found) -> isAttendee(found, meetingId, caller)
						? Mono.just(new Canceller(found.exhibitorId(), MeetingSide.ATTENDEE))
						: this.staff.exhibitorOf(programme, meetingId, caller)
							.map((exhibitor) -> new Canceller(exhibitor.id(), MeetingSide.EXHIBITOR)))
				.switchIfEmpty(Mono.error(() -> MeetingWriter.unknown(meetingId)))
				.flatMap((by) -> this.writer.apply(by.exhibitorId(), programme,
						(meetings) -> meetings.cancel(MeetingWriter.required(meetings, meetingId), by.side(), checked,
								caller.requireSubject(), this.clock.instant()))));
	}

	private static boolean isAttendee(MeetingsDocument meetings, String meetingId, Caller caller) {
		return meetings.meeting(meetingId).filter((meeting) -> meeting.attendee().equals(caller.subject())).isPresent();
	}

	/** The side that cancels a meeting. */
	private record Canceller(String exhibitorId, MeetingSide side) {
	}

}
