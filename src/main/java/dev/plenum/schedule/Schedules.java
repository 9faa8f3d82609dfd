package dev.plenum.schedule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Reading;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of the schedules, one document for each event.
 */
@Component
public class Schedules {

	/** The collection's name. */
	public static final String COLLECTION = "schedules";

	private final Documents<Schedule> documents;

	Schedules(MongoDatabase database) {
		this.documents = Documents.onePerEvent(database, COLLECTION, Schedule.class);
	}

	/**
	 * The schedule of an event, as the database has it.
	 * @param eventId the event
	 * @return the schedule; empty if the event has none
	 */
	public Mono<Schedule> ofEvent(String eventId) {
		return this.documents.byId(eventId);
	}

	/**
	 * The schedule of an event, to decide a change upon it.
	 * @param eventId the event
	 * @param reading how it is read
	 * @return the schedule; empty if the event has none
	 */
	public Mono<Schedule> ofEvent(String eventId, Reading reading) {
		return this.documents.byId(eventId, reading);
	}

	/**
	 * Keeps the first schedule of an event; where there is one already nothing happens.
	 * @param schedule the schedule
	 * @return completes when the event has a schedule
	 */
	public Mono<Void> begin(Schedule schedule) {
		return this.documents.add(schedule).then();
	}

	/**
	 * Gives an event its first sessions: a schedule in which nothing ever stood becomes
	 * this one, and nobody is told of a thousand additions.
	 * @param schedule the schedule, at revision 0
	 * @return whether that was done; false if something stands in the schedule already
	 */
	public Mono<Boolean> fill(Schedule schedule) {
		Bson empty = Filters.and(Filters.eq("revision", 0), Filters.eq("slots", new Document()));
		return begin(Schedule.first(schedule.eventId(), Map.of()))
			.then(this.documents.update(schedule.eventId(), empty, Updates.set("slots", schedule.slots())));
	}

	/**
	 * Makes the steps from one schedule to the next, if nobody has made any since. This
	 * is the one guarded write behind every change of a schedule.
	 * @param before the schedule that the steps start from
	 * @param changes the steps, at least one
	 * @return whether they were made; false if the schedule has moved on from
	 * {@code before}
	 */
	public Mono<Boolean> advance(Schedule before, List<ScheduleChange> changes) {
		return this.documents.update(before.eventId(), Filters.eq("revision", before.revision()),
				steps(before, changes));
	}

	/**
	 * Everything is set as it is in the schedule after the steps. Notes of older steps
	 * that are not remembered any more are removed.
	 */
	private static Bson steps(Schedule before, List<ScheduleChange> changes) {
		Schedule after = before.after(changes);
		int kept = after.changes().size();
		List<ScheduleChange> added = changes.subList(Math.max(0, changes.size() - kept), changes.size());
		List<Bson> updates = new ArrayList<>();
		updates.add(Updates.set("revision", after.revision()));
		updates.add(Updates.pushEach("changes", added, new PushOptions().slice(-kept)));
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
		return Updates.combine(updates);
	}

	private static Bson field(String way, @Nullable Object value) {
		return (value != null) ? Updates.set(way, value) : Updates.unset(way);
	}

}
