package dev.plenum.seating;

import java.time.Duration;
import java.util.Set;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.Ids;
import dev.plenum.platform.mongo.ChangeFeed;
import dev.plenum.platform.mongo.News;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.SessionDocument;
import dev.plenum.programme.Sessions;
import org.bson.codecs.Codec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import org.springframework.stereotype.Component;

/**
 * Gives seats to the waiting list when organisers raise a session's capacity. Each server
 * does so for each change that the feed reports and, after a gap in the feed, for every
 * session with a waiting list. A seating remembers the version of the capacity that it
 * has: of several servers one changes it, and repetitions change nothing.
 */
@Component
class CapacityKeeper {

	private static final Logger log = LoggerFactory.getLogger(CapacityKeeper.class);

	private static final int MOST_RETRIES = 8;

	private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

	private final SeatDesk desk;

	private final Seatings seatings;

	private final Programmes programmes;

	private final Codec<SessionDocument> codec;

	CapacityKeeper(SeatDesk desk, Seatings seatings, Programmes programmes, ChangeFeed feed, MongoDatabase database) {
		this.desk = desk;
		this.seatings = seatings;
		this.programmes = programmes;
		this.codec = database.getCodecRegistry().get(SessionDocument.class);
		feed.listen(Set.of(Sessions.COLLECTION), this::hear);
	}

	/**
	 * Applies the capacities of all sessions with a waiting list.
	 */
	Mono<Void> applyAll() {
		return this.seatings.waitedFor()
			.concatMap((sessionId) -> Mono.justOrEmpty(Ids.eventOf(sessionId))
				.flatMap(this.programmes::upToDate)
				.flatMap((programme) -> Mono.justOrEmpty(programme.session(sessionId)))
				.flatMap((session) -> apply(session.document())))
			.then();
	}

	private Mono<Void> apply(SessionDocument session) {
		Integer capacity = session.capacity();
		return (capacity == null) ? Mono.empty() : this.desk.resize(session.id(), capacity, session.version());
	}

	private void hear(News news) {
		switch (news) {
			case News.Gap _ -> run(applyAll(), "all sessions");
			case News.Changed changed when changed.document() != null ->
				run(apply(changed.document().decode(this.codec)), changed.id());
			default -> {
			}
		}
	}

	private static void run(Mono<Void> application, String what) {
		application.retryWhen(Retry.backoff(MOST_RETRIES, FIRST_PAUSE)).subscribe((_) -> {
		}, (ex) -> log.warn("The capacity of {} is not applied to the seats: {}", what, ex.toString()));
	}

}
