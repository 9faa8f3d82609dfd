package dev.plenum.meeting;

import java.util.List;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Reading;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of the meetings, one document for each exhibitor that somebody wants to
 * meet.
 */
@Component
class MeetingBooks {

	static final String COLLECTION = "meetings";

	private final Documents<MeetingsDocument> documents;

	private final MongoCollection<MeetingsDocument> collection;

	MeetingBooks(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, MeetingsDocument.class);
		this.collection = database.getCollection(COLLECTION, MeetingsDocument.class);
	}

	Mono<MeetingsDocument> of(String exhibitorId, Reading reading) {
		return this.documents.byId(exhibitorId, reading);
	}

	/**
	 * The meetings of the exhibitor that has one with an id.
	 */
	Mono<MeetingsDocument> with(String eventId, String meetingId) {
		return Mono.from(
				this.collection.find(Filters.and(Filters.eq("eventId", eventId), Filters.eq("meetings.id", meetingId)))
					.first());
	}

	Flux<MeetingsDocument> ofEvent(String eventId) {
		return Flux.from(this.collection.find(Filters.eq("eventId", eventId)));
	}

	/**
	 * The meetings of all exhibitors, of whatever event, that somebody has asked for one
	 * or is to come to one.
	 */
	Flux<MeetingsDocument> ofPerson(String subject) {
		return Flux.from(this.collection
			.find(Filters.or(Filters.eq("meetings.attendee", subject), Filters.eq("meetings.host", subject))));
	}

	/**
	 * Keeps the next state, if nobody has kept one since. This is the one guarded write
	 * behind every rule but the one of {@link HostCalendarDocument}.
	 * @param next what follows from the meetings of the same version
	 * @return the meetings as they are kept; empty if they have moved on
	 */
	Mono<MeetingsDocument> keep(MeetingsDocument next) {
		MeetingsDocument kept = next.kept();
		return (next.isKept() ? replace(kept) : this.documents.add(kept)).filter((done) -> done).map((done) -> kept);
	}

	Mono<Void> ensureIndexes() {
		return Flux
			.fromIterable(List.of(Indexes.ascending("eventId", "meetings.id"), Indexes.ascending("meetings.attendee"),
					Indexes.ascending("meetings.host")))
			.concatMap(this.collection::createIndex)
			.then();
	}

	private Mono<Boolean> replace(MeetingsDocument kept) {
		return this.documents.update(kept.exhibitorId(), Filters.eq("version", kept.version() - 1),
				Updates.combine(Updates.set("version", kept.version()), Updates.set("meetings", kept.meetings())));
	}

}
