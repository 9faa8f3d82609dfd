package dev.plenum.announcement;

import java.time.Instant;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of the announcements.
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
	 * Announces something; where it is there already nothing happens.
	 * @param announcement what is announced
	 * @return the announcement as it is kept
	 */
	public Mono<AnnouncementDocument> announce(AnnouncementDocument announcement) {
		return this.documents.begin(announcement.id(), announcement);
	}

	/**
	 * Withdraws an announcement; where it was withdrawn before it stays as it is.
	 * @return the announcement as it is then; empty if there is none
	 */
	Mono<AnnouncementDocument> withdraw(String id, Instant at) {
		return this.documents.change(id, Filters.exists("withdrawnAt", false), new Fields().set("withdrawnAt", at))
			.switchIfEmpty(Mono.defer(() -> this.documents.newest(id)));
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureEventIndex();
	}

}
