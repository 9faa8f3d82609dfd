package dev.plenum.meeting;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of the calendars of who is staff, one document for each person and
 * event.
 */
@Component
class HostCalendars {

	static final String COLLECTION = "hostCalendars";

	private final MongoCollection<HostCalendarDocument> collection;

	HostCalendars(MongoDatabase database) {
		this.collection = database.getCollection(COLLECTION, HostCalendarDocument.class);
	}

	Mono<HostCalendarDocument> of(String eventId, String host) {
		return Mono.from(this.collection.find(Filters.eq(HostCalendarDocument.id(eventId, host))).first())
			.defaultIfEmpty(HostCalendarDocument.empty(eventId, host));
	}

	/**
	 * Keeps the next state, if nobody has kept one since.
	 * @return whether it is kept
	 */
	Mono<Boolean> keep(HostCalendarDocument next) {
		return (next.version() > 1) ? replace(next)
				: Mono.from(this.collection.insertOne(next))
					.map((result) -> true)
					.onErrorReturn(MeetingBooks::isTaken, false);
	}

	Mono<Void> forget(String host) {
		return Mono.from(this.collection.deleteMany(Filters.eq("host", host))).then();
	}

	Mono<Void> ensureIndexes() {
		return Mono.from(this.collection.createIndex(Indexes.ascending("host"))).then();
	}

	private Mono<Boolean> replace(HostCalendarDocument next) {
		return Mono
			.from(this.collection.updateOne(
					Filters.and(Filters.eq(next.id()), Filters.eq("version", next.version() - 1)),
					Updates.combine(Updates.set("version", next.version()), Updates.set("promises", next.promises()))))
			.map((result) -> result.getMatchedCount() == 1);
	}

}
