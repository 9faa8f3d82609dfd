package dev.plenum.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.participant.ParticipantDocument;
import dev.plenum.platform.Ids;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection {@code mails}: the queue of messages. A lease, which is a random text in
 * the document, lets one server at a time send a message.
 */
@Component
class Mails {

	static final String COLLECTION = "mails";

	/** How long nobody can ask for the links of the same address again. */
	static final Duration PAUSE = Duration.ofMinutes(5);

	private static final String DUE = "dueAt";

	private static final String LEASE = "lease";

	private final Documents<MailDocument> documents;

	Mails(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, MailDocument.class);
	}

	/**
	 * Adds a message to a participant, unless it is in the queue or was sent.
	 * @param address the participant's address
	 * @param occasion distinguishes messages of the same kind to the same participant
	 * @return whether it was added
	 */
	Mono<Boolean> add(MailKind kind, ParticipantDocument participant, String address, String occasion, Instant now) {
		String id = Ids.in("mai", participant.eventId(), kind + "/" + participant.id() + '/' + occasion);
		return this.documents.add(new MailDocument(id, participant.eventId(), 1, kind, participant.id(), address,
				participant.name(), participant.language(), now, now, null, null, null));
	}

	/**
	 * Adds a request for the links of an address, without looking whether anybody has the
	 * address. Ignored if the same was asked for a moment ago.
	 */
	Mono<Void> addRequest(String eventId, String address, Instant now) {
		Fields fields = new Fields().first("kind", MailKind.LINK)
			.set("address", address)
			.set("askedAt", now)
			.set(DUE, now);
		return this.documents
			.putIf(Ids.in("mai", eventId, MailKind.LINK + "/" + address), Filters.lt("askedAt", now.minus(PAUSE)),
					fields)
			.then();
	}

	Flux<MailDocument> due(Instant now, int most) {
		return Flux.from(this.documents.find(Filters.lte(DUE, now)).sort(Sorts.ascending(DUE)).limit(most));
	}

	/**
	 * Takes the lease of a message that is due.
	 * @return the message; empty if another server was faster
	 */
	Mono<MailDocument> lease(MailDocument due, String lease, Instant until) {
		return this.documents.change(due.id(),
				Filters.and(Filters.eq(DUE, due.dueAt()), Filters.eq("version", due.version())),
				Updates.combine(Updates.set(DUE, until), Updates.set(LEASE, lease)));
	}

	/**
	 * Records that a message was sent.
	 */
	Mono<Void> sent(MailDocument leased, Instant now) {
		return end(leased, Updates.combine(Updates.set("sentAt", now), Updates.unset(DUE), Updates.unset(LEASE),
				Updates.unset("address"), Updates.unset("name")));
	}

	/**
	 * Sends a message again later.
	 */
	Mono<Void> failed(MailDocument leased, Instant again) {
		return end(leased, Updates.combine(Updates.set(DUE, again), Updates.unset(LEASE), Updates.inc("attempts", 1)));
	}

	/**
	 * Removes a message.
	 */
	Mono<Void> remove(MailDocument leased) {
		return this.documents.remove(leased.id(), holds(leased)).then();
	}

	Flux<MailDocument> to(Collection<String> participantIds) {
		return Flux.from(this.documents.find(Filters.in("participantId", participantIds)));
	}

	Mono<Boolean> removeAny(MailDocument mail) {
		return this.documents.remove(mail.id());
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureEventIndex()
			.then(this.documents.ensureIndex(DUE))
			.then(this.documents.ensureIndex("participantId"));
	}

	private Mono<Void> end(MailDocument leased, Bson update) {
		return this.documents.update(leased.id(), holds(leased), update).then();
	}

	private static Bson holds(MailDocument leased) {
		return Filters.eq(LEASE, leased.lease());
	}

}
