package dev.plenum.push.delivery;

import com.mongodb.reactivestreams.client.MongoDatabase;
import com.nimbusds.jose.jwk.ECKey;
import dev.plenum.platform.mongo.Documents;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of the one key pair by which push services recognise the servers of this
 * database. Its document belongs to no event.
 */
@Component
final class PushKeys {

	static final String COLLECTION = "pushKeys";

	private static final String ID = "vapid";

	private final Documents<PushKeyDocument> keys;

	PushKeys(MongoDatabase database) {
		this.keys = Documents.ofNoEvent(database, COLLECTION, PushKeyDocument.class);
	}

	/**
	 * Reads the key pair, and creates it if there is none. Of several servers that do
	 * this at once, one creates it and all read the same.
	 * @return the key pair
	 */
	Mono<ECKey> get() {
		return this.keys.byId(ID)
			.switchIfEmpty(Mono.defer(() -> this.keys.begin(ID, PushKeyDocument.generated(ID))))
			.map(PushKeyDocument::pair);
	}

}
