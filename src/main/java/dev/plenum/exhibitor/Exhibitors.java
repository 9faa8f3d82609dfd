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

	/** The largest number of staff of one exhibitor. */
	public static final int MOST_STAFF = 200;

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
	 * The exhibitors that store a person as staff or as somebody who redeemed an
	 * invitation.
	 * @param subject the person
	 * @return the exhibitors of all events, in no order
	 */
	public Flux<ExhibitorDocument> about(String subject) {
		return Flux
			.from(this.collection.find(Filters.or(Filters.eq("staff", subject), Filters.eq("redeemers", subject))));
	}

	/**
	 * Removes a person from an exhibitor. Invitations that they redeemed stay used.
	 * @param exhibitor the exhibitor
	 * @param subject the person
	 * @return the exhibitor afterwards; empty if it does not exist
	 */
	public Mono<ExhibitorDocument> forget(ExhibitorDocument exhibitor, String subject) {
		Fields fields = new Fields().exclude("staff", subject).exclude("redeemers", subject);
		exhibitor.invitations().forEach((id, invitation) -> {
			if (subject.equals(invitation.redeemedBy())) {
				fields.set("invitations." + id + ".redeemedBy", InvitationEntry.SOMEBODY);
			}
		});
		return change(exhibitor.id(), fields);
	}

	/**
	 * Reads the newest state of an exhibitor. This is the read after a refused write.
	 * @param id its id
	 * @return the exhibitor; empty if it does not exist
	 */
	public Mono<ExhibitorDocument> newest(String id) {
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
	 * Adds an invitation.
	 * @param id the exhibitor
	 * @param invitationId the invitation's id
	 * @param invitation the invitation
	 * @return the exhibitor afterwards; empty if the invitation's id exists already, or
	 * the exhibitor does not exist
	 */
	public Mono<ExhibitorDocument> invite(String id, String invitationId, InvitationEntry invitation) {
		String path = "invitations." + invitationId;
		return this.documents.change(id, Filters.exists(path, false), new Fields().set(path, invitation));
	}

	/**
	 * Redeems a valid invitation and adds the person to the staff. This guarded write
	 * enforces that an invitation works once.
	 * @param id the exhibitor
	 * @param invitationId the invitation
	 * @param subject the person
	 * @param now the current time
	 * @return the exhibitor afterwards; empty if nothing was changed
	 */
	public Mono<ExhibitorDocument> redeem(String id, String invitationId, String subject, Instant now) {
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
	 * Revokes an invitation that nobody has used.
	 * @param id the exhibitor
	 * @param invitationId the invitation
	 * @param now the current time
	 * @return the exhibitor afterwards; empty if nothing was changed
	 */
	public Mono<ExhibitorDocument> revoke(String id, String invitationId, Instant now) {
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
