package dev.plenum.announcement;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.Documents;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection {@code bulletins}, one document for each bulletin. Numbers have no gaps,
 * because a bulletin is only added after the one before it, and its number is its id.
 */
@Component
class Bulletins {

	static final String COLLECTION = "bulletins";

	private final Documents<BulletinDocument> documents;

	Bulletins(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, BulletinDocument.class);
	}

	Flux<BulletinDocument> ofEvent(String eventId) {
		return this.documents.ofEvent(eventId);
	}

	/**
	 * Adds a bulletin if its number is free.
	 * @param bulletin the bulletin
	 * @return the bulletin that has the number then, this one or that of another server
	 */
	Mono<BulletinDocument> add(BulletinDocument bulletin) {
		return this.documents.begin(bulletin.id(), bulletin);
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureEventIndex();
	}

}
