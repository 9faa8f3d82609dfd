package dev.plenum.exhibitor;

import java.time.Instant;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.invitation.InvitationEntry;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
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

	/** The prefix of the ids of exhibitors. */
	public static final String ID_PREFIX = "exh";

	/** The largest number of staff of one exhibitor. */
	public static final int MOST_STAFF = 200;

	private static final String REVISION = "revision";

	private final Documents<ExhibitorDocument> documents;

	Exhibitors(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, ExhibitorDocument.class);
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
		return this.documents.count(Filters.eq("eventId", eventId)).map((count) -> count > 0);
	}

	/**
	 * The exhibitors of all events whose staff includes a person.
	 */
	Flux<ExhibitorDocument> staffedBy(String subject, int most) {
		return Flux.from(this.documents.find(Filters.eq("staff", subject)).limit(most));
	}

	/**
	 * The exhibitors that store a person as staff or as somebody who redeemed an
	 * invitation.
	 * @param subject the person
	 * @return the exhibitors of all events, in no order
	 */
	public Flux<ExhibitorDocument> about(String subject) {
		return Flux
			.from(this.documents.find(Filters.or(Filters.eq("staff", subject), Filters.eq("redeemers", subject))));
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
		return change(exhibitor.id(), null, fields);
	}

	/**
	 * Reads an exhibitor from the database.
	 * @param id its id
	 * @return the exhibitor; empty if it does not exist
	 */
	public Mono<ExhibitorDocument> byId(String id) {
		return this.documents.byId(id);
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
	 * @param expected the revision that it must have, 0 if it must not exist; null for
	 * any
	 * @param fields the change
	 * @return the exhibitor afterwards; empty if it has another revision and is not yet
	 * as the fields say
	 */
	public Mono<ExhibitorDocument> put(String id, @Nullable Integer expected, Fields fields) {
		if (expected == null) {
			return this.documents.putDifferent(id, raised(fields));
		}
		return (expected > 0) ? change(id, expected, fields)
				: this.documents.putIf(id, Filters.exists(REVISION, false), raised(fields))
					.then(Mono.defer(() -> this.documents.newest(id, fields.same())));
	}

	/**
	 * Changes an exhibitor, if something differs.
	 * @param id its id
	 * @param expected the revision that it must have; null for any
	 * @param fields the change
	 * @return the exhibitor afterwards; empty if it does not exist, or if it has another
	 * revision and is not yet as the fields say
	 */
	public Mono<ExhibitorDocument> change(String id, @Nullable Integer expected, Fields fields) {
		return (expected == null) ? changeAny(id, raised(fields))
				: this.documents
					.change(id, Filters.and(Filters.eq(REVISION, expected), fields.differ()), raised(fields))
					.switchIfEmpty(Mono.defer(() -> this.documents.newest(id, fields.same())));
	}

	/**
	 * Sets the state of a booth, unless the request has been remembered.
	 * @param id the exhibitor
	 * @param state the state
	 * @param requestId the id of the request, to be remembered; null for none
	 * @return the exhibitor afterwards; empty if it does not exist
	 */
	Mono<ExhibitorDocument> setState(String id, Fields state, @Nullable String requestId) {
		return this.documents.changeOnce(id, state.differ(), requestId, state)
			.switchIfEmpty(Mono.defer(() -> this.documents.changeOnce(id, requestId, new Fields())));
	}

	private static Fields raised(Fields fields) {
		return fields.raise(REVISION, 1).now("updatedAt");
	}

	private Mono<ExhibitorDocument> changeAny(String id, Fields fields) {
		return this.documents.change(id, fields.differ(), fields)
			.switchIfEmpty(Mono.defer(() -> this.documents.newest(id)));
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
				Filters.and(InvitationEntry.redeemable(path, now), Filters.exists("staff." + (MOST_STAFF - 1), false)),
				new Fields().set(path + "redeemedBy", subject)
					.set(path + "redeemedAt", now)
					.include("staff", subject)
					.include("redeemers", subject)
					.raise(REVISION, 1));
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

	/**
	 * Removes a category from all exhibitors of an event.
	 */
	Mono<Void> withoutCategory(String eventId, String categoryId) {
		return Flux
			.from(this.documents
				.find(Filters.and(Filters.eq("eventId", eventId), Filters.eq("categoryIds", categoryId))))
			.concatMap((exhibitor) -> change(exhibitor.id(), null, new Fields().exclude("categoryIds", categoryId)))
			.then();
	}

	Mono<Void> remove(String id) {
		return this.documents.remove(id).then();
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureEventIndex()
			.then(this.documents.ensureIndex("staff"))
			.then(this.documents.ensureIndex("redeemers"));
	}

}
