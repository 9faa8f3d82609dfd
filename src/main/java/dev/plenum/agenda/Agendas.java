package dev.plenum.agenda;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.agenda.AgendaDocument.AppointmentEntry;
import dev.plenum.agenda.AgendaEdit.Picking;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.mongo.Reading;
import dev.plenum.platform.mongo.WriteConflict;
import dev.plenum.programme.Session;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of the agendas, one document for each attendee and event, which the
 * first write creates. Every change is one guarded write and returns the agenda as it is
 * afterwards.
 */
@Component
class Agendas {

	static final String COLLECTION = "agendas";

	static final String ID_PREFIX = "agd";

	private static final int FIRST_GENERATION = 0;

	private static final int MOST_TRIES = 100;

	private static final int AT_A_TIME = 1000;

	/** How many agendas are written at the same time. */
	private static final int AT_ONCE = 8;

	private final Documents<AgendaDocument> documents;

	private final MongoCollection<AgendaDocument> collection;

	private final Generations generations;

	private final Secrets secrets;

	private final RecentWrites written = new RecentWrites();

	Agendas(MongoDatabase database, Generations generations, Secrets secrets) {
		this.documents = new Documents<>(database, COLLECTION, AgendaDocument.class);
		this.collection = database.getCollection(COLLECTION, AgendaDocument.class);
		this.generations = generations;
		this.secrets = secrets;
	}

	Mono<AgendaDocument> of(AgendaOwner owner) {
		return byId(owner.agendaId()).defaultIfEmpty(AgendaDocument.unopened(owner));
	}

	Mono<AgendaDocument> byId(String id) {
		return this.documents.byId(id);
	}

	/**
	 * Returns whether a version of an agenda contains everything that this server wrote
	 * to it.
	 * @param id the id of the agenda
	 * @param version the version
	 * @return false if it was read before a write whose answer has been sent since
	 */
	boolean isNewest(String id, long version) {
		return this.written.areIn(id, version);
	}

	/**
	 * Finds the agendas with a code: at most one, except by coincidence.
	 */
	Flux<AgendaDocument> withCode(String eventId, String code) {
		return Flux.from(this.collection.find(Filters.and(Filters.eq("eventId", eventId),
				Filters.or(Filters.eq("code", code), Filters.eq("otherCodes", code)))));
	}

	Flux<AgendaDocument> ofSubject(String subject) {
		return Flux.from(this.collection.find(Filters.eq("subject", subject)));
	}

	/**
	 * Finds the favourites of each attendee of an event, without the attendees' identity.
	 * @param exhibitorIds the exhibitors; an attendee with none of them is left out
	 * @return for each attendee the ids of the favourite exhibitors, with the time since
	 * when they are favourites
	 */
	Flux<Map<String, Instant>> favourites(String eventId, Collection<String> exhibitorIds) {
		Bson anyOfThem = (exhibitorIds.size() == 1) ? Filters.exists("favourites." + exhibitorIds.iterator().next())
				: Filters.exists("favourites");
		return Flux
			.from(this.collection.withDocumentClass(BsonDocument.class)
				.find(Filters.and(Filters.eq("eventId", eventId), anyOfThem))
				.projection(Projections.include("favourites")))
			.map((document) -> document.getDocument("favourites")
				.entrySet()
				.stream()
				.collect(Collectors.toMap(Map.Entry::getKey,
						(favourite) -> Instant.ofEpochMilli(favourite.getValue().asDateTime().getValue()))));
	}

	/**
	 * Finds the codes of the attendees of an event, and when they came to sessions in
	 * which they have no seat.
	 */
	Flux<AgendaDocument> withCodes(String eventId) {
		return Flux.from(this.collection.find(Filters.eq("eventId", eventId))
			.projection(Projections.include("eventId", "subject", "version", "name", "code", "otherCodes", "presences",
					"presencesFor")));
	}

	/**
	 * Finds the attendees who came to sessions in which they have no seat.
	 */
	Flux<AgendaDocument> withPresences(String eventId) {
		return Flux.from(this.collection.find(Filters.and(Filters.eq("eventId", eventId), Filters.exists("presences")))
			.projection(Projections.include("eventId", "subject", "version", "presences", "presencesFor")));
	}

	/**
	 * Finds the names of attendees.
	 */
	Flux<AgendaDocument> named(String eventId, Collection<String> subjects) {
		return Flux.fromIterable(subjects)
			.map((subject) -> new AgendaOwner(eventId, subject, null).agendaId())
			.buffer(AT_A_TIME)
			.concatMap((ids) -> this.collection.find(Filters.in("_id", ids))
				.projection(Projections.include("eventId", "subject", "version", "name")));
	}

	/**
	 * Finds the attendees whose stored agenda contains at least one of some sessions. A
	 * session for everybody is in each agenda from which its attendee has not removed it.
	 * @param sessions the sessions, at least one
	 * @return the subjects, each once
	 */
	Flux<String> subjectsWith(String eventId, Collection<Session> sessions) {
		List<Bson> any = sessions.stream().map((session) -> {
			String picked = "picks.%s.picked".formatted(session.id());
			return session.forEverybody() ? Filters.ne(picked, false) : Filters.eq(picked, true);
		}).toList();
		return Flux
			.from(this.collection.withDocumentClass(BsonDocument.class)
				.find(Filters.and(Filters.eq("eventId", eventId), Filters.or(any)))
				.projection(Projections.include("subject")))
			.map((document) -> document.getString("subject").getValue());
	}

	/**
	 * Finds everybody's decisions about sessions in an event, and what they have read.
	 */
	Flux<AgendaDocument> withNews(String eventId) {
		return Flux.from(this.collection.find(Filters.eq("eventId", eventId))
			.projection(Projections.include("eventId", "subject", "version", "picks", "newsRead")));
	}

	/**
	 * Removes an exhibitor from the favourites of all attendees of an event, and their
	 * notes on it.
	 */
	Mono<Void> withoutExhibitor(String eventId, String exhibitorId) {
		String favourite = "favourites." + exhibitorId;
		String note = "exhibitorNotes." + exhibitorId;
		Bson has = Filters.or(Filters.exists(favourite), Filters.exists(note));
		return Flux.from(this.collection.find(Filters.and(Filters.eq("eventId", eventId), has)))
			.map(AgendaDocument::owner)
			.flatMap((owner) -> change(owner, has, new Fields().set(favourite, null).set(note, null)), AT_ONCE)
			.then();
	}

	/**
	 * Applies an edit.
	 * @param request the key of the request, which is carried out once; null to rely on
	 * the edit's guard alone
	 * @return the agenda afterwards
	 */
	Mono<AgendaDocument> apply(AgendaOwner owner, AgendaEdit edit, @Nullable String request) {
		return (request == null) ? apply(owner, edit)
				: apply(owner, edit.once(request)).flatMap((kept) -> kept.requests().contains(request) ? Mono.just(kept)
						: apply(owner, AgendaEdit.remembering(request)));
	}

	private Mono<AgendaDocument> apply(AgendaOwner owner, AgendaEdit edit) {
		return edit.opens() ? write(owner, edit.guard(), edit.fields())
				: change(owner, edit.guard(), edit.fields()).switchIfEmpty(newest(owner));
	}

	/**
	 * Creates an appointment or, if it exists, changes it.
	 * @param created the appointment to create; null to change an existing one only
	 * @param change the change of an existing one
	 * @param request the key of the request; null to carry out each repetition
	 * @return the agenda afterwards, without the appointment if there is none to change,
	 * if there are too many, or if it was removed after the request was carried out
	 */
	Mono<AgendaDocument> putAppointment(AgendaOwner owner, String id, @Nullable AppointmentEntry created,
			AgendaEdit change, @Nullable String request) {
		return ((created != null) ? create(owner, AgendaEdit.newAppointment(id, created), request) : of(owner))
			.flatMap((kept) -> {
				AppointmentEntry stored = kept.appointments().get(id);
				return (stored == null || stored.equals(created) || kept.remembers(request)) ? Mono.just(kept)
						: apply(owner, change, request);
			});
	}

	private Mono<AgendaDocument> create(AgendaOwner owner, AgendaEdit edit, @Nullable String request) {
		return apply(owner, (request != null) ? edit.once(request) : edit);
	}

	/**
	 * Adds and removes sessions by one write, which is guarded by the version of the
	 * agenda, so that each decision is stored with the version since which it is there.
	 * @param known the agenda as this server knows it
	 * @param request the key of the request, which is carried out once; null to carry out
	 * each repetition
	 * @return the agenda afterwards
	 */
	Mono<AgendaDocument> pick(AgendaOwner owner, AgendaDocument known, Picking picking, @Nullable String request) {
		AtomicReference<@Nullable AgendaDocument> first = new AtomicReference<>(known);
		return WriteConflict.retried(MOST_TRIES, Reading.COMMITTED, (reading) -> {
			AgendaDocument remembered = first.getAndSet(null);
			return ((remembered != null) ? Mono.just(remembered) : newest(owner))
				.flatMap((kept) -> picked(owner, kept, picking, request));
		});
	}

	private Mono<AgendaDocument> picked(AgendaOwner owner, AgendaDocument kept, Picking picking,
			@Nullable String request) {
		if (kept.remembers(request)) {
			return Mono.just(kept);
		}
		Fields fields = picking.fields(kept);
		if (request != null) {
			fields.append(Documents.REQUESTS, request, AgendaEdit.MOST_REQUESTS);
		}
		if (fields.isEmpty()) {
			return Mono.just(kept);
		}
		return (kept.version() > 0) ? change(owner, Filters.eq("version", kept.version()), fields)
				: this.documents.putExpected(owner.agendaId(), 0, first(owner, FIRST_GENERATION, fields))
					.flatMap((begun) -> (begun.version() > 1) ? Mono.just(begun) : inValidGeneration(begun))
					.doOnNext(this.written::note);
	}

	/**
	 * Stores the agenda of an attendee to whom derived values were sent, so that the
	 * values can be found.
	 * @param generation the generation of these values
	 * @return the agenda; empty if the attendee has deleted these values in the meantime
	 */
	Mono<AgendaDocument> open(AgendaOwner owner, int generation) {
		return begin(owner, generation)
			.flatMap((kept) -> (kept.version() > 1) ? Mono.just(kept) : this.generations.of(owner)
				.flatMap((least) -> (least <= generation) ? Mono.just(kept) : withdraw(kept)));
	}

	/**
	 * Creates the agenda in its valid generation if there is none.
	 * @return the agenda afterwards
	 */
	Mono<AgendaDocument> begin(AgendaOwner owner) {
		return this.generations.of(owner).flatMap((least) -> begin(owner, least));
	}

	/**
	 * Creates the agenda if there is none. An agenda that an earlier version of the
	 * server created with random values can be found by the derived ones too.
	 * @param generation the generation of the derived values
	 * @return the agenda afterwards
	 */
	Mono<AgendaDocument> begin(AgendaOwner owner, int generation) {
		return this.documents.begin(owner.agendaId(), first(owner, generation, new Fields()))
			.flatMap((kept) -> (kept.generation() != null) ? Mono.just(kept) : withOthers(owner, kept, generation))
			.doOnNext(this.written::note);
	}

	private Mono<AgendaDocument> withOthers(AgendaOwner owner, AgendaDocument kept, int generation) {
		String code = this.secrets.code(owner, generation);
		return change(owner, Filters.and(Filters.exists("generation", false), Filters.ne("otherCodes", code)),
				new Fields().include("otherCodes", code)
					.include("otherCalendarSecrets", this.secrets.calendar(owner, generation)))
			.switchIfEmpty(Mono.defer(() -> this.documents.newest(kept.id())))
			.defaultIfEmpty(kept);
	}

	/**
	 * Gives an agenda the code and the secret of a generation, unless another write gave
	 * it others in the meantime.
	 * @return the agenda afterwards
	 */
	Mono<AgendaDocument> beginGeneration(AgendaDocument kept, int generation) {
		AgendaOwner owner = kept.owner();
		return change(owner, Filters.eq("generation", kept.generation()),
				new Fields().set("code", this.secrets.code(owner, generation))
					.set("calendarSecret", this.secrets.calendar(owner, generation))
					.set("generation", generation)
					.set("otherCodes", null)
					.set("otherCalendarSecrets", null))
			.switchIfEmpty(newest(owner));
	}

	/**
	 * Removes an agenda.
	 * @param next the generation of whatever the attendee has afterwards
	 * @return the agenda as it was; empty if there was none
	 */
	Mono<AgendaDocument> remove(AgendaDocument kept, int next) {
		return this.documents.take(kept.id(), Filters.empty())
			.doOnNext((removed) -> this.written.gone(removed.id(), next));
	}

	/**
	 * Removes an agenda that its attendee had deleted before it was stored.
	 */
	private Mono<AgendaDocument> withdraw(AgendaDocument kept) {
		Bson unchanged = Filters.and(Filters.eq("version", kept.version()),
				Filters.eq("generation", kept.generation()));
		return this.documents.take(kept.id(), unchanged)
			.doOnNext((removed) -> this.written.gone(removed.id(),
					Objects.requireNonNullElse(removed.generation(), FIRST_GENERATION) + 1))
			.then(Mono.empty());
	}

	Mono<Void> ensureIndexes() {
		return Flux
			.concat(this.collection.createIndex(Indexes.ascending("subject")),
					this.collection.createIndex(Indexes.ascending("eventId", "code")),
					this.collection.createIndex(Indexes.ascending("eventId", "otherCodes")))
			.then();
	}

	/**
	 * Changes the agenda if it meets the guard, and creates it if there is none.
	 */
	private Mono<AgendaDocument> write(AgendaOwner owner, Bson guard, Fields fields) {
		return this.documents.putIf(owner.agendaId(), guard, first(owner, FIRST_GENERATION, fields))
			.flatMap((kept) -> (kept.version() > 1) ? Mono.just(kept) : inValidGeneration(kept))
			.doOnNext(this.written::note);
	}

	/**
	 * Gives a new agenda valid values if its attendee has deleted those of an earlier
	 * agenda.
	 */
	private Mono<AgendaDocument> inValidGeneration(AgendaDocument kept) {
		Integer generation = kept.generation();
		return (generation == null) ? Mono.just(kept) : this.generations.of(kept.owner())
			.flatMap((least) -> (generation >= least) ? Mono.just(kept) : beginGeneration(kept, least));
	}

	/**
	 * Changes the agenda if it exists and meets the guard.
	 * @return the agenda afterwards; empty if nothing was changed
	 */
	Mono<AgendaDocument> change(AgendaOwner owner, Bson guard, Fields fields) {
		return this.documents.change(owner.agendaId(), guard, fields).doOnNext(this.written::note);
	}

	/**
	 * Returns the agenda as it is after a write that was refused; an unopened one if
	 * there is none.
	 */
	Mono<AgendaDocument> newest(AgendaOwner owner) {
		return Mono.defer(() -> this.documents.newest(owner.agendaId()))
			.doOnNext(this.written::note)
			.defaultIfEmpty(AgendaDocument.unopened(owner));
	}

	private Fields first(AgendaOwner owner, int generation, Fields fields) {
		Fields first = fields.first("subject", owner.subject())
			.first("code", this.secrets.code(owner, generation))
			.first("calendarSecret", this.secrets.calendar(owner, generation))
			.first("generation", generation);
		return (owner.name() != null) ? first.first("name", owner.name()) : first;
	}

}
