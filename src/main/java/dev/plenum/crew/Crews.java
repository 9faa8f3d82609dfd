package dev.plenum.crew;

import java.time.Instant;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.crew.CrewDocument.CrewEntry;
import dev.plenum.invitation.InvitationEntry;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.mongo.Live;
import dev.plenum.platform.mongo.Memory;
import dev.plenum.platform.mongo.Snapshots;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection {@code crews}, at most one document for each event, and the crews of the
 * events in use in memory.
 */
@Component
class Crews {

	static final String COLLECTION = "crews";

	private static final String REDEEMERS = "redeemers";

	private final Documents<CrewDocument> documents;

	private final Snapshots<CrewDocument> snapshots;

	Crews(MongoDatabase database, Memory memory) {
		this.documents = Documents.onePerEvent(database, COLLECTION, CrewDocument.class);
		this.snapshots = memory
			.perEvent((eventId) -> this.documents.byId(eventId).defaultIfEmpty(CrewDocument.none(eventId)))
			.kept(COLLECTION, CrewDocument.class, CrewDocument::with, (_, eventId) -> CrewDocument.none(eventId));
	}

	/**
	 * The crew of an event, from memory.
	 * @param eventId an existing event
	 */
	Live<CrewDocument> of(String eventId) {
		return this.snapshots.of(eventId);
	}

	/**
	 * Waits until the memory of this server shows a write.
	 */
	Mono<CrewDocument> shown(CrewDocument written) {
		return of(written.id()).when((crew) -> crew.version() >= written.version());
	}

	Mono<CrewDocument> newest(String eventId) {
		return this.documents.newest(eventId);
	}

	/**
	 * The crews in which somebody redeemed an invitation.
	 */
	Flux<CrewDocument> about(String subject) {
		return Flux.from(this.documents.find(Filters.eq(REDEEMERS, subject)));
	}

	/**
	 * Adds an invitation, unless there is one with this id.
	 * @return the crew afterwards
	 */
	Mono<CrewDocument> invite(String eventId, String invitationId, CrewEntry entry) {
		return this.documents.putIf(eventId, Filters.exists("invitations." + invitationId, false),
				new Fields().set("invitations." + invitationId, entry));
	}

	/**
	 * Gives a role to the person who redeems a valid invitation. This guarded write
	 * enforces that an invitation works once.
	 * @return the crew afterwards; empty if nothing was changed
	 */
	Mono<CrewDocument> redeem(String eventId, String invitationId, String subject, @Nullable String name, Instant now) {
		String path = path(invitationId);
		return this.documents.change(eventId, InvitationEntry.redeemable(path, now),
				new Fields().set(path + "redeemedBy", subject)
					.set(path + "redeemedAt", now)
					.set("invitations." + invitationId + ".name", name)
					.include(REDEEMERS, subject));
	}

	/**
	 * Revokes an invitation, and the role of the person who redeemed it.
	 * @return the crew afterwards; empty if nothing was changed
	 */
	Mono<CrewDocument> revoke(String eventId, String invitationId, Instant now) {
		String path = path(invitationId);
		return this.documents.change(eventId,
				Filters.and(Filters.exists(path + "hash"), Filters.exists(path + "revokedAt", false)),
				new Fields().set(path + "revokedAt", now));
	}

	/**
	 * Removes a person, whose roles end. Invitations that they redeemed stay used.
	 * @return the crew afterwards; empty if there is none
	 */
	Mono<CrewDocument> forget(CrewDocument crew, String subject) {
		Fields fields = new Fields().exclude(REDEEMERS, subject);
		crew.invitations().forEach((id, entry) -> {
			if (subject.equals(entry.invitation().redeemedBy())) {
				fields.set(path(id) + "redeemedBy", InvitationEntry.SOMEBODY).set("invitations." + id + ".name", null);
			}
		});
		return this.documents.change(crew.id(), Filters.empty(), fields);
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureIndex(REDEEMERS);
	}

	private static String path(String invitationId) {
		return "invitations." + invitationId + ".invitation.";
	}

}
