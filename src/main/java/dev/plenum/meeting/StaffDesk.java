package dev.plenum.meeting;

import java.time.InstantSource;
import java.util.function.BiFunction;

import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Changes meetings for an exhibitor's staff.
 */
@Component
class StaffDesk {

	private final EventAccess access;

	private final ShowFloors floors;

	private final Meetings meetings;

	private final MeetingWriter writer;

	private final InstantSource clock;

	StaffDesk(EventAccess access, ShowFloors floors, Meetings meetings, MeetingWriter writer, InstantSource clock) {
		this.access = access;
		this.floors = floors;
		this.meetings = meetings;
		this.writer = writer;
		this.clock = clock;
	}

	Mono<Meeting> answer(AnswerMeetingInput input, Caller caller) {
		return this.access.attendedEventContaining(input.meetingId(), caller)
			.flatMap((programme) -> change(input.meetingId(), programme, input.expectedVersion(), caller,
					(meetings, meeting) -> input.to(meetings, meeting, programme, caller, this.clock.instant())));
	}

	Mono<Meeting> propose(ProposeMeetingTimeInput input, Caller caller) {
		return this.access.attendedEventContaining(input.meetingId(), caller)
			.flatMap((programme) -> change(input.meetingId(), programme, input.expectedVersion(), caller,
					(meetings, meeting) -> meetings.propose(meeting, input.time().checked(programme, "input", "time"),
							caller.requireSubject(), caller.name(), this.clock.instant())));
	}

	Mono<Meeting> reassign(ReassignMeetingInput input, Caller caller) {
		return this.access.attendedEventContaining(input.meetingId(), caller)
			.flatMap((programme) -> exhibitorOf(programme, input.meetingId(), caller)
				.flatMap((exhibitor) -> change(exhibitor, input.meetingId(), input.expectedVersion(),
						(meetings, meeting) -> meetings.reassign(meeting, input.host(exhibitor, caller),
								input.hostName(caller), caller.requireSubject(), this.clock.instant()))));
	}

	/**
	 * Finds the exhibitor of a meeting.
	 * @return the exhibitor for its staff; the error NOT_FOUND for everybody else
	 */
	Mono<Exhibitor> exhibitorOf(Programme programme, String meetingId, Caller caller) {
		return this.meetings.with(programme.id(), meetingId)
			.filter((meetings) -> !MeetingWriter.required(meetings, meetingId).isFormer())
			.flatMap((meetings) -> this.floors.visible(meetings.exhibitorId(), caller))
			.filter((exhibitor) -> exhibitor.isStaffedBy(caller))
			.switchIfEmpty(Mono.error(() -> MeetingWriter.unknown(meetingId)));
	}

	private Mono<Meeting> change(String meetingId, Programme programme, @Nullable Integer expectedVersion,
			Caller caller, BiFunction<MeetingsDocument, MeetingEntry, MeetingOutcome> rule) {
		return exhibitorOf(programme, meetingId, caller)
			.flatMap((exhibitor) -> change(exhibitor, meetingId, expectedVersion, rule));
	}

	private Mono<Meeting> change(Exhibitor exhibitor, String meetingId, @Nullable Integer expectedVersion,
			BiFunction<MeetingsDocument, MeetingEntry, MeetingOutcome> rule) {
		return this.writer.apply(exhibitor.id(), exhibitor.programme(), (meetings) -> {
			MeetingEntry meeting = MeetingWriter.required(meetings, meetingId);
			return rule.apply(meetings, meeting).ifVersion(expectedVersion, meetings, meeting);
		});
	}

}
