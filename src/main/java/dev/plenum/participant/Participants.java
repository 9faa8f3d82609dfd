package dev.plenum.participant;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.graphql.Connection;
import dev.plenum.platform.graphql.Page;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.mongo.GuardedWrite;
import dev.plenum.platform.token.TokenIssuer;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of the participants.
 */
@Component
public class Participants {

	/** The prefix of the ids of participants. */
	public static final String ID_PREFIX = "par";

	/** The name of the collection. */
	public static final String COLLECTION = "participants";

	private static final int AT_A_TIME = 1000;

	private static final String DEPARTING = "departingAt";

	private static final String LINKED = "linkedTo";

	private static final String MOVING = "movingAt";

	private final Documents<ParticipantDocument> documents;

	Participants(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, ParticipantDocument.class);
	}

	/**
	 * Finds the id in the subject of a ticket token.
	 * @param subject any subject
	 * @return the id of the participant; empty if the subject is an account
	 */
	public static Optional<String> idOf(String subject) {
		return subject.startsWith(TokenIssuer.TICKET) ? Optional.of(subject.substring(TokenIssuer.TICKET.length()))
				: Optional.empty();
	}

	/**
	 * Finds a participant.
	 * @param id any id
	 * @return the participant; empty if there is none
	 */
	public Mono<ParticipantDocument> byId(String id) {
		return id.startsWith(ID_PREFIX + '_') ? this.documents.byId(id) : Mono.empty();
	}

	/**
	 * Finds a participant as the database has it now, after a write was refused.
	 * @param id the participant's id
	 * @return the participant; empty if there is none
	 */
	public Mono<ParticipantDocument> newest(String id) {
		return id.startsWith(ID_PREFIX + '_') ? this.documents.newest(id) : Mono.empty();
	}

	/**
	 * Finds the participant that a ticket code belongs to.
	 * @param codeHash the keyed hash of the code
	 * @return the participant, also if the participation is cancelled; empty if the code
	 * is wrong
	 */
	public Mono<ParticipantDocument> byCodeHash(String codeHash) {
		return Mono.from(this.documents.find(Filters.eq("codeHash", codeHash)).limit(1));
	}

	/**
	 * Finds all participants of an event.
	 * @param eventId the event
	 * @return the participants, also those whose participation is cancelled, in no order
	 */
	public Flux<ParticipantDocument> of(String eventId) {
		return this.documents.ofEvent(eventId);
	}

	/**
	 * Finds the participant whom a subject stands for.
	 * @param eventId the event
	 * @param subject the subject of a ticket token, or of an account that entered a
	 * ticket code
	 * @return the participant, also if the participation is cancelled; empty if the
	 * subject is no participant of the event
	 */
	public Mono<ParticipantDocument> bySubject(String eventId, String subject) {
		return idOf(subject).map((id) -> byId(id).filter((found) -> found.eventId().equals(eventId)))
			.orElseGet(() -> linkedTo(subject, eventId).sort(Comparator.comparing(ParticipantDocument::state)).next());
	}

	/**
	 * Finds the participants of an event with an e-mail address.
	 * @param eventId the event
	 * @param email the address in lower case
	 * @param most the maximum number of participants
	 * @return the participants, also those whose participation is cancelled, by name
	 */
	public Flux<ParticipantDocument> byEmail(String eventId, String email, int most) {
		return Flux.from(this.documents.find(Filters.and(Filters.eq("email", email), Filters.eq("eventId", eventId)))
			.sort(Sorts.ascending("sortKey", "_id"))
			.limit(most));
	}

	/**
	 * Finds the participants whom subjects stand for.
	 * @param eventId the event
	 * @param subjects the subjects of ticket tokens, or of accounts that entered a ticket
	 * code
	 * @return the participants, also those whose participation is cancelled, in no order
	 */
	public Flux<ParticipantDocument> bySubjects(String eventId, Collection<String> subjects) {
		return Flux.fromIterable(subjects)
			.buffer(AT_A_TIME)
			.concatMap((some) -> Flux.concat(
					this.documents.find(Filters.in("_id",
							some.stream().map(Participants::idOf).flatMap(Optional::stream).toList())),
					this.documents.find(Filters.and(Filters.in(LINKED, some), Filters.eq("eventId", eventId)))))
			.filter((found) -> found.eventId().equals(eventId));
	}

	/**
	 * Finds the participants whose ticket code an account entered, in all events.
	 * @param subject the subject of the account
	 * @return the participants
	 */
	public Flux<ParticipantDocument> linkedTo(String subject) {
		return Flux.from(this.documents.find(Filters.eq(LINKED, subject)));
	}

	/**
	 * Changes a participant if it exists and meets a condition.
	 * @param id the participant's id
	 * @param condition what must be true of it
	 * @param fields what to change
	 * @return the participant after the write; empty if nothing was changed
	 */
	public Mono<ParticipantDocument> change(String id, Bson condition, Fields fields) {
		return this.documents.change(id, condition, fields);
	}

	/**
	 * Gives a participant another ticket code, if the request is new and nobody else does
	 * so at the same time.
	 * @param before the participant with the code to replace
	 * @param request the key of the request; null for none
	 * @param code the new code
	 * @return the participant afterwards, with the code that it has then
	 */
	public Mono<ParticipantDocument> replaceCode(ParticipantDocument before, @Nullable String request, Fields code) {
		return this.documents
			.changeOnce(before.id(), Filters.eq("codeGeneration", before.codeGeneration()), request, code)
			.switchIfEmpty(Mono.defer(() -> this.documents.newest(before.id())));
	}

	Mono<ParticipantDocument> put(String id, @Nullable Integer expectedVersion, Fields fields) {
		return this.documents.putExpected(id, expectedVersion, fields);
	}

	Mono<ParticipantDocument> change(String id, @Nullable Integer expectedVersion, Fields fields) {
		return this.documents.changeExpected(id, expectedVersion, fields);
	}

	Mono<Integer> count(String eventId) {
		return this.documents.count(Filters.eq("eventId", eventId));
	}

	/**
	 * Makes many writes, each if its document has the expected version.
	 * @return whether all were made
	 */
	Mono<Boolean> write(List<GuardedWrite> writes) {
		return this.documents.write(writes);
	}

	/**
	 * One page of the participants of an event, by name.
	 */
	Mono<Connection<ParticipantDocument>> page(String eventId, ParticipantSelection selection, Page page) {
		Bson own = Filters.and(Filters.eq("eventId", eventId), selection.condition());
		Bson order = page.isBackward() ? Sorts.descending("sortKey", "_id") : Sorts.ascending("sortKey", "_id");
		Mono<Bson> between = Mono.zip(bound(page.after(eventId), eventId, Participants::behind),
				bound(page.before(eventId), eventId, Participants::ahead),
				(after, before) -> Filters.and(own, after, before));
		return Mono.zip(
				between.flatMapMany((filter) -> this.documents.find(filter).sort(order).limit(page.size() + 1))
					.collectList(),
				this.documents.count(own), (found, total) -> page.read(eventId, found, total, ParticipantDocument::id));
	}

	/**
	 * Finds departures that are not complete and that nobody works at.
	 */
	Flux<ParticipantDocument> departing(Instant now, int most) {
		return Flux.from(this.documents.find(Filters.lte(DEPARTING, now)).sort(Sorts.ascending(DEPARTING)).limit(most));
	}

	/**
	 * Takes a departure for some time.
	 * @return the participant; empty if another server was faster, or the participant
	 * takes part again
	 */
	Mono<ParticipantDocument> takeDeparture(ParticipantDocument due, Instant until) {
		return this.documents.change(due.id(), Filters.eq(DEPARTING, due.departingAt()), Updates.set(DEPARTING, until));
	}

	/**
	 * Ends a departure. A participant that is being removed is removed.
	 * @return completes afterwards; changes nothing if another server took the departure
	 */
	Mono<Void> endDeparture(ParticipantDocument taken) {
		Bson same = Filters.eq(DEPARTING, taken.departingAt());
		return (taken.isBeingRemoved() ? this.documents.remove(taken.id(), same)
				: this.documents.update(taken.id(), same, Updates.unset(DEPARTING)))
			.then();
	}

	/**
	 * Links an active participant to an account. This one write is the link, and makes
	 * the move of what the ticket had due.
	 * @param id the participant's id
	 * @param account the subject of the account
	 * @param now the current time
	 * @return the participant; empty if the participation is cancelled, or the
	 * participant is linked
	 */
	public Mono<ParticipantDocument> link(String id, String account, Instant now) {
		return change(id, Filters.and(Filters.exists(LINKED, false), Filters.eq("state", ParticipantState.ACTIVE)),
				new Fields().set(LINKED, account).set("linkedAt", now).set(MOVING, now));
	}

	/**
	 * Ends a link that was made at the same moment as another one of the same account.
	 * @return whether it was ended
	 */
	Mono<Boolean> unlink(ParticipantDocument linked) {
		return this.documents.update(linked.id(),
				Filters.and(Filters.eq(LINKED, linked.linkedTo()), Filters.eq("linkedAt", linked.linkedAt())),
				Updates.combine(Updates.unset(LINKED), Updates.unset("linkedAt"), Updates.unset(MOVING),
						Updates.inc("version", 1L)));
	}

	/**
	 * Finds the participants of an event whom an account is.
	 * @param account the subject of the account
	 * @param eventId the event
	 * @return the participants, also those whose participation is cancelled
	 */
	public Flux<ParticipantDocument> linkedTo(String account, String eventId) {
		return Flux.from(this.documents.find(Filters.and(Filters.eq(LINKED, account), Filters.eq("eventId", eventId))));
	}

	/**
	 * Finds the participants of an event whose ticket codes accounts have entered.
	 */
	Flux<ParticipantDocument> linked(String eventId) {
		return Flux.from(this.documents.find(Filters.and(Filters.eq("eventId", eventId), Filters.exists(LINKED))));
	}

	/**
	 * Finds moves that are due.
	 */
	Flux<ParticipantDocument> moving(Instant now, int most) {
		return Flux.from(this.documents.find(Filters.lte(MOVING, now)).sort(Sorts.ascending(MOVING)).limit(most));
	}

	/**
	 * Changes when a move is due.
	 * @param at the moment; null for never
	 * @return the participant; empty if another server was faster
	 */
	Mono<ParticipantDocument> move(ParticipantDocument due, @Nullable Instant at) {
		return this.documents.change(due.id(), Filters.eq(MOVING, due.movingAt()),
				(at != null) ? Updates.set(MOVING, at) : Updates.unset(MOVING));
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureIndex("eventId", "sortKey", "_id")
			.then(this.documents.ensureIndex("codeHash"))
			.then(this.documents.ensureIndex(LINKED, "eventId"))
			.then(this.documents.ensureIndex("email", "eventId"))
			.then(this.documents.ensureIndex(DEPARTING))
			.then(this.documents.ensureIndex(MOVING));
	}

	private Mono<Bson> bound(Optional<String> place, String eventId, Function<ParticipantDocument, Bson> bound) {
		return place
			.map((id) -> byId(id).filter((found) -> found.eventId().equals(eventId))
				.map(bound)
				.switchIfEmpty(Mono.error(Page::noCursor)))
			.orElseGet(() -> Mono.just(Filters.empty()));
	}

	private static Bson behind(ParticipantDocument one) {
		return Filters.or(Filters.gt("sortKey", one.sortKey()),
				Filters.and(Filters.eq("sortKey", one.sortKey()), Filters.gt("_id", one.id())));
	}

	private static Bson ahead(ParticipantDocument one) {
		return Filters.or(Filters.lt("sortKey", one.sortKey()),
				Filters.and(Filters.eq("sortKey", one.sortKey()), Filters.lt("_id", one.id())));
	}

}
