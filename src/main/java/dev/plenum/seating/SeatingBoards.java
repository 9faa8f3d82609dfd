package dev.plenum.seating;

import dev.plenum.platform.mongo.Live;
import dev.plenum.platform.mongo.Memory;
import dev.plenum.platform.mongo.Snapshots;

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

}
