package dev.plenum.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.Clients;
import dev.plenum.CommandRules;
import dev.plenum.FeedBrake;
import dev.plenum.LiveServer;
import dev.plenum.NewEvent;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.document.Sessions;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.ScheduleEdit;
import dev.plenum.schedule.ScheduleOutcome;
import dev.plenum.schedule.Schedules;
import dev.plenum.schedule.Slot;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server whose feed is late, while others change the same schedule again and again: the
 * schedule that comes with the news of one change is the one after the last of them.
 */
@LiveServer
class LateNewsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@Autowired
	private Clients clients;

	@Autowired
	private FeedBrake brake;

	@Autowired
	private MongoDatabase database;

	@Autowired
	private Schedules schedules;

	@Autowired
	private Programmes programmes;

	@Test
	void aChangeIsVisibleOnceItsSessionIsKnown() {
		NewEvent event = NewEvent.on(this.clients);
		this.brake.stopAt(Set.of(event.panel(), event.id()));
		touch(event.panel());
		this.brake.awaitStop();
		int before = add(event, "first");
		add(event, "second");
		StepVerifier.create(titles(event, before).take(2))
			.then(() -> this.brake.goOn(1))
			.then(this.brake::awaitStop)
			.then(() -> assertThat(programme(event)).satisfies((programme) -> assertThat(programme.schedule().slots())
				.allSatisfy((id, slot) -> assertThat(programme.session(id)).isPresent())))
			.then(() -> this.brake.goOn(2))
			.expectNext("first", "second")
			.expectComplete()
			.verify(PATIENCE);
	}

	private Programme programme(NewEvent event) {
		return Objects.requireNonNull(this.programmes.live(event.id()).get().block(PATIENCE));
	}

	private void touch(String sessionId) {
		Mono.from(sessions().updateOne(Filters.eq(sessionId), new Document("$inc", new Document("version", 1L))))
			.block(PATIENCE);
	}

	/**
	 * As another server would.
	 * @return the schedule's revision before
	 */
	private int add(NewEvent event, String title) {
		Document session = Objects
			.requireNonNull(Mono.from(sessions().find(Filters.eq(event.talk())).first()).block(PATIENCE));
		String id = event.talk() + "-" + title;
		session.put("_id", id);
		session.put("title", new Document("sv", title));
		Mono.from(sessions().insertOne(session)).block(PATIENCE);
		Schedule schedule = Objects.requireNonNull(this.schedules.ofEvent(event.id()).block(PATIENCE));
		Slot slot = Objects.requireNonNull(schedule.slots().get(event.talk()));
		ScheduleOutcome outcome = schedule.change(List.of(new ScheduleEdit.Add(id, slot)), programme(event).rules(),
				true, null, Instant.EPOCH);
		assertThat(this.schedules.advance(schedule, (ScheduleOutcome.Changed) outcome).block(PATIENCE)).isTrue();
		return schedule.revision();
	}

	private MongoCollection<Document> sessions() {
		return CommandRules.byHand(this.database.getCollection(Sessions.COLLECTION));
	}

	private Flux<String> titles(NewEvent event, int after) {
		return this.clients.listener()
			.document(
					"subscription ($event: ID!, $after: Int) { scheduleChanged(eventId: $event, afterRevision: $after) { session { title } } }")
			.variable("event", event.id())
			.variable("after", after)
			.executeSubscription()
			.toFlux("scheduleChanged.session.title", String.class);
	}

}
