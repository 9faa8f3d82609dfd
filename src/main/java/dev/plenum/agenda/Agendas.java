package dev.plenum.agenda;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.agenda.AgendaDocument.AppointmentEntry;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.mongo.GuardedChange;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of the agendas, one document for each attendee and event. It is made by
 * the first write, whichever that is. Every change is one write, guarded so that a
 * repeated one changes nothing, and answers the agenda as it is then.
 */
@Component
class Agendas {

	static final String COLLECTION = "agendas";

	static final String ID_PREFIX = "agd";

	/** How many appointments an agenda holds. */
	static final int MOST_APPOINTMENTS = 200;

	private static final String APPOINTMENT_COUNT = "appointmentCount";

	private static final int FIRST_GENERATION = 0;

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
	 * Whether a version of an agenda shows everything that was written to it here.
	 * @param id the id of the agenda
	 * @param version the version that somebody remembers
	 * @return false if it was read before a write that has been answered since
	 */
	boolean isNewest(String id, long version) {
		return this.written.areIn(id, version);
	}

	/**
	 * The agendas with a code: at most one, but for a coincidence.
	 */
	Flux<AgendaDocument> withCode(String eventId, String code) {
		return Flux.from(this.collection.find(Filters.and(Filters.eq("eventId", eventId),
				Filters.or(Filters.eq("code", code), Filters.eq("otherCodes", code)))));
	}

	Flux<AgendaDocument> ofSubject(String subject) {
		return Flux.from(this.collection.find(Filters.eq("subject", subject)));
	}

	/**
	 * Stores the agenda of an attendee who was shown derived values, so that these are
	 * found.
	 * @param generation the generation of these values
	 * @return the agenda; empty if the attendee has deleted these values meanwhile
	 */
	Mono<AgendaDocument> open(AgendaOwner owner, int generation) {
		return begin(owner, generation)
			.flatMap((kept) -> (kept.version() > 1) ? Mono.just(kept) : this.generations.of(kept.owner())
				.flatMap((least) -> (least <= generation) ? Mono.just(kept) : withdraw(kept)));
	}

	/**
	 * Makes the agenda where there is none. One that an earlier version of the server has
	 * made with other values is found by the derived ones too.
	 * @param generation the generation of the derived values
	 * @return the agenda as it is then
	 */
	Mono<AgendaDocument> begin(AgendaOwner owner, int generation) {
		return this.documents.begin(owner.agendaId(), first(owner, generation))
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
	 * Gives an agenda the code and the secret of a generation, unless it has got others
	 * meanwhile.
	 * @return the agenda as it is then
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

	Mono<AgendaDocument> pick(AgendaOwner owner, String sessionId, boolean picked, Instant at) {
		String path = "picks." + sessionId;
		return write(owner, Filters.ne(path + ".picked", picked),
				first(owner).set(path + ".picked", picked).set(path + ".at", at));
	}

	/**
	 * Merges what was done at one moment on a device that was offline. For each session
	 * the last word counts, and of two at the same instant the one that picks it; so it
	 * does not matter in which order devices come back.
	 */
	Mono<AgendaDocument> merge(AgendaOwner owner, Collection<String> add, Collection<String> remove, Instant at) {
		List<GuardedChange> changes = new ArrayList<>();
		add.forEach((sessionId) -> changes.add(merge(sessionId, true, at)));
		remove.forEach((sessionId) -> changes.add(merge(sessionId, false, at)));
		return this.documents.putEach(owner.agendaId(), first(owner), changes)
			.flatMap((kept) -> (kept.version() > 1 + changes.size()) ? Mono.just(kept) : inValidGeneration(kept))
			.doOnNext(this.written::note);
	}

	private static GuardedChange merge(String sessionId, boolean picked, Instant at) {
		String path = "picks." + sessionId;
		Bson earlier = Filters.or(Filters.exists(path, false), Filters.lt(path + ".at", at),
				Filters.and(Filters.eq(path + ".at", at), Filters.lt(path + ".picked", picked)));
		return new GuardedChange(earlier, new Fields().set(path + ".picked", picked).set(path + ".at", at));
	}

	/**
	 * Keeps a new appointment, or changes one.
	 * @return the agenda; without the appointment if it holds too many already
	 */
	Mono<AgendaDocument> putAppointment(AgendaOwner owner, String id, AppointmentEntry appointment) {
		String path = "appointments." + id;
		Bson isNew = Filters.and(Filters.exists(path, false),
				Filters.not(Filters.gte(APPOINTMENT_COUNT, MOST_APPOINTMENTS)));
		return write(owner, isNew, first(owner).set(path, appointment).raise(APPOINTMENT_COUNT, 1))
			.flatMap((agenda) -> appointment.equals(agenda.appointments().get(id)) ? Mono.just(agenda)
					: changeAppointment(owner, id, appointment));
	}

	/**
	 * Changes an appointment, if it differs.
	 * @return the agenda; without the appointment if it never had it
	 */
	Mono<AgendaDocument> changeAppointment(AgendaOwner owner, String id, AppointmentEntry appointment) {
		String path = "appointments." + id;
		Bson differs = Filters.or(Filters.ne(path + ".title", appointment.title()),
				Filters.ne(path + ".startsAt", appointment.startsAt()),
				Filters.ne(path + ".endsAt", appointment.endsAt()), Filters.ne(path + ".place", appointment.place()),
				Filters.ne(path + ".note", appointment.note()));
		return change(owner, Filters.and(Filters.exists(path), differs),
				new Fields().set(path + ".title", appointment.title())
					.set(path + ".startsAt", appointment.startsAt())
					.set(path + ".endsAt", appointment.endsAt())
					.set(path + ".place", appointment.place())
					.set(path + ".note", appointment.note())
					.raise(path + ".revision", 1)
					.set(path + ".changedAt", appointment.changedAt()))
			.switchIfEmpty(newest(owner));
	}

	Mono<AgendaDocument> removeAppointment(AgendaOwner owner, String id) {
		String path = "appointments." + id;
		return change(owner, Filters.exists(path), new Fields().set(path, null).raise(APPOINTMENT_COUNT, -1))
			.switchIfEmpty(newest(owner));
	}

	Mono<AgendaDocument> putNote(AgendaOwner owner, String sessionId, @Nullable String text) {
		String path = "notes." + sessionId;
		return write(owner, (text != null) ? Filters.ne(path, text) : Filters.exists(path),
				first(owner).set(path, text));
	}

	Mono<AgendaDocument> favourite(AgendaOwner owner, String exhibitorId, Instant at) {
		String path = "favourites." + exhibitorId;
		return write(owner, Filters.exists(path, false), first(owner).set(path, at));
	}

	Mono<AgendaDocument> unfavourite(AgendaOwner owner, String exhibitorId) {
		String path = "favourites." + exhibitorId;
		return change(owner, Filters.exists(path), new Fields().set(path, null)).switchIfEmpty(newest(owner));
	}

	/**
	 * What each attendee of an event likes, without who it is: exhibitors' ids with the
	 * moment since when.
	 * @param exhibitorIds whom attendees must like to be told of
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

	Mono<AgendaDocument> putExhibitorNote(AgendaOwner owner, String exhibitorId, @Nullable String text) {
		String path = "exhibitorNotes." + exhibitorId;
		return write(owner, (text != null) ? Filters.ne(path, text) : Filters.exists(path),
				first(owner).set(path, text));
	}

	/**
	 * Notes that the attendee was seen at a session that needs no seat; the first time
	 * counts.
	 */
	Mono<AgendaDocument> present(AgendaDocument agenda, String sessionId, Instant at) {
		String path = "presences." + sessionId;
		AgendaOwner owner = agenda.owner();
		return change(owner, Filters.exists(path, false), new Fields().set(path, at)).switchIfEmpty(newest(owner));
	}

	/**
	 * Takes an agenda away.
	 * @param next the generation of whatever the attendee has after it
	 * @return the agenda as it was; empty if there was none
	 */
	Mono<AgendaDocument> remove(AgendaDocument kept, int next) {
		return this.documents.take(kept.id(), Filters.empty())
			.doOnNext((removed) -> this.written.gone(removed.id(), next));
	}

	/**
	 * Takes an agenda away again that its attendee has deleted before it was stored.
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
	 * Changes the agenda if it meets the guard, or makes it where there is none.
	 */
	private Mono<AgendaDocument> write(AgendaOwner owner, Bson guard, Fields fields) {
		return this.documents.putIf(owner.agendaId(), guard, fields)
			.flatMap((kept) -> (kept.version() > 1) ? Mono.just(kept) : inValidGeneration(kept))
			.doOnNext(this.written::note);
	}

	/**
	 * Gives a new agenda the values that are valid for an attendee who has deleted those
	 * of an earlier one.
	 */
	private Mono<AgendaDocument> inValidGeneration(AgendaDocument kept) {
		Integer generation = kept.generation();
		return (generation == null) ? Mono.just(kept) : this.generations.of(kept.owner())
			.flatMap((least) -> (generation >= least) ? Mono.just(kept) : beginGeneration(kept, least));
	}

	/**
	 * Changes the agenda if it is there and meets the guard.
	 * @return the agenda as it is then; empty if nothing was changed
	 */
	Mono<AgendaDocument> change(AgendaOwner owner, Bson guard, Fields fields) {
		return this.documents.change(owner.agendaId(), guard, fields).doOnNext(this.written::note);
	}

	/**
	 * The agenda as it is now, after a change that was refused; an unopened one if there
	 * is none.
	 */
	private Mono<AgendaDocument> newest(AgendaOwner owner) {
		return Mono.defer(() -> this.documents.newest(owner.agendaId()))
			.doOnNext(this.written::note)
			.defaultIfEmpty(AgendaDocument.unopened(owner));
	}

	private Fields first(AgendaOwner owner) {
		return first(owner, FIRST_GENERATION);
	}

	private Fields first(AgendaOwner owner, int generation) {
		Fields first = new Fields().first("subject", owner.subject())
			.first("code", this.secrets.code(owner, generation))
			.first("calendarSecret", this.secrets.calendar(owner, generation))
			.first("generation", generation);
		return (owner.name() != null) ? first.first("name", owner.name()) : first;
	}

}
