package dev.plenum.meeting;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Reading;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of the calendars of hosts, one document for each host and event.
 */
@Component
class HostCalendars {

	static final String COLLECTION = "hostCalendars";

	private final Documents<HostCalendarDocument> documents;

	HostCalendars(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, HostCalendarDocument.class);
	}

	Mono<HostCalendarDocument> of(String eventId, String host, Reading reading) {
		return this.documents.byId(HostCalendarDocument.id(eventId, host), reading)
			.defaultIfEmpty(HostCalendarDocument.empty(eventId, host));
	}

	/**
	 * Stores the next state, unless somebody else changed the calendar.
	 * @return whether it is stored
	 */
	Mono<Boolean> keep(HostCalendarDocument next) {
		return (next.version() > 1) ? replace(next) : this.documents.add(next);
	}

	Mono<Void> forget(String host) {
		return this.documents.removeAll(Filters.eq("host", host));
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureIndex("host");
	}

	private Mono<Boolean> replace(HostCalendarDocument next) {
		return this.documents.update(next.id(), Filters.eq("version", next.version() - 1),
				Updates.combine(Updates.set("version", next.version()), Updates.set("promises", next.promises())));
	}

}
