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
 * The collection of the meetings, one document for each exhibitor with meetings.
 */
@Component
class Meetings {

	static final String COLLECTION = "meetings";

	private final Documents<MeetingsDocument> documents;

	private final MongoCollection<MeetingsDocument> collection;

	Meetings(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, MeetingsDocument.class);
		this.collection = database.getCollection(COLLECTION, MeetingsDocument.class);
	}

	Mono<MeetingsDocument> of(String exhibitorId, Reading reading) {
		return this.documents.byId(exhibitorId, reading);
	}

	/**
	 * The meetings of the exhibitor that has the given meeting.
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
	 * The meetings of all exhibitors of all events where a person requested or hosts one.
	 */
	Flux<MeetingsDocument> ofPerson(String subject) {
		return Flux.from(this.collection
			.find(Filters.or(Filters.eq("meetings.attendee", subject), Filters.eq("meetings.host", subject))));
	}

	/**
	 * Stores the next state, unless somebody else changed the meetings. This guarded
	 * write enforces all rules except that of {@link HostCalendarDocument}.
	 * @param next the next state, which was decided from the meetings of the same version
	 * @return the stored meetings; empty if somebody else changed them
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
