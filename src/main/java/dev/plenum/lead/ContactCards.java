package dev.plenum.lead;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.lead.ContactCardDocument.Use;
import dev.plenum.platform.Ids;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of the contact cards, one document for each attendee and event.
 */
@Component
class ContactCards {

	private static final String COLLECTION = "contactCards";

	private static final String ID_PREFIX = "crd";

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final int SECRET_BYTES = 32;

	/**
	 * How many uses a card remembers: far more than codes are used before they expire.
	 */
	private static final int KEPT_USES = 100;

	private final Documents<ContactCardDocument> documents;

	ContactCards(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, ContactCardDocument.class);
	}

	Mono<ContactCardDocument> of(String eventId, String subject) {
		return this.documents.byId(id(eventId, subject));
	}

	Mono<ContactCardDocument> byHandle(String eventId, String handle) {
		return Mono.from(
				this.documents.find(Filters.and(Filters.eq("eventId", eventId), Filters.eq("handle", handle))).first());
	}

	Flux<ContactCardDocument> ofSubject(String subject) {
		return Flux.from(this.documents.find(Filters.eq("subject", subject)));
	}

	/**
	 * Changes a card, if something differs and the request is new.
	 * @param request the key of the request; null for none
	 * @param contact the change of the contact data
	 * @return the card afterwards; empty if there is none
	 */
	Mono<ContactCardDocument> change(String eventId, String subject, @Nullable String request, Fields contact) {
		return this.documents.changeOnce(id(eventId, subject), request, contact);
	}

	/**
	 * Creates a card or changes it, if something differs and the request is new. A new
	 * card also gets the secret that signs its codes.
	 * @param request the key of the request; null for none
	 * @param contact the change of the contact data, including the name
	 */
	Mono<ContactCardDocument> put(String eventId, String subject, @Nullable String request, Fields contact) {
		return this.documents.putOnce(id(eventId, subject), request,
				contact.first("subject", subject)
					.first("handle", Ids.in(ID_PREFIX, eventId, UUID.randomUUID().toString()))
					.first("secret", secret()));
	}

	/**
	 * Stores that an exhibitor uses a code, if nobody has used it.
	 * @return the card; empty if the code was used before, also by the same exhibitor
	 */
	Mono<ContactCardDocument> use(ContactCardDocument card, ContactCode code, String exhibitorId) {
		return this.documents.change(card.id(), Filters.ne("uses.issuedAt", code.issuedAt()), Updates.pushEach("uses",
				List.of(new Use(code.issuedAt(), exhibitorId)), new PushOptions().slice(-KEPT_USES)));
	}

	/**
	 * Reads the newest state of a card. This is the read after a refused write.
	 */
	Mono<ContactCardDocument> newest(ContactCardDocument card) {
		return this.documents.newest(card.id());
	}

	/**
	 * Moves a card to another attendee. Its codes stay valid. If the other attendee has a
	 * card, that one stays, and the codes of this one end.
	 */
	Mono<Void> move(ContactCardDocument card, String subject) {
		String id = id(card.eventId(), subject);
		return this.documents.begin(id, card.of(id, subject)).then(remove(card.id())).then();
	}

	Mono<Boolean> remove(String id) {
		return this.documents.remove(id);
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureIndex("subject").then(this.documents.ensureIndex("eventId", "handle"));
	}

	private static String id(String eventId, String subject) {
		return Ids.in(ID_PREFIX, eventId, subject);
	}

	private static String secret() {
		byte[] chance = new byte[SECRET_BYTES];
		RANDOM.nextBytes(chance);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(chance);
	}

}
