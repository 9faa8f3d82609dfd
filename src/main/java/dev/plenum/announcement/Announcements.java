package dev.plenum.announcement;

import java.time.Instant;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection {@code announcements}.
 */
@Component
public class Announcements {

	static final String COLLECTION = "announcements";

	/** The prefix of an announcement's id. */
	public static final String ID_PREFIX = "ann";

	private final Documents<AnnouncementDocument> documents;

	Announcements(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, AnnouncementDocument.class);
	}

	Flux<AnnouncementDocument> ofEvent(String eventId) {
		return this.documents.ofEvent(eventId);
	}

	/**
	 * Adds an announcement if there is none with its id; otherwise changes nothing.
	 * @param announcement the announcement
	 * @return the stored announcement that has the id
	 */
	public Mono<AnnouncementDocument> announce(AnnouncementDocument announcement) {
		return this.documents.begin(announcement.id(), announcement);
	}

	/**
	 * Adds or changes an announcement.
	 * @param expectedVersion the version that it must have; 0 if it must not exist yet;
	 * null for any
	 * @return the stored announcement; empty if its version is another one
	 */
	Mono<AnnouncementDocument> put(String id, @Nullable Integer expectedVersion, Fields fields) {
		return this.documents.putExpected(id, expectedVersion, fields);
	}

	/**
	 * Changes an announcement.
	 * @param expectedVersion the version that it must have; null for any
	 * @return the stored announcement; empty if its version is another one, and if there
	 * is none
	 */
	Mono<AnnouncementDocument> change(String id, @Nullable Integer expectedVersion, Fields fields) {
		return this.documents.changeExpected(id, expectedVersion, fields);
	}

	/**
	 * Withdraws an announcement, unless it is withdrawn already.
	 * @param expectedVersion the version that it must have; null for any
	 * @return the stored announcement, which is not withdrawn if its version is another
	 * one; empty if there is none
	 */
	Mono<AnnouncementDocument> withdraw(String id, @Nullable Integer expectedVersion, Instant at) {
		Bson valid = Filters.exists("withdrawnAt", false);
		Bson condition = (expectedVersion != null)
				? Filters.and(valid, Filters.eq("version", expectedVersion.longValue())) : valid;
		return this.documents.change(id, condition, new Fields().set("withdrawnAt", at)).switchIfEmpty(newest(id));
	}

	/**
	 * Finds an announcement after a write that changed nothing.
	 */
	Mono<AnnouncementDocument> newest(String id) {
		return Mono.defer(() -> this.documents.newest(id));
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureEventIndex();
	}

}
