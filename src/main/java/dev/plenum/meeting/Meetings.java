package dev.plenum.meeting;

import java.time.Instant;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Reading;
import org.bson.conversions.Bson;
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

	Meetings(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, MeetingsDocument.class);
	}

	Mono<MeetingsDocument> of(String exhibitorId, Reading reading) {
		return this.documents.byId(exhibitorId, reading);
	}

	/**
	 * The meetings of the exhibitor that has the given meeting.
	 */
	Mono<MeetingsDocument> with(String eventId, String meetingId) {
		return Mono
			.from(this.documents.find(Filters.and(Filters.eq("eventId", eventId), Filters.eq("meetings.id", meetingId)))
				.first());
	}

	Flux<MeetingsDocument> ofEvent(String eventId) {
		return this.documents.ofEvent(eventId);
	}

	/**
	 * The meetings of all exhibitors of all events with an agreed, proposed or wanted
	 * time in the future.
	 */
	Flux<MeetingsDocument> upcoming(Instant now) {
		Bson held = Filters.and(Filters.in("state", MeetingState.PROPOSED, MeetingState.ACCEPTED),
				Filters.gt("time.endsAt", now));
		Bson requested = Filters.and(Filters.eq("state", MeetingState.REQUESTED), Filters.gt("wanted.endsAt", now));
		return Flux.from(this.documents.find(Filters.elemMatch("meetings", Filters.or(held, requested))));
	}

	/**
	 * The meetings of all exhibitors of all events where a person requested or hosts one,
	 * or where news are stored for the person.
	 */
	Flux<MeetingsDocument> ofPerson(String subject) {
		return Flux.from(this.documents.find(Filters.or(Filters.eq("meetings.attendee", subject),
				Filters.eq("meetings.host", subject), Filters.eq("news.subject", subject))));
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
		return this.documents.ensureIndex("eventId", "meetings.id")
			.then(this.documents.ensureIndex("meetings.attendee"))
			.then(this.documents.ensureIndex("meetings.host"))
			.then(this.documents.ensureIndex("news.subject"));
	}

	private Mono<Boolean> replace(MeetingsDocument kept) {
		return this.documents.update(kept.exhibitorId(), Filters.eq("version", kept.version() - 1),
				Updates.combine(Updates.set("version", kept.version()), Updates.set("meetings", kept.meetings()),
						Updates.set("news", kept.news()), Updates.set("lastNews", kept.lastNews()),
						Updates.set("closed", kept.closed())));
	}

}
