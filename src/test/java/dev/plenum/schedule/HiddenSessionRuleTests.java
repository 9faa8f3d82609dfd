package dev.plenum.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.embedded.EmbeddedDatabase;
import dev.plenum.platform.mongo.TestCodecs;
import dev.plenum.schedule.ScheduleOutcome.Changed;
import dev.plenum.schedule.ScheduleOutcome.Clashed;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sessions that only the organisers know, in a schedule with a talk at 9 in hall A.
 */
class HiddenSessionRuleTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final Instant NOW = Instant.parse("2024-10-01T12:00:00Z");

	private static final Instant LATER = NOW.plusSeconds(60);

	private static final ScheduleRules RULES = new ScheduleRules(at(0), at(23), at(23), Set.of("A", "B"), Set.of("asa"),
			Set.of(), Set.of(), Set.of());

	private final Schedule schedule = Schedule.first("evt", Map.of("talk", slot(9, "A")));

	@Test
	void aHiddenSessionIsNoStepOfTheSchedule() {
		Changed hidden = changed(this.schedule, new ScheduleEdit.Hide("secret", slot(10, "A"), LATER));
		assertThat(hidden.changes()).isEmpty();
		assertThat(hidden.schedule().revision()).isZero();
		assertThat(hidden.schedule().slots()).isEqualTo(this.schedule.slots());
		assertThat(hidden.schedule().version()).isEqualTo(1);
		assertThat(changed(hidden.schedule(), new ScheduleEdit.Hide("secret", slot(10, "A"), LATER)).schedule())
			.isSameAs(hidden.schedule());
	}

	@Test
	void itNeedsItsRoomAndOthersClashWithIt() {
		ScheduleEdit hide = new ScheduleEdit.Hide("secret", slot(9, "A"), LATER);
		assertThat(this.schedule.change(List.of(hide), RULES, false, null, NOW))
			.isEqualTo(new Clashed(List.of(new Clash("secret", "talk", "A", null))));
		Schedule hidden = changed(this.schedule, new ScheduleEdit.Hide("secret", slot(10, "A"), LATER)).schedule();
		assertThat(hidden.change(List.of(move("talk", 10)), RULES, false, null, NOW))
			.isEqualTo(new Clashed(List.of(new Clash("talk", "secret", "A", null))));
		assertThat(hidden.change(List.of(move("secret", 9)), RULES, false, null, NOW)).isInstanceOf(Clashed.class);
	}

	@Test
	void itAppearsByOneStepWhenItsTimeHasCome() {
		Schedule hidden = changed(this.schedule, new ScheduleEdit.Hide("secret", slot(10, "A"), LATER)).schedule();
		Schedule moved = changed(hidden, move("secret", 11)).schedule();
		assertThat(moved.revision()).isZero();
		assertThat(moved.appear(LATER.minusMillis(1)).schedule()).isSameAs(moved);
		Changed appeared = moved.appear(LATER);
		assertThat(appeared.changes()).singleElement().satisfies((step) -> {
			assertThat(step.kinds()).containsExactly(ScheduleChangeKind.ADDED);
			assertThat(step.revision()).isEqualTo(1);
			assertThat(step.after()).isEqualTo(slot(11, "A"));
		});
		assertThat(appeared.schedule().appear(LATER).changes()).isEmpty();
		assertThat(appeared.schedule().drafts().changesAfter(0)).extracting(DraftChange::kind)
			.containsExactly(DraftChangeKind.SESSION_HIDDEN, DraftChangeKind.HIDDEN_SESSION_CHANGED,
					DraftChangeKind.SESSION_APPEARED);
	}

	@Test
	void aHiddenSessionThatIsRemovedLeavesNothingThatOthersSee() {
		Schedule hidden = changed(this.schedule, new ScheduleEdit.Hide("secret", slot(10, "A"), LATER)).schedule();
		Changed removed = changed(hidden, new ScheduleEdit.Remove("secret"));
		assertThat(removed.changes()).isEmpty();
		assertThat(removed.schedule().removed()).isEmpty();
		assertThat(removed.schedule().drafts().hidden()).isEmpty();
	}

	@Test
	void itAppearsWithoutARoomThatWasRemovedMeanwhile() {
		Schedule hidden = changed(this.schedule, new ScheduleEdit.Hide("secret", slot(10, "A"), LATER)).schedule();
		assertThat(hidden.usersOf("A")).containsExactlyInAnyOrder("talk", "secret");
		Schedule withdrawn = new Schedule("evt", 0, hidden.slots(), hidden.removed(), hidden.notes(), hidden.changes(),
				List.of("A"), hidden.lastChanges(), hidden.version(), hidden.drafts());
		assertThat(withdrawn.appear(LATER).schedule().slots().get("secret").roomIds()).isEmpty();
	}

	@Test
	void everyWriteIsGuardedByTheRevisionAndTheVersionAndAnOlderServerRaisesOnlyTheRevision() {
		try (EmbeddedDatabase embedded = EmbeddedDatabase.inMemory();
				MongoClient client = MongoClients.create(embedded.uri())) {
			MongoDatabase database = client.getDatabase("plenum").withCodecRegistry(TestCodecs.registry());
			Schedules schedules = new Schedules(database);
			schedules.begin(this.schedule).block(PATIENCE);
			Changed hidden = changed(this.schedule, new ScheduleEdit.Hide("secret", slot(10, "A"), LATER));
			Changed cancelled = changed(this.schedule, new ScheduleEdit.Cancel("talk"));
			assertThat(schedules.advance(this.schedule, hidden).block(PATIENCE)).isTrue();
			assertThat(schedules.advance(this.schedule, cancelled).block(PATIENCE)).isFalse();
			assertThat(schedules.ofEvent("evt").block(PATIENCE)).isEqualTo(hidden.schedule());
			assertThat(schedules.nextAppearances().collectList().block(PATIENCE))
				.containsExactly(Map.entry("evt", LATER));

			ScheduleChange old = changed(this.schedule, new ScheduleEdit.Cancel("talk")).changes().getFirst();
			Mono.from(database.getCollection(Schedules.COLLECTION)
				.updateOne(Filters.and(Filters.eq("evt"), Filters.eq("revision", 0)),
						Updates.combine(Updates.set("revision", 1), Updates.push("changes", old),
								Updates.set("slots.talk", old.after()))))
				.block(PATIENCE);
			assertThat(schedules.advance(hidden.schedule(), hidden.schedule().appear(LATER)).block(PATIENCE)).isFalse();
			Schedule stored = Objects.requireNonNull(schedules.ofEvent("evt").block(PATIENCE));
			assertThat(stored.drafts().hidden()).containsOnlyKeys("secret");
			assertThat(stored.includes(hidden.schedule())).isTrue();
			assertThat(hidden.schedule().includes(stored)).isFalse();
			Changed appeared = stored.appear(LATER);
			assertThat(schedules.advance(stored, appeared).block(PATIENCE)).isTrue();
			assertThat(schedules.ofEvent("evt").block(PATIENCE)).isEqualTo(appeared.schedule());
			assertThat(schedules.nextAppearances().collectList().block(PATIENCE)).isEmpty();
		}
	}

	private static Changed changed(Schedule schedule, ScheduleEdit... edits) {
		return (Changed) schedule.change(List.of(edits), RULES, false, null, NOW);
	}

	private static ScheduleEdit move(String session, int hour) {
		return new ScheduleEdit.Move(session, at(hour), at(hour + 1), null);
	}

	private static Slot slot(int hour, String room) {
		return new Slot(at(hour), at(hour + 1), List.of(room), List.of(), SessionStatus.SCHEDULED);
	}

	private static Instant at(int hour) {
		return Instant.parse("2024-10-02T%02d:00:00Z".formatted(hour));
	}

}
