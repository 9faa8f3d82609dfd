package dev.plenum.organiser.schedule;

import java.util.List;
import java.util.stream.Stream;

import dev.plenum.agenda.Audiences;
import dev.plenum.organiser.RoomTooSmall;
import dev.plenum.organiser.schedule.ChangeSchedulePayload.ScheduleClash;
import dev.plenum.organiser.schedule.ChangeSchedulePayload.SchedulePreviewed;
import dev.plenum.programme.Programme;
import dev.plenum.programme.PublishedChange;
import dev.plenum.programme.Session;
import dev.plenum.schedule.Clash;
import dev.plenum.schedule.ScheduleChange;
import dev.plenum.schedule.Slot;
import dev.plenum.seating.HeldSeat;
import dev.plenum.seating.SeatingBoard;
import dev.plenum.seating.SeatingBoards;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Reports what a change of a schedule would cause. Nothing is written.
 */
@Component
class SchedulePreviews {

	private final SeatingBoards boards;

	private final Audiences audiences;

	SchedulePreviews(SeatingBoards boards, Audiences audiences) {
		this.boards = boards;
		this.audiences = audiences;
	}

	Mono<SchedulePreviewed> of(Programme programme, List<ScheduleChange> changes, List<Clash> clashes) {
		List<Session> sessions = changes.stream()
			.flatMap((change) -> programme.session(change.sessionId()).stream())
			.toList();
		List<PublishedChange> published = programme.published(changes);
		return Mono.zip(this.boards.of(programme.id()).get(), this.audiences.of(programme.id(), sessions),
				(board, audience) -> new SchedulePreviewed(programme.event(), published,
						ScheduleClash.of(programme, clashes, null).clashes(),
						changes.stream().flatMap((change) -> tooSmall(programme, change, board)).toList(), audience));
	}

	private static Stream<RoomTooSmall> tooSmall(Programme programme, ScheduleChange change, SeatingBoard board) {
		Slot slot = change.after();
		Session session = programme.session(change.sessionId()).orElse(null);
		if (slot == null || session == null) {
			return Stream.empty();
		}
		long taken = board.heldAt(session.id()).values().stream().filter(HeldSeat::isBooked).count();
		return RoomTooSmall.of(programme, session, slot, Math.toIntExact(taken));
	}

}
