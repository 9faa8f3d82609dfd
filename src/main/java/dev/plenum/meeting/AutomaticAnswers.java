package dev.plenum.meeting;

import java.util.List;

import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.meeting.AnswerMeetingInput.Answer;
import dev.plenum.meeting.MeetingEntry.Time;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Programme;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Answers the meeting requests of an event on behalf of the exhibitors' staff, for events
 * whose staff is invented.
 */
@Component
public class AutomaticAnswers {

	private final ShowFloors floors;

	private final MeetingBoards boards;

	private final StaffDesk desk;

	AutomaticAnswers(ShowFloors floors, MeetingBoards boards, StaffDesk desk) {
		this.floors = floors;
		this.boards = boards;
		this.desk = desk;
	}

	/**
	 * Accepts each unanswered request, at the first time that the attendee wants. A
	 * request that cannot be accepted is left as it is.
	 * @param programme the event
	 * @param real the staff members who answer themselves
	 * @return completes afterwards
	 */
	public Mono<Void> accept(Programme programme, List<String> real) {
		return this.boards.live(programme.id())
			.get()
			.flatMapIterable((board) -> board.all()
				.filter((held) -> held.entry().state() == MeetingState.REQUESTED && !held.entry().wanted().isEmpty())
				.toList())
			.concatMap((held) -> this.floors.of(programme.id())
				.get()
				.flatMap((floor) -> Mono.justOrEmpty(floor.find(held.exhibitorId(), programme)))
				.flatMapMany((exhibitor) -> Flux.fromIterable(exhibitor.staff()))
				.filter((staff) -> !real.contains(staff))
				.next()
				.flatMap((staff) -> this.desk.answer(acceptance(held.entry(), programme),
						new Caller(staff, "Monterpersonal (påhittad)", false)))
				.onErrorComplete())
			.then();
	}

	private static AnswerMeetingInput acceptance(MeetingEntry meeting, Programme programme) {
		Time first = meeting.wanted().getFirst();
		MeetingTimeInput time = new MeetingTimeInput(programme.at(first.startsAt()), programme.at(first.endsAt()));
		return new AnswerMeetingInput(meeting.id(), null, new Answer(time, null, null));
	}

}
