package dev.plenum.announcement;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.ChangeFeed;
import dev.plenum.platform.mongo.Live;
import dev.plenum.platform.mongo.Snapshots;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The noticeboards of all events in use, in memory, kept new by the change feed.
 */
@Component
public class Noticeboards {

	private final Snapshots<Noticeboard> snapshots;

	Noticeboards(Announcements announcements, ChangeFeed feed, MongoDatabase database) {
		this.snapshots = new Snapshots<>(
				(eventId) -> announcements.ofEvent(eventId).collectMap(AnnouncementDocument::id).map(Noticeboard::of));
		this.snapshots.keepNew(feed, Announcements.COLLECTION,
				database.getCodecRegistry().get(AnnouncementDocument.class), Noticeboard::with, Noticeboard::without);
	}

	/**
	 * What is announced from now on, and what is taken back.
	 * @param eventId an event that exists
	 * @return the announcements, without end
	 */
	public Flux<AnnouncementDocument> news(String eventId) {
		AtomicReference<@Nullable Noticeboard> seen = new AtomicReference<>();
		return of(eventId).get().doOnNext(seen::set).thenMany(of(eventId).follow()).concatMapIterable((board) -> {
			Noticeboard before = seen.getAndSet(board);
			return (before != null) ? board.since(before) : List.<AnnouncementDocument>of();
		}, 1);
	}

	/**
	 * What was announced and not taken back, from memory.
	 * @param eventId an event that exists
	 * @return the announcements, oldest first; the last 200 of them
	 */
	public Mono<List<AnnouncementDocument>> standing(String eventId) {
		return of(eventId).get().map(Noticeboard::standing);
	}

	Live<Noticeboard> of(String eventId) {
		return this.snapshots.of(eventId);
	}

	void dropUnused(Duration idle) {
		this.snapshots.dropUnused(idle);
	}

}
