package dev.plenum.announcement;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.Ids;
import dev.plenum.platform.mongo.ChangeFeed;
import dev.plenum.platform.mongo.Live;
import dev.plenum.platform.mongo.News;
import dev.plenum.platform.mongo.Snapshots;
import org.bson.codecs.Codec;
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

	private final Codec<AnnouncementDocument> codec;

	Noticeboards(Announcements announcements, ChangeFeed feed, MongoDatabase database) {
		this.snapshots = new Snapshots<>(
				(eventId) -> announcements.ofEvent(eventId).collectMap(AnnouncementDocument::id).map(Noticeboard::of));
		this.codec = database.getCodecRegistry().get(AnnouncementDocument.class);
		feed.listen(this::hear);
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

	private void hear(News news) {
		switch (news) {
			case News.Gap gap -> this.snapshots.reloadAll().subscribe();
			case News.Changed changed when changed.collection().equals(Announcements.COLLECTION) -> {
				UnaryOperator<Noticeboard> change = change(changed);
				Ids.eventOf(changed.id()).ifPresent((eventId) -> this.snapshots.hear(eventId, change));
			}
			default -> {
			}
		}
	}

	private UnaryOperator<Noticeboard> change(News.Changed changed) {
		if (changed.document() == null) {
			return (board) -> board.without(changed.id());
		}
		AnnouncementDocument announcement = changed.document().decode(this.codec);
		return (board) -> board.with(announcement);
	}

}
