package dev.plenum.seating;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.ChangeFeed;
import dev.plenum.platform.mongo.News;
import dev.plenum.programme.Session;
import dev.plenum.programme.SessionDocument;
import dev.plenum.programme.Sessions;
import org.bson.codecs.Codec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Moves the lines up when organisers change a session's capacity, also when nobody books.
 * Every process hears of the change and does so; the first one's write is the only one.
 * Where all of them missed the news, it is done when somebody looks.
 */
@Component
class CapacityKeeper {

	private static final Logger log = LoggerFactory.getLogger(CapacityKeeper.class);

	private final SeatDesk desk;

	private final Codec<SessionDocument> codec;

	private final Set<String> underWay = ConcurrentHashMap.newKeySet();

	CapacityKeeper(SeatDesk desk, ChangeFeed feed, MongoDatabase database) {
		this.desk = desk;
		this.codec = database.getCodecRegistry().get(SessionDocument.class);
		feed.listen(Set.of(Sessions.COLLECTION), this::hear);
	}

	/**
	 * Looks whether a seating knows its session's capacity, and tells it if not.
	 */
	void compare(Session session, Seating seating) {
		Integer capacity = session.capacity();
		if (capacity != null && seating.isKept() && capacity != seating.capacity()
				&& session.document().version() > seating.capacityVersion()) {
			tell(session.document());
		}
	}

	private void hear(News news) {
		if (news instanceof News.Changed changed && changed.document() != null) {
			tell(changed.document().decode(this.codec));
		}
	}

	private void tell(SessionDocument session) {
		Integer capacity = session.capacity();
		if (capacity != null && this.underWay.add(session.id())) {
			this.desk.resize(session.id(), capacity, session.version())
				.doFinally((signal) -> this.underWay.remove(session.id()))
				.subscribe((done) -> {
				}, (ex) -> log.warn("The capacity of {} is not in its seats yet: {}", session.id(), ex.getMessage()));
		}
	}

}
