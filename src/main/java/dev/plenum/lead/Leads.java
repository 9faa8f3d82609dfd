package dev.plenum.lead;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
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

	static final String ID_PREFIX = "lea";

	/** The prefix of the ids by which attendees name the exhibitors that hold data. */
	private static final String HOLDER_PREFIX = "hol";

	private static final Bson HELD = Filters.exists("contact");

	private final Documents<LeadDocument> documents;

	Leads(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, LeadDocument.class);
	}

	Mono<LeadDocument> byId(String id) {
		return this.documents.byId(id);
	}

	/**
	 * The leads of several exhibitors, newest first, without withdrawn ones.
	 * @param exhibitorIds exhibitors of the event
	 */
	Flux<LeadDocument> heldBy(String eventId, Collection<String> exhibitorIds) {
		return Flux.from(this.documents
			.find(Filters.and(Filters.eq("eventId", eventId), Filters.in("exhibitorId", exhibitorIds), HELD))
			.sort(Sorts.descending("capturedAt", "_id")));
	}

	/**
	 * One page of an exhibitor's leads, newest first, without withdrawn ones. The cursor
	 * of a lead is its id, so that its position is known also after a withdrawal.
	 * @param interest returns only leads with this interest; null for all
	 */
	Mono<Connection<LeadDocument>> page(String eventId, String exhibitorId, @Nullable LeadInterest interest,
			Page page) {
		Bson own = Filters.and(Filters.eq("eventId", eventId), Filters.eq("exhibitorId", exhibitorId), HELD,
				(interest != null) ? Filters.eq("interest", interest) : Filters.empty());
		Bson order = page.isBackward() ? Sorts.ascending("capturedAt", "_id") : Sorts.descending("capturedAt", "_id");
		Mono<Bson> between = Mono.zip(bound(page.after(exhibitorId), exhibitorId, Leads::behind),
				bound(page.before(exhibitorId), exhibitorId, Leads::ahead),
				(after, before) -> Filters.and(own, after, before));
		return Mono.zip(
				between.flatMapMany((filter) -> this.documents.find(filter).sort(order).limit(page.size() + 1))
					.collectList(),
				this.documents.count(own), (found, total) -> page.read(exhibitorId, found, total, LeadDocument::id));
	}

	private Mono<Bson> bound(Optional<String> place, String exhibitorId, Function<LeadDocument, Bson> bound) {
		return place
			.map((id) -> byId(id).filter((lead) -> lead.exhibitorId().equals(exhibitorId))
				.map(bound)
				.switchIfEmpty(Mono.error(Page::noCursor)))
			.orElseGet(() -> Mono.just(Filters.empty()));
	}

	private static Bson behind(LeadDocument lead) {
		return Filters.or(Filters.lt("capturedAt", lead.capturedAt()),
				Filters.and(Filters.eq("capturedAt", lead.capturedAt()), Filters.lt("_id", lead.id())));
	}

	private static Bson ahead(LeadDocument lead) {
		return Filters.or(Filters.gt("capturedAt", lead.capturedAt()),
				Filters.and(Filters.eq("capturedAt", lead.capturedAt()), Filters.gt("_id", lead.id())));
	}

	/**
	 * The leads of one attendee at an event, newest first, without withdrawn ones.
	 */
	Flux<LeadDocument> heldOf(String eventId, String subject) {
		return Flux
			.from(this.documents.find(Filters.and(Filters.eq("subject", subject), Filters.eq("eventId", eventId), HELD))
				.sort(Sorts.descending("capturedAt", "_id")));
	}

	/**
	 * The leads of one attendee at all events, including withdrawn ones.
	 */
	Flux<LeadDocument> ofSubject(String subject) {
		return Flux.from(this.documents.find(Filters.eq("subject", subject)));
	}

	/**
	 * Stores a copy of a card for an exhibitor that may use the code. A code changes
	 * nothing if a newer code was redeemed, or if the data were withdrawn after it.
	 * @return the lead afterwards
	 */
	Mono<LeadDocument> capture(String exhibitorId, ContactCardDocument card, ContactCode code, @Nullable String note,
			@Nullable LeadInterest interest, Instant now) {
		String id = id(card.eventId(), exhibitorId, card.subject());
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

	private static String id(String eventId, String exhibitorId, String subject) {
		return Ids.in(ID_PREFIX, eventId, exhibitorId + '/' + subject);
	}

	/**
	 * Moves a lead to another attendee. Of two leads of an exhibitor the one with the
	 * newer code or withdrawal stays; what the staff wrote stays unless both have it.
	 */
	Mono<Void> move(LeadDocument lead, String subject) {
		String id = id(lead.eventId(), lead.exhibitorId(), subject);
		LeadDocument moved = lead.of(id, subject);
		return this.documents.begin(id, moved)
			.flatMap((kept) -> kept.equals(moved) ? Mono.just(kept) : union(kept, lead))
			.then(Mono.defer(() -> this.documents.remove(lead.id(), Filters.eq("version", lead.version()))))
			.then();
	}

	private Mono<LeadDocument> union(LeadDocument kept, LeadDocument other) {
		Fields fields = new Fields();
		boolean replaced = other.decidedAt().isAfter(kept.decidedAt());
		if (replaced) {
			fields.set("contact", other.contact())
				.set("codeIssuedAt", other.codeIssuedAt())
				.set("capturedAt", other.capturedAt())
				.set("withdrawnAt", other.withdrawnAt());
		}
		LeadDocument first = replaced ? other : kept;
		LeadDocument second = replaced ? kept : other;
		if (first.isHeld()) {
			fields.set("note", (first.note() != null) ? first.note() : second.note())
				.set("interest", (first.interest() != null) ? first.interest() : second.interest());
		}
		else {
			fields.set("note", null).set("interest", null);
		}
		return this.documents.change(kept.id(), Filters.and(Filters.eq("version", kept.version()), fields.differ()),
				fields);
	}

	/**
	 * Changes what the staff wrote about a lead, if something differs.
	 * @param expected the version that it must have; null for any
	 * @return the lead afterwards; empty if it is withdrawn, or if it has another version
	 * and is not yet as the fields say
	 */
	Mono<LeadDocument> change(String id, @Nullable Integer expected, Fields fields) {
		Bson version = (expected != null) ? Filters.eq("version", expected) : Filters.empty();
		return this.documents.change(id, Filters.and(HELD, version, fields.differ()), fields)
			.switchIfEmpty(Mono.defer(() -> (expected != null)
					? this.documents.newest(id, Filters.and(HELD, fields.same())) : newestHeld(id)));
	}

	/**
	 * Reads the newest state of a lead. This is the read after a refused write.
	 * @return the lead; empty if it is withdrawn
	 */
	Mono<LeadDocument> newestHeld(String id) {
		return this.documents.newest(id, HELD);
	}

	/**
	 * Withdraws an attendee's data, unless the request has been remembered.
	 * @param requestId the id of the request, to be remembered; null for none
	 * @return the lead afterwards; empty if the attendee has no lead with this id
	 */
	Mono<LeadDocument> withdraw(String id, String subject, @Nullable String requestId, Instant now) {
		Fields nothing = new Fields().set("contact", null)
			.set("note", null)
			.set("interest", null)
			.set("withdrawnAt", now);
		Bson own = Filters.eq("subject", subject);
		return this.documents.changeOnce(id, Filters.and(own, HELD), requestId, nothing)
			.switchIfEmpty(Mono.defer(() -> this.documents.changeOnce(id, own, requestId, new Fields())))
			.switchIfEmpty(Mono.defer(() -> this.documents.newest(id, own)));
	}

	/**
	 * The id by which the attendee names the holder of a lead.
	 */
	static String holderId(String leadId) {
		return HOLDER_PREFIX + leadId.substring(ID_PREFIX.length());
	}

	/**
	 * The id of the lead of a holder.
	 * @param holderId any id
	 * @return the id; the given one if it is not the id of a holder
	 */
	static String leadId(String holderId) {
		return holderId.startsWith(HOLDER_PREFIX + '_') ? ID_PREFIX + holderId.substring(HOLDER_PREFIX.length())
				: holderId;
	}

	Mono<Void> remove(String id) {
		return this.documents.remove(id).then();
	}

	/**
	 * Removes all leads of an exhibitor.
	 */
	Mono<Void> removeOf(String eventId, String exhibitorId) {
		return this.documents
			.removeAll(Filters.and(Filters.eq("eventId", eventId), Filters.eq("exhibitorId", exhibitorId)));
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureIndex("eventId", "exhibitorId", "capturedAt", "_id")
			.then(this.documents.ensureIndex("subject", "eventId"));
	}

}
