package dev.plenum.exhibitor;

import java.time.Instant;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.exhibitor.ExhibitorDocument.InvitationEntry;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of the exhibitors.
 */
@Component
public class Exhibitors {

	static final String COLLECTION = "exhibitors";

	static final String ID_PREFIX = "exh";

	/** How many people can be staff of one exhibitor. */
	static final int MOST_STAFF = 200;

	private final Documents<ExhibitorDocument> documents;

	private final MongoCollection<ExhibitorDocument> collection;

	Exhibitors(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, ExhibitorDocument.class);
		this.collection = database.getCollection(COLLECTION, ExhibitorDocument.class);
	}

	Flux<ExhibitorDocument> ofEvent(String eventId) {
		return this.documents.ofEvent(eventId);
	}

	/**
	 * Whether an event has any exhibitors.
	 * @param eventId the event
	 * @return true if there is at least one
	 */
	public Mono<Boolean> areIn(String eventId) {
		return Mono
			.from(this.collection.find(Filters.eq("eventId", eventId), BsonDocument.class)
				.projection(Projections.include("_id"))
				.first())
			.hasElement();
	}

	/**
	 * The exhibitors, of whatever event, that somebody is staff of.
	 */
	Flux<ExhibitorDocument> staffedBy(String subject, int most) {
		return Flux.from(this.collection.find(Filters.eq("staff", subject)).limit(most));
	}

	/**
	 * The exhibitors that say something about a person: that they are staff, or that they
	 * have redeemed an invitation.
	 */
	Flux<ExhibitorDocument> about(String subject) {
		return Flux
			.from(this.collection.find(Filters.or(Filters.eq("staff", subject), Filters.eq("redeemers", subject))));
	}

	/**
	 * Takes a person out of an exhibitor. What they have redeemed stays used.
	 * @return the exhibitor without them; empty if there is none
	 */
	Mono<ExhibitorDocument> forget(ExhibitorDocument exhibitor, String subject) {
		Fields fields = new Fields().exclude("staff", subject).exclude("redeemers", subject);
		exhibitor.invitations().forEach((id, invitation) -> {
			if (subject.equals(invitation.redeemedBy())) {
				fields.set("invitations." + id + ".redeemedBy", InvitationEntry.SOMEBODY);
			}
		});
		return change(exhibitor.id(), fields);
	}

	/**
	 * An exhibitor as it is now, after a write that was refused.
	 */
	Mono<ExhibitorDocument> newest(String id) {
		return this.documents.newest(id);
	}

	/**
	 * Creates an exhibitor or changes it, if something differs.
	 * @param id its id
	 * @param fields the change
	 * @return the exhibitor afterwards
	 */
	public Mono<ExhibitorDocument> put(String id, Fields fields) {
		return this.documents.putDifferent(id, fields);
	}

	/**
	 * Changes an exhibitor, if something differs.
	 * @param id its id
	 * @param fields the change
	 * @return the exhibitor afterwards; empty if it does not exist
	 */
	public Mono<ExhibitorDocument> change(String id, Fields fields) {
		return this.documents.change(id, fields.differ(), fields)
			.switchIfEmpty(Mono.defer(() -> this.documents.newest(id)));
	}

	/**
	 * Changes a listing, where it differs.
	 * @param expected the revision that it must have; null for any
	 * @return it as it is then; empty if nothing was changed
	 */
	Mono<ExhibitorDocument> update(String id, @Nullable Integer expected, Fields fields) {
		return this.documents.change(id,
				(expected != null) ? Filters.and(Filters.eq("revision", expected), fields.differ()) : fields.differ(),
				fields);
	}

	/**
	 * An exhibitor as it is now, if it says what was to be written.
	 */
	Mono<ExhibitorDocument> same(String id, Fields fields) {
		return this.documents.newest(id, fields.same());
	}

	/**
	 * Keeps a new invitation; where there is one with its id nothing happens.
	 * @return the exhibitor with it; empty if nothing was kept
	 */
	Mono<ExhibitorDocument> invite(String id, String invitationId, InvitationEntry invitation) {
		String path = "invitations." + invitationId;
		return this.documents.change(id, Filters.exists(path, false), new Fields().set(path, invitation));
	}

	/**
	 * Makes somebody staff by an invitation that is good. This is the one guarded write
	 * behind the rule that it works once.
	 * @return the exhibitor with them; empty if nothing was changed
	 */
	Mono<ExhibitorDocument> redeem(String id, String invitationId, String subject, Instant now) {
		String path = "invitations." + invitationId + '.';
		return this.documents.change(id,
				Filters.and(Filters.exists(path + "redeemedBy", false), Filters.exists(path + "revokedAt", false),
						Filters.gt(path + "expiresAt", now), Filters.exists("staff." + (MOST_STAFF - 1), false)),
				new Fields().set(path + "redeemedBy", subject)
					.set(path + "redeemedAt", now)
					.include("staff", subject)
					.include("redeemers", subject));
	}

	/**
	 * Takes an invitation back that nobody has used.
	 * @return the exhibitor; empty if nothing was changed
	 */
	Mono<ExhibitorDocument> revoke(String id, String invitationId, Instant now) {
		String path = "invitations." + invitationId + '.';
		return this.documents.change(id, Filters.and(Filters.exists(path + "hash"),
				Filters.exists(path + "redeemedBy", false), Filters.exists(path + "revokedAt", false)),
				new Fields().set(path + "revokedAt", now));
	}

	Mono<Void> remove(String id) {
		return this.documents.remove(id).then();
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureEventIndex()
			.then(Mono.from(this.collection.createIndex(Indexes.ascending("staff"))))
			.then(Mono.from(this.collection.createIndex(Indexes.ascending("redeemers"))))
			.then();
	}

}
