package dev.plenum.meeting;

import java.util.Set;
import java.util.stream.Stream;

import dev.plenum.exhibitor.Visits;
import dev.plenum.exhibitor.Visits.Visit;
import dev.plenum.meeting.MeetingEntry.Time;
import reactor.core.publisher.Flux;

import org.springframework.stereotype.Component;

/**
 * Counts accepted meetings as visits.
 */
@Component
class MeetingVisits implements Visits {

	private final MeetingBoards boards;

	MeetingVisits(MeetingBoards boards) {
		this.boards = boards;
	}

	@Override
	public Flux<Visit> of(Set<String> exhibitorIds, String eventId) {
		return this.boards.live(eventId)
			.get()
			.flatMapIterable((board) -> exhibitorIds.stream()
				.flatMap((id) -> board.ofExhibitor(id)
					.stream()
					.filter((meeting) -> meeting.state() == MeetingState.ACCEPTED)
					.flatMap((meeting) -> Stream.ofNullable(meeting.time()))
					.map((Time time) -> new Visit(id, Visit.Kind.MEETING, time.startsAt())))
				.toList());
	}

}
