package dev.plenum.seating;

import java.time.Duration;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.ChangeFeed;
import dev.plenum.platform.mongo.Live;
import dev.plenum.platform.mongo.Snapshots;

import org.springframework.stereotype.Component;

/**
 * The seatings of all events in use, in memory, kept new by the change feed.
 */
@Component
public class SeatingBoards {

	private final Snapshots<SeatingBoard> snapshots;

	SeatingBoards(Seatings seatings, ChangeFeed feed, MongoDatabase database) {
		this.snapshots = new Snapshots<>((eventId) -> seatings.ofEvent(eventId).collectList().map(SeatingBoard::of));
		this.snapshots.keepNew(feed, Seatings.COLLECTION, database.getCodecRegistry().get(Seating.class),
				SeatingBoard::with, SeatingBoard::without);
	}

	/**
	 * The seatings of one event from now on.
	 * @param eventId an event that exists
	 * @return its snapshots
	 */
	public Live<SeatingBoard> of(String eventId) {
		return this.snapshots.of(eventId);
	}

	void dropUnused(Duration idle) {
		this.snapshots.dropUnused(idle);
	}

}
