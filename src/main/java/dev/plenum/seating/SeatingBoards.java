package dev.plenum.seating;

import java.util.function.Predicate;

import dev.plenum.platform.mongo.Live;
import dev.plenum.platform.mongo.Memory;
import dev.plenum.platform.mongo.Snapshots;
import reactor.core.publisher.Flux;

import org.springframework.stereotype.Component;

/**
 * The seatings of all events in use, in memory.
 */
@Component
public class SeatingBoards {

	private final Snapshots<SeatingBoard> snapshots;

	SeatingBoards(Seatings seatings, Memory memory) {
		this.snapshots = memory.perEvent((eventId) -> seatings.ofEvent(eventId).collectList().map(SeatingBoard::of))
			.kept(Seatings.COLLECTION, Seating.class, SeatingBoard::with, SeatingBoard::without);
	}

	/**
	 * Returns the snapshots of one event.
	 * @param eventId an existing event
	 * @return its current and future snapshots
	 */
	public Live<SeatingBoard> of(String eventId) {
		return this.snapshots.of(eventId);
	}

	/**
	 * Returns the name of the collection of the seats, to listen to its changes. The
	 * fields {@code booked} and {@code waiting} of each document list people, each with
	 * the field {@code subject}.
	 * @return the name
	 */
	public String collection() {
		return Seatings.COLLECTION;
	}

	/**
	 * Returns whom each change of the seats from now on concerns, without end.
	 * @param eventId an existing event
	 * @return for each change, whether it concerns an attendee, by subject
	 */
	public Flux<Predicate<String>> concerned(String eventId) {
		return of(eventId).differences((board, seen) -> board.concernedSince(seen));
	}

}
