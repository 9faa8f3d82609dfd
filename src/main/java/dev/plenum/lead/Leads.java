package dev.plenum.lead;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.Ids;
import dev.plenum.platform.graphql.Connection;
import dev.plenum.platform.graphql.Page;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of the leads, one document for each exhibitor and attendee.
 */
@Component
class Leads {

	private static final String COLLECTION = "leads";

	private static final String ID_PREFIX = "lea";

	private static final Bson HELD = Filters.exists("contact");

	private final Documents<LeadDocument> documents;

	private final MongoCollection<LeadDocument> collection;

	Leads(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, LeadDocument.class);
		this.collection = database.getCollection(COLLECTION, LeadDocument.class);
	}

	Mono<LeadDocument> byId(String id) {
		return this.documents.byId(id);
	}

	/**
	 * What exhibitors hold, newest first.
	 * @param exhibitorIds exhibitors of the event
	 */
	Flux<LeadDocument> heldBy(String eventId, Collection<String> exhibitorIds) {
		return Flux.from(this.collection
			.find(Filters.and(Filters.eq("eventId", eventId), Filters.in("exhibitorId", exhibitorIds), HELD))
			.sort(Sorts.descending("capturedAt", "_id")));
	}

	/**
	 * One page of what an exhibitor holds, newest first. The place of a lead is its id:
	 * where it stood is known also when it is withdrawn.
	 * @param interest only those who are so interested; null for all
	 */
	Mono<Connection<LeadDocument>> page(String eventId, String exhibitorId, @Nullable LeadInterest interest,
			Page page) {
		int size = page.size();
		Bson own = Filters.and(Filters.eq("eventId", eventId), Filters.eq("exhibitorId", exhibitorId), HELD,
				(interest != null) ? Filters.eq("interest", interest) : Filters.empty());
		Mono<Bson> rest = page.after(exhibitorId)
			.map((after) -> byId(after).filter((lead) -> lead.exhibitorId().equals(exhibitorId))
				.map((lead) -> Filters.and(own, behind(lead)))
				.switchIfEmpty(Mono.error(Page::noCursor)))
			.orElse(Mono.just(own));
		return Mono.zip(rest
			.flatMapMany(
					(some) -> this.collection.find(some).sort(Sorts.descending("capturedAt", "_id")).limit(size + 1))
			.collectList(), Mono.from(this.collection.countDocuments(own)),
				(found, total) -> page.read(exhibitorId, found, Math.toIntExact(total), LeadDocument::id));
	}

	private static Bson behind(LeadDocument lead) {
		return Filters.or(Filters.lt("capturedAt", lead.capturedAt()),
				Filters.and(Filters.eq("capturedAt", lead.capturedAt()), Filters.lt("_id", lead.id())));
	}

	/**
	 * What is held of an attendee at an event, newest first.
	 */
	Flux<LeadDocument> heldOf(String eventId, String subject) {
		return Flux.from(
				this.collection.find(Filters.and(Filters.eq("subject", subject), Filters.eq("eventId", eventId), HELD))
					.sort(Sorts.descending("capturedAt", "_id")));
	}

	/**
	 * Everything kept of an attendee at all events, also what is withdrawn.
	 */
	Flux<LeadDocument> ofSubject(String subject) {
		return Flux.from(this.collection.find(Filters.eq("subject", subject)));
	}

	/**
	 * Keeps a card as it is now for an exhibitor that may use the code. A code changes
	 * nothing that is newer than it: neither what a later code has brought, nor that the
	 * data were withdrawn.
	 * @return the lead as it is then
	 */
	Mono<LeadDocument> capture(String exhibitorId, ContactCardDocument card, ContactCode code, @Nullable String note,
			@Nullable LeadInterest interest, Instant now) {
		String id = Ids.in(ID_PREFIX, card.eventId(), exhibitorId + '/' + card.subject());
		Fields fields = new Fields().set("contact", card.contact())
			.set("codeIssuedAt", code.issuedAt())
			.set("capturedAt", now)
			.set("withdrawnAt", null)
			.first("exhibitorId", exhibitorId)
			.first("subject", card.subject());
		if (note != null) {
			fields.set("note", note);
		}
		if (interest != null) {
			fields.set("interest", interest);
		}
		Bson older = Filters.and(Filters.lt("codeIssuedAt", code.issuedAt()),
				Filters.not(Filters.gte("withdrawnAt", code.issuedAt())));
		return this.documents.putIf(id, older, fields);
	}

	/**
	 * Changes what the staff wrote about somebody, where it differs.
	 * @return the lead as it is then; empty if it is not held
	 */
	Mono<LeadDocument> change(String id, Fields fields) {
		return this.documents.change(id, Filters.and(HELD, fields.differ()), fields)
			.switchIfEmpty(Mono.defer(() -> this.documents.newest(id).filter(LeadDocument::isHeld)));
	}

	/**
	 * Takes an attendee's data back.
	 * @return the lead, which holds nothing any more; empty if the attendee has none such
	 */
	Mono<LeadDocument> withdraw(String id, String subject, Instant now) {
		Fields nothing = new Fields().set("contact", null)
			.set("note", null)
			.set("interest", null)
			.set("withdrawnAt", now);
		return this.documents.change(id, Filters.and(Filters.eq("subject", subject), HELD), nothing)
			.switchIfEmpty(
					Mono.defer(() -> this.documents.newest(id).filter((lead) -> lead.subject().equals(subject))));
	}

	Mono<Void> remove(String id) {
		return this.documents.remove(id).then();
	}

	Mono<Void> ensureIndexes() {
		return Flux.fromIterable(List.of(Indexes.ascending("eventId", "exhibitorId", "capturedAt", "_id"),
				Indexes.ascending("subject", "eventId")))
			.concatMap(this.collection::createIndex)
			.then();
	}

}
