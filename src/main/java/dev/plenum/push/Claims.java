package dev.plenum.push;

import java.util.Collection;
import java.util.Optional;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.Ids;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.mongo.Reading;
import dev.plenum.platform.mongo.WriteConflict;
import dev.plenum.push.delivery.Address;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection {@code deviceClaims}: one document for each device and event. Its writes
 * decide who has a device if several people register it at the same time.
 */
@Component
class Claims {

	private static final String COLLECTION = "deviceClaims";

	private static final String ID_PREFIX = "dcl";

	private static final int MOST_TRIES = 20;

	private final Documents<ClaimDocument> documents;

	Claims(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, ClaimDocument.class);
	}

	static String id(String eventId, Address address) {
		return Ids.in(ID_PREFIX, eventId, DeviceEntry.identity(address));
	}

	Mono<ClaimDocument> byId(String id) {
		return this.documents.byId(id);
	}

	Flux<ClaimDocument> byIds(String eventId, Collection<String> ids) {
		return Flux.from(this.documents.find(Filters.and(Filters.eq("eventId", eventId), Filters.in("_id", ids))));
	}

	/**
	 * Gives a device to a person.
	 * @return whose it was before; nobody's, if it was new or already theirs by this
	 * registration
	 */
	Mono<Optional<ClaimDocument>> take(String id, String subject, String registration) {
		Fields fields = new Fields().set("subject", subject).set("registration", registration);
		return WriteConflict.retried(MOST_TRIES, Reading.COMMITTED,
				(reading) -> this.documents.byId(id, reading).singleOptional().flatMap((known) -> {
					if (known.filter((claim) -> claim.isOf(subject, registration)).isPresent()) {
						return Mono.just(Optional.empty());
					}
					Mono<ClaimDocument> taken = known
						.map((claim) -> this.documents.change(id, Filters.eq("version", claim.version()), fields))
						.orElseGet(() -> this.documents.putExpected(id, 0, fields));
					return taken.map((_) -> known);
				}));
	}

	/**
	 * Ends the registration of a device, unless somebody has registered it since.
	 */
	Mono<Boolean> release(String id, String subject, String registration) {
		Bson unchanged = Filters.and(Filters.eq("subject", subject), Filters.eq("registration", registration));
		return this.documents.remove(id, unchanged);
	}

	/**
	 * Removes the claims of a person.
	 * @param eventId the only event; null for all
	 */
	Mono<Void> removeAll(String subject, @Nullable String eventId) {
		return this.documents.removeAll(Filters.and(Filters.eq("subject", subject),
				(eventId != null) ? Filters.eq("eventId", eventId) : Filters.empty()));
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureEventIndex().then(this.documents.ensureIndex("subject"));
	}

}
