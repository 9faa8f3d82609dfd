package dev.plenum.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import dev.plenum.platform.embedded.EmbeddedDatabase;
import dev.plenum.platform.mongo.TestCodecs;
import dev.plenum.schedule.ScheduleOutcome.Changed;
import dev.plenum.schedule.ScheduleOutcome.Invalid;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Large schedules: 10,000 sessions of 45 minutes with two speakers each, in 50 rooms.
 */
class ScheduleSizeTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** What a change event of MongoDB may take. */
	private static final int EVENT = 16 << 20;

	private static final int SESSIONS = 10_000;

	private static final Instant START = Instant.parse("2027-05-10T07:00:00Z");

	private static final Set<String> ROOMS = IntStream.range(0, 50)
		.mapToObj((i) -> "room_7pf3i02rlh3_%011d".formatted(i))
		.collect(Collectors.toUnmodifiableSet());

	private static final Set<String> SPEAKERS = IntStream.range(0, 1_000)
		.mapToObj((i) -> "spk_7pf3i02rlh3_%011d".formatted(i))
		.collect(Collectors.toUnmodifiableSet());

	private static final ScheduleRules RULES = new ScheduleRules(START.minus(Duration.ofDays(1)),
			START.plus(Duration.ofDays(400)), START.plus(Duration.ofDays(401)), ROOMS, SPEAKERS, Set.of(), Set.of(),
			Set.of());

	private final String event = "evt_7pf3i02rlh3";

	@Test
	void tenThousandSessionsWithAThousandChangesAndLongNotesFitInAChangeEvent() {
		Schedule schedule = Schedule.first(this.event,
				IntStream.range(0, SESSIONS)
					.boxed()
					.collect(Collectors.toMap(ScheduleSizeTests::session, ScheduleSizeTests::slot)));
		for (int i = 0; i < 12; i++) {
			schedule = cancelled(schedule, 200 * i).schedule();
		}
		assertThat(schedule.revision()).isEqualTo(2_400);
		assertThat(schedule.changes()).hasSize(Schedule.KEPT_CHANGES);
		assertThat(schedule.notes()).hasSize(Schedule.KEPT_CHANGES);
		assertThat(size(schedule)).isLessThan(EVENT / 2);
	}

	private static Changed cancelled(Schedule schedule, int first) {
		List<ScheduleEdit> edits = IntStream.range(first, first + 200)
			.<ScheduleEdit>mapToObj((i) -> new ScheduleEdit.Cancel(session(i)))
			.toList();
		return (Changed) schedule.change(edits, RULES, true, "å".repeat(500), START);
	}

	@Test
	void fewerLargeChangesAreStoredButAlwaysTheNewest() {
		Schedule schedule = Schedule.first(this.event, Map.of("a", slot(0), "b", slot(1)));
		List<SpeakerRef> crowd = SPEAKERS.stream()
			.limit(400)
			.map((id) -> new SpeakerRef(id, SpeakerRole.SPEAKER))
			.toList();
		for (int i = 0; i < 40; i++) {
			List<SpeakerRef> speakers = (i % 2 == 0) ? crowd : crowd.reversed();
			Changed changed = (Changed) schedule.change(List.of(new ScheduleEdit.SetSpeakers("a", speakers)), RULES,
					true, "語".repeat(500), START);
			schedule = changed.schedule();
		}
		assertThat(schedule.revision()).isEqualTo(40);
		assertThat(schedule.changes()).hasSizeBetween(10, 39);
		assertThat(schedule.remembers(40 - schedule.changes().size())).isTrue();
		assertThat(schedule.changesAfter(39)).hasSize(1);
		assertThat(size(schedule)).isLessThan(ScheduleSize.MOST_BYTES_OF_CHANGES * 2);
	}

	@Test
	void theStoredScheduleIsTheOneThatTheRulesComputed() {
		try (EmbeddedDatabase embedded = EmbeddedDatabase.inMemory();
				MongoClient client = MongoClients.create(embedded.uri())) {
			Schedules schedules = new Schedules(client.getDatabase("plenum").withCodecRegistry(TestCodecs.registry()));
			Schedule schedule = Schedule.first(this.event, Map.of("a", slot(0), "b", slot(1)));
			schedule = ((Changed) schedule.change(List.of(new ScheduleEdit.Cancel("b")), RULES, true, "Ordet", START))
				.schedule();
			List<SpeakerRef> all = SPEAKERS.stream().map((id) -> new SpeakerRef(id, SpeakerRole.SPEAKER)).toList();
			for (int i = 0; i < 12; i++) {
				schedule = ((Changed) schedule.change(
						List.of(new ScheduleEdit.SetSpeakers("a", (i % 2 == 0) ? all : all.reversed())), RULES, true,
						"Steg", START))
					.schedule();
			}
			schedules.begin(schedule).block(PATIENCE);
			Changed next = (Changed) schedule.change(
					List.of(new ScheduleEdit.SetSpeakers("a", all), new ScheduleEdit.Remove("b")), RULES, true, null,
					START);
			assertThat(schedules.advance(schedule, next).block(PATIENCE)).isTrue();
			assertThat(schedules.ofEvent(this.event).block(PATIENCE)).isEqualTo(next.schedule());
		}
	}

	@Test
	void aFullScheduleAcceptsNoMoreSessionsAndCanBeMadeSmaller() {
		Map<String, Slot> slots = new HashMap<>();
		List<SpeakerRef> many = SPEAKERS.stream()
			.limit(40)
			.map((id) -> new SpeakerRef(id, SpeakerRole.SPEAKER))
			.toList();
		IntStream.range(0, 1_300).forEach((i) -> slots.put(session(i), slot(i)));
		Schedule schedule = Schedule.first(this.event, slots);
		List<ScheduleEdit> edits = IntStream.range(0, 1_300)
			.<ScheduleEdit>mapToObj((i) -> new ScheduleEdit.SetSpeakers(session(i), many))
			.toList();
		assertThat(schedule.change(edits, RULES, true, null, START)).isInstanceOfSatisfying(Invalid.class,
				(invalid) -> assertThat(invalid.message()).contains("full").contains("1,300 sessions"));
		Schedule full = ((Changed) schedule.change(edits.subList(0, 1_000), RULES, true, null, START)).schedule();
		assertThat(full.change(edits, RULES, true, null, START)).isInstanceOf(Invalid.class);
		assertThat(full.change(List.of(new ScheduleEdit.Remove(session(0))), RULES, true, null, START))
			.isInstanceOf(Changed.class);
	}

	private static int size(Schedule schedule) {
		return new RawBsonDocument(schedule, TestCodecs.registry().get(Schedule.class)).getByteBuffer().remaining();
	}

	private static String session(int number) {
		return "ses_7pf3i02rlh3_%011d".formatted(number);
	}

	private static Slot slot(int number) {
		List<SpeakerRef> speakers = SPEAKERS.stream()
			.skip(number % 900)
			.limit(2)
			.map((id) -> new SpeakerRef(id, SpeakerRole.SPEAKER))
			.toList();
		Instant start = START.plus(Duration.ofHours(number / 50));
		return new Slot(start, start.plus(Duration.ofMinutes(45)),
				List.of("room_7pf3i02rlh3_%011d".formatted(number % 50)), speakers, SessionStatus.SCHEDULED);
	}

}
