package dev.plenum.organiser;

import java.util.List;
import java.util.stream.Stream;

import dev.plenum.agenda.Audiences;
import dev.plenum.organiser.ChangeSchedulePayload.RoomTooSmall;
import dev.plenum.organiser.ChangeSchedulePayload.SchedulePreviewed;
import dev.plenum.organiser.ChangeSchedulePayload.ScheduleClash;
import dev.plenum.programme.Programme;
import dev.plenum.programme.PublishedChange;
import dev.plenum.programme.Room;
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

	/**
	 * Compares the people who fit in the rooms after a change with the seats of the
	 * session, or with those that are taken if there are more. A room without a known
	 * capacity is large enough.
	 */
	private static Stream<RoomTooSmall> tooSmall(Programme programme, ScheduleChange change, SeatingBoard board) {
		Slot slot = change.after();
		Session session = programme.session(change.sessionId()).orElse(null);
		if (slot == null || !slot.takesPlace() || slot.roomIds().isEmpty() || session == null) {
			return Stream.empty();
		}
		List<Room> rooms = slot.roomIds().stream().flatMap((id) -> programme.room(id).stream()).toList();
		int places = 0;
		for (Room room : rooms) {
			Integer capacity = room.capacity();
			if (capacity == null) {
				return Stream.empty();
			}
			places += capacity;
		}
		Integer seats = session.capacity();
		int taken = Math.toIntExact(board.heldAt(session.id()).values().stream().filter(HeldSeat::isBooked).count());
		int needed = Math.max(taken, (seats != null) ? seats : 0);
		return (needed > places) ? Stream.of(new RoomTooSmall(session, rooms, places, needed)) : Stream.empty();
	}

}
