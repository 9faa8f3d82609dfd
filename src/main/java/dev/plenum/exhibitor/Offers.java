package dev.plenum.exhibitor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.exhibitor.OfferDocument.ClaimEntry;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.mongo.Reading;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of the offers, each with its claims.
 */
@Component
public class Offers {

	static final String COLLECTION = "offers";

	/** The prefix of the ids of offers. */
	public static final String ID_PREFIX = "off";

	private final Documents<OfferDocument> documents;

	Offers(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, OfferDocument.class);
	}

	Flux<OfferDocument> ofEvent(String eventId) {
		return this.documents.ofEvent(eventId);
	}

	/**
	 * The offers, of whatever event, that a person has claimed.
	 * @param subject the person
	 * @return the offers, in no order
	 */
	public Flux<OfferDocument> claimedBy(String subject) {
		return Flux.from(this.documents.find(Filters.eq("claims.subject", subject)));
	}

	/**
	 * Finds an offer.
	 * @param id its id
	 * @param reading how it is read
	 * @return the offer; empty if it does not exist
	 */
	public Mono<OfferDocument> byId(String id, Reading reading) {
		return this.documents.byId(id, reading);
	}

	/**
	 * Reads the newest state of an offer. This is the read after a refused write.
	 */
	Mono<OfferDocument> newest(String id) {
		return this.documents.newest(id);
	}

	/**
	 * Creates an offer.
	 * @param offer the offer
	 * @return the offer; empty if its id exists already
	 */
	public Mono<OfferDocument> begin(OfferDocument offer) {
		return this.documents.add(offer).filter((added) -> added).map((added) -> offer);
	}

	/**
	 * Changes an offer, if something differs and nobody else has changed it.
	 * @param before the offer before
	 * @param limit how many can be claimed; null if nothing can be claimed
	 * @param fields the change of everything else
	 * @return the offer afterwards; empty if somebody else has changed or removed it, and
	 * it is not as the fields say
	 */
	public Mono<OfferDocument> change(OfferDocument before, @Nullable Integer limit, Fields fields) {
		fields.set("limit", limit).raise("left", orNone(limit) - orNone(before.limit())).raise("revision", 1);
		Bson unchanged = Filters.and(is("limit", before.limit()), is("revision", before.revision()));
		return this.documents.change(before.id(), Filters.and(unchanged, fields.differ()), fields)
			.switchIfEmpty(Mono.defer(() -> this.documents.newest(before.id(), fields.same())));
	}

	/**
	 * Finds an offer that already is as a change would make it.
	 * @param id the offer
	 * @param limit how many can be claimed; null if nothing can be claimed
	 * @param fields the change of everything else
	 * @return the offer; empty if it differs or does not exist
	 */
	public Mono<OfferDocument> same(String id, @Nullable Integer limit, Fields fields) {
		return this.documents.newest(id, fields.set("limit", limit).same());
	}

	private static Bson is(String field, @Nullable Integer value) {
		return (value != null) ? Filters.eq(field, value) : Filters.exists(field, false);
	}

	/**
	 * Adds a claim, if one is left and the person has none. This guarded write enforces
	 * both rules.
	 * @param id the offer
	 * @param subject the person
	 * @param now the current time
	 * @return the offer afterwards; empty if nothing was claimed
	 */
	public Mono<OfferDocument> claim(String id, String subject, Instant now) {
		Bson free = Filters.and(Filters.ne("claims.subject", subject), Filters.gt("left", 0),
				Filters.or(Filters.exists("until", false), Filters.gt("until", now)));
		Bson claim = Updates.combine(Updates.push("claims", new ClaimEntry(subject, now)), Updates.inc("left", -1),
				Updates.inc("version", 1L));
		return this.documents.change(id, free, claim);
	}

	/**
	 * Removes a person from their claim. The claim still counts.
	 * @param id the offer
	 * @param subject the person
	 * @return completes afterwards
	 */
	public Mono<Void> forget(String id, String subject) {
		return this.documents
			.update(id, Filters.eq("claims.subject", subject),
					Updates.combine(Updates.unset("claims.$.subject"), Updates.inc("version", 1L)))
			.then();
	}

	/**
	 * Moves a person's claim to another person. Of two claims the one with the lower
	 * number stays; the other one counts, and belongs to nobody.
	 * @param offer the offer as it is stored
	 * @param subject the person
	 * @param other the other person
	 * @return completes afterwards; empty if another write was faster
	 */
	public Mono<Boolean> move(OfferDocument offer, String subject, String other) {
		int own = offer.numberOf(subject).orElse(Integer.MAX_VALUE);
		int theirs = offer.numberOf(other).orElse(Integer.MAX_VALUE);
		if (own == Integer.MAX_VALUE) {
			return Mono.just(true);
		}
		List<Bson> updates = new ArrayList<>(List.of(Updates.inc("version", 1L)));
		String path = "claims.%d.subject";
		if (own < theirs) {
			updates.add(Updates.set(path.formatted(own - 1), other));
			if (theirs < Integer.MAX_VALUE) {
				updates.add(Updates.unset(path.formatted(theirs - 1)));
			}
		}
		else {
			updates.add(Updates.unset(path.formatted(own - 1)));
		}
		return this.documents.update(offer.id(), Filters.eq("version", offer.version()), Updates.combine(updates))
			.filter((moved) -> moved);
	}

	Mono<Void> remove(String id) {
		return this.documents.remove(id).then();
	}

	Mono<Void> removeOf(String eventId, String exhibitorId) {
		return this.documents
			.removeAll(Filters.and(Filters.eq("eventId", eventId), Filters.eq("exhibitorId", exhibitorId)));
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureIndex("exhibitorId")
			.then(this.documents.ensureIndex("claims.subject"))
			.then(this.documents.ensureEventIndex());
	}

	private static int orNone(@Nullable Integer limit) {
		return (limit != null) ? limit : 0;
	}

}
