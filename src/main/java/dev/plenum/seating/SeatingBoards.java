package dev.plenum.seating;

import java.time.Duration;
import java.util.function.UnaryOperator;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.Ids;
import dev.plenum.platform.mongo.ChangeFeed;
import dev.plenum.platform.mongo.Live;
import dev.plenum.platform.mongo.News;
import dev.plenum.platform.mongo.Snapshots;
import org.bson.codecs.Codec;

import org.springframework.stereotype.Component;

/**
 * The seatings of all events in use, in memory, kept new by the change feed.
 */
@Component
public class SeatingBoards {

	private final Snapshots<SeatingBoard> snapshots;

	private final Codec<Seating> codec;

	SeatingBoards(Seatings seatings, ChangeFeed feed, MongoDatabase database) {
		this.snapshots = new Snapshots<>((eventId) -> seatings.ofEvent(eventId).collectList().map(SeatingBoard::of));
		this.codec = database.getCodecRegistry().get(Seating.class);
		feed.listen(this::hear);
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

	private void hear(News news) {
		switch (news) {
			case News.Gap gap -> this.snapshots.reloadAll().subscribe();
			case News.Changed changed when changed.collection().equals(Seatings.COLLECTION) -> {
				UnaryOperator<SeatingBoard> change = change(changed);
				Ids.eventOf(changed.id()).ifPresent((eventId) -> this.snapshots.hear(eventId, change));
			}
			default -> {
			}
		}
	}

	private UnaryOperator<SeatingBoard> change(News.Changed changed) {
		if (changed.document() == null) {
			return (board) -> board.without(changed.id());
		}
		Seating seating = changed.document().decode(this.codec);
		return (board) -> board.with(seating);
	}

}
