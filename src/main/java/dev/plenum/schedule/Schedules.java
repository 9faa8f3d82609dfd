package dev.plenum.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Reading;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of the schedules, one document for each event.
 */
@Component
public class Schedules {

	/** The collection's name. */
	public static final String COLLECTION = "schedules";

	private static final String WITHDRAWN = "withdrawn";

	/** What is withdrawn and not removed yet. */
	private static final String REMOVING = "removing";

	private static final String VERSION = "version";

	private static final String DRAFT_REVISION = "drafts.revision";

	private static final BsonDocument NOTHING = new BsonDocument();

	private final Documents<Schedule> documents;

	private final MongoCollection<BsonDocument> raw;

	Schedules(MongoDatabase database) {
		this.documents = Documents.onePerEvent(database, COLLECTION, Schedule.class);
		this.raw = database.getCollection(COLLECTION, BsonDocument.class);
	}

	/**
	 * Reads the schedule of an event from the database.
	 * @param eventId the event
	 * @return the schedule; empty if the event has none
	 */
	public Mono<Schedule> ofEvent(String eventId) {
		return this.documents.byId(eventId);
	}

	/**
	 * Reads the schedule of an event to decide on a change.
	 * @param eventId the event
	 * @param reading how to read it
	 * @return the schedule; empty if the event has none
	 */
	public Mono<Schedule> ofEvent(String eventId, Reading reading) {
		return this.documents.byId(eventId, reading);
	}

	/**
	 * Stores the first schedule of an event. Does nothing if the event already has a
	 * schedule.
	 * @param schedule the schedule
	 * @return completes when the event has a schedule
	 */
	public Mono<Void> begin(Schedule schedule) {
		return this.documents.add(schedule).then();
	}

	/**
	 * Stores the first sessions of an event in a schedule that never had any, without a
	 * change for each of them, so that nobody is notified of a thousand additions.
	 * @param schedule the schedule, at revision 0
	 * @return whether it was stored; false if the schedule already has sessions
	 */
	public Mono<Boolean> fill(Schedule schedule) {
		Bson empty = Filters.and(Filters.eq("revision", 0), Filters.eq("slots", new Document()),
				available(schedule.slots().values().stream()));
		return begin(Schedule.first(schedule.eventId(), Map.of())).then(this.documents.update(schedule.eventId(), empty,
				Updates.combine(Updates.set("slots", schedule.slots()), Updates.inc(VERSION, 1L))));
	}

	/**
	 * Stores changes of a schedule if nobody else has changed it meanwhile. This is the
	 * one guarded write behind every change of a schedule.
	 * @param before the schedule that the changes start from
	 * @param changed the changes and the schedule that they lead to
	 * @return whether they were stored; false if the schedule does not have the revision
	 * and the version of {@code before} any more, or if a room or speaker that the
	 * changes use is removed
	 */
	public Mono<Boolean> advance(Schedule before, ScheduleOutcome.Changed changed) {
		return this.documents.update(before.eventId(), Filters.and(unchanged(before), available(used(before, changed))),
				Updates.combine(steps(before, changed), drafts(before.drafts(), changed.schedule().drafts())));
	}

	/**
	 * Creates the indexes by which schedules with hidden sessions and with interrupted
	 * removals are found.
	 * @return completes afterwards
	 */
	Mono<Void> ensureIndexes() {
		return this.documents.ensureIndex(DRAFT_REVISION).then(this.documents.ensureIndex(REMOVING));
	}

	/**
	 * Finds when the next hidden session of each event appears.
	 * @return for each event with hidden sessions, its id and the moment
	 */
	public Flux<Map.Entry<String, Instant>> nextAppearances() {
		return Flux.from(this.raw.find(Filters.gt(DRAFT_REVISION, 0)).projection(Projections.include("drafts.hidden")))
			.flatMap((document) -> Mono.justOrEmpty(nextAppearance(document))
				.map((moment) -> Map.entry(document.getString("_id").getValue(), moment)));
	}

	/**
	 * Finds when the next hidden session of an event appears.
	 * @param schedule the stored schedule
	 * @return the moment; empty if the event has no hidden session
	 */
	public static Optional<Instant> nextAppearance(BsonDocument schedule) {
		BsonDocument hidden = schedule.getDocument("drafts", NOTHING).getDocument("hidden", NOTHING);
		return hidden.values()
			.stream()
			.map((slot) -> Instant.ofEpochMilli(slot.asDocument().getDateTime("visibleFrom").getValue()))
			.min(Comparator.naturalOrder());
	}

	/**
	 * Stores that a room or a speaker is removed, so that no later change of the schedule
	 * can use it, and that it is being removed.
	 * @param before a schedule in which no session uses it
	 * @param id the room or speaker
	 * @return whether it was stored; false if the schedule does not have the revision and
	 * the version of {@code before} any more
	 */
	public Mono<Boolean> withdraw(Schedule before, String id) {
		return this.documents.update(before.eventId(), unchanged(before),
				Updates.combine(Updates.addToSet(WITHDRAWN, id), Updates.addToSet(REMOVING, id)));
	}

	/**
	 * Stores that the removal of a room or a speaker is complete.
	 * @param eventId the event
	 * @param id the room or speaker
	 * @return completes afterwards
	 */
	public Mono<Void> endRemoval(String eventId, String id) {
		return this.documents.update(eventId, Filters.eq(REMOVING, id), Updates.pull(REMOVING, id)).then();
	}

	/**
	 * Finds the rooms and speakers whose removal is not complete.
	 * @return for each of them, its event and its id
	 */
	public Flux<Map.Entry<String, String>> removals() {
		return Flux.from(this.raw.find(Filters.gt(REMOVING, "")).projection(Projections.include(REMOVING)))
			.flatMapIterable((schedule) -> schedule.getArray(REMOVING)
				.stream()
				.map((id) -> Map.entry(schedule.getString("_id").getValue(), id.asString().getValue()))
				.toList());
	}

	/**
	 * Returns whether the removal of a room or a speaker is not complete.
	 * @param eventId the event
	 * @param id the room or speaker
	 * @return false if it is complete, or was never begun
	 */
	public Mono<Boolean> isRemoving(String eventId, String id) {
		return this.documents.newest(eventId, Filters.eq(REMOVING, id)).hasElement();
	}

	/**
	 * Stores that rooms or speakers are created again.
	 * @param eventId the event
	 * @param ids the rooms and speakers
	 * @return completes when sessions can use them
	 */
	public Mono<Void> restore(String eventId, Set<String> ids) {
		return ids.isEmpty() ? Mono.empty()
				: this.documents
					.update(eventId, Filters.in(WITHDRAWN, ids), Updates.combine(
							Updates.pullAll(WITHDRAWN, List.copyOf(ids)), Updates.pullAll(REMOVING, List.copyOf(ids))))
					.then();
	}

	private static Bson unchanged(Schedule before) {
		return Filters.and(Filters.eq("revision", before.revision()), Filters.eq(VERSION, before.version()));
	}

	/**
	 * Finds the slots that a change stores, also those of hidden sessions.
	 */
	private static Stream<Slot> used(Schedule before, ScheduleOutcome.Changed changed) {
		Stream<Slot> hidden = changed.schedule()
			.drafts()
			.hidden()
			.entrySet()
			.stream()
			.filter((entry) -> !entry.getValue().equals(before.drafts().hidden().get(entry.getKey())))
			.map((entry) -> entry.getValue().slot());
		return Stream.concat(changed.changes().stream().flatMap((change) -> Stream.ofNullable(change.after())), hidden);
	}

	private static Bson available(Stream<Slot> slots) {
		List<String> used = slots.flatMap(Slot::resources).distinct().toList();
		return used.isEmpty() ? Filters.empty() : Filters.nin(WITHDRAWN, used);
	}

	/**
	 * Sets everything as it is in the schedule after the changes, and removes the notes
	 * of older changes that are not stored any more.
	 */
	private static Bson steps(Schedule before, ScheduleOutcome.Changed changed) {
		List<ScheduleChange> changes = changed.changes();
		Schedule after = changed.schedule();
		int kept = after.changes().size();
		List<ScheduleChange> added = changes.subList(Math.max(0, changes.size() - kept), changes.size());
		List<Bson> updates = new ArrayList<>();
		updates.add(Updates.set(VERSION, after.version()));
		if (!changes.isEmpty()) {
			updates.add(Updates.set("revision", after.revision()));
			updates.add(Updates.pushEach("changes", added, new PushOptions().slice(-kept)));
		}
		for (ScheduleChange change : changes) {
			String id = change.sessionId();
			updates.add(field("slots." + id, after.slots().get(id)));
			updates.add(field("removed." + id, after.removed().get(id)));
			updates.add(field("notes." + id, after.notes().get(id)));
		}
		Set<String> forgotten = new HashSet<>(before.notes().keySet());
		forgotten.removeAll(after.notes().keySet());
		changes.forEach((change) -> forgotten.remove(change.sessionId()));
		forgotten.forEach((id) -> updates.add(Updates.unset("notes." + id)));
		after.lastChanges().forEach((id, last) -> {
			if (!last.equals(before.lastChanges().get(id))) {
				updates.add(Updates.set("lastChanges." + id, last));
			}
		});
		return Updates.combine(updates);
	}

	/**
	 * Sets what is different in the drafts.
	 */
	private static Bson drafts(Drafts before, Drafts after) {
		if (before == after) {
			return Updates.combine();
		}
		List<Bson> updates = new ArrayList<>();
		updates.addAll(differences("drafts.hidden.", before.hidden(), after.hidden()));
		updates.addAll(differences("drafts.collected.", before.collected(), after.collected()));
		updates.add(Updates.set(DRAFT_REVISION, after.revision()));
		updates.add(Updates.pushEach("drafts.changes",
				after.changesAfter(Math.max(before.revision(), after.revision() - after.changes().size())),
				new PushOptions().slice(-Drafts.KEPT_CHANGES)));
		return Updates.combine(updates);
	}

	private static <T> List<Bson> differences(String path, Map<String, T> before, Map<String, T> after) {
		Set<String> ids = new HashSet<>(before.keySet());
		ids.addAll(after.keySet());
		return ids.stream()
			.filter((id) -> !Objects.equals(before.get(id), after.get(id)))
			.map((id) -> field(path + id, after.get(id)))
			.toList();
	}

	private static Bson field(String way, @Nullable Object value) {
		return (value != null) ? Updates.set(way, value) : Updates.unset(way);
	}

}
