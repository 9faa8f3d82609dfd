package dev.plenum.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import dev.plenum.platform.mongo.Unknown;
import dev.plenum.schedule.ScheduleOutcome.Changed;
import dev.plenum.schedule.ScheduleOutcome.Clashed;
import dev.plenum.schedule.ScheduleOutcome.Invalid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The rule book of a schedule. The event lasts from 2 to 4 October 2024, in UTC; it has
 * the halls A and B, the people Åsa and Björn and the authority Sos; a lunch minds nobody
 * in its hall.
 */
class ScheduleTests {

	private static final Instant NOW = Instant.parse("2024-10-01T12:00:00Z");

	private static final ScheduleRules RULES = new ScheduleRules(day("02T00:00"), day("05T00:00"), day("05T06:00"),
			Set.of("A", "B"), Set.of("asa", "bjorn", "sos"), Set.of("sos"), Set.of("lunch"), Set.of());

	private final Schedule schedule = Schedule.first("evt", Map.of("talk", slot("02T09:00", "02T10:00", "A", "asa"),
			"panel", slot("02T10:00", "02T11:00", "A", "bjorn"), "lunch", slot("02T12:00", "02T13:00", "A", null)));

	@Nested
	class Steps {

		@Test
		void aMoveRaisesTheRevisionByOneAndHasTheSlotsBeforeAndAfter() {
			Changed changed = granted(move("talk", "02T08:00", "02T08:45", null));
			assertThat(changed.schedule().revision()).isEqualTo(1);
			assertThat(changed.changes()).singleElement().satisfies((change) -> {
				assertThat(change.kinds()).containsExactly(ScheduleChangeKind.MOVED_TIME);
				assertThat(change.before()).isEqualTo(Steps.this.slotOf("talk"));
				assertThat(change.after()).isEqualTo(slot("02T08:00", "02T08:45", "A", "asa"));
				assertThat(change.at()).isEqualTo(NOW);
				assertThat(change.note()).isEqualTo("Ordet");
			});
		}

		@Test
		void aMoveKeepsWhatItOmits() {
			Changed changed = granted(new ScheduleEdit.Move("talk", null, null, List.of("B")));
			assertThat(changed.schedule().slots().get("talk")).isEqualTo(slot("02T09:00", "02T10:00", "B", "asa"));
			assertThat(changed.changes().getFirst().kinds()).containsExactly(ScheduleChangeKind.MOVED_ROOM);
		}

		@Test
		void severalEditsOfOneSessionAreOneChange() {
			Changed changed = granted(move("talk", "02T14:00", "02T15:00", "B"), new ScheduleEdit.Cancel("talk"),
					speakers("talk", "bjorn"));
			assertThat(changed.changes()).singleElement()
				.extracting(ScheduleChange::kinds)
				.isEqualTo(List.of(ScheduleChangeKind.MOVED_TIME, ScheduleChangeKind.MOVED_ROOM,
						ScheduleChangeKind.CANCELLED, ScheduleChangeKind.SPEAKERS));
		}

		@Test
		void editsOfSeveralSessionsAreOneChangeEach() {
			Changed changed = granted(new ScheduleEdit.Cancel("talk"), new ScheduleEdit.Cancel("panel"));
			assertThat(changed.changes()).extracting(ScheduleChange::revision).containsExactly(1, 2);
			assertThat(changed.schedule().revision()).isEqualTo(2);
		}

		@Test
		void anEditThatMakesNoDifferenceIsNoChange() {
			Changed changed = granted(move("talk", "02T09:00", null, "A"), new ScheduleEdit.Reinstate("talk"));
			assertThat(changed.changes()).isEmpty();
			assertThat(changed.schedule()).isSameAs(ScheduleTests.this.schedule);
		}

		@Test
		void editsThatCancelEachOtherOutAreNoChange() {
			assertThat(granted(new ScheduleEdit.Cancel("talk"), new ScheduleEdit.Reinstate("talk")).changes())
				.isEmpty();
		}

		@Test
		void aCancelledSessionStaysAndCanBeReinstated() {
			Schedule cancelled = granted(new ScheduleEdit.Cancel("talk")).schedule();
			assertThat(cancelled.slots().get("talk").status()).isEqualTo(SessionStatus.CANCELLED);
			Changed back = (Changed) cancelled.change(List.of(new ScheduleEdit.Reinstate("talk")), RULES, false, null,
					NOW);
			assertThat(back.changes().getFirst().kinds()).containsExactly(ScheduleChangeKind.REINSTATED);
			assertThat(back.schedule().revision()).isEqualTo(2);
			assertThat(back.schedule().notes()).doesNotContainKey("talk");
		}

		@Test
		void aRemovedSessionLeavesItsLastSlotAndCanBeAddedAgain() {
			Slot last = slotOf("talk");
			Changed removed = granted(new ScheduleEdit.Remove("talk"));
			assertThat(removed.changes().getFirst().after()).isNull();
			assertThat(removed.schedule().slots()).doesNotContainKey("talk");
			assertThat(removed.schedule().removed()).containsEntry("talk", last);
			Changed added = (Changed) removed.schedule()
				.change(List.of(new ScheduleEdit.Add("talk", last)), RULES, false, null, NOW);
			assertThat(added.changes().getFirst().kinds()).containsExactly(ScheduleChangeKind.ADDED);
			assertThat(added.schedule().removed()).isEmpty();
		}

		@Test
		void addingAndRemovingTwiceChangesNothingTheSecondTime() {
			Slot other = slot("03T09:00", "03T10:00", "B", null);
			Schedule once = granted(new ScheduleEdit.Add("new", other), new ScheduleEdit.Remove("panel")).schedule();
			Changed twice = (Changed) once.change(
					List.of(new ScheduleEdit.Add("new", other), new ScheduleEdit.Remove("panel")), RULES, false, null,
					NOW);
			assertThat(twice.changes()).isEmpty();
		}

		private Slot slotOf(String session) {
			return ScheduleTests.this.schedule.slots().get(session);
		}

	}

	@Nested
	class Clashes {

		@Test
		void theSameRoomAtTheSameTimeIsAClash() {
			assertThat(refused(move("panel", "02T09:30", "02T10:30", null)).clashes())
				.containsExactly(new Clash("panel", "talk", "A", null));
		}

		@Test
		void aSessionCanStartAtTheMomentWhenAnotherEndsInItsRoom() {
			assertThat(granted(move("panel", "02T10:00", "02T10:30", null)).changes()).hasSize(1);
		}

		@Test
		void theSameSpeakerInTwoRoomsAtTheSameTimeIsAClash() {
			assertThat(refused(move("panel", "02T09:30", "02T10:30", "B"), speakers("panel", "asa")).clashes())
				.containsExactly(new Clash("panel", "talk", null, "asa"));
		}

		@Test
		void anOrganisationCanBeInTwoRoomsAtTheSameTime() {
			Schedule both = granted(speakers("talk", "sos"), speakers("panel", "sos")).schedule();
			assertThat(both.change(List.of(move("panel", "02T09:30", "02T10:30", "B")), RULES, false, null, NOW))
				.isInstanceOf(Changed.class);
		}

		@Test
		void aLunchCanShareItsRoom() {
			assertThat(granted(move("talk", "02T12:15", "02T12:45", null)).changes()).hasSize(1);
		}

		@Test
		void aCancelledSessionClashesWithNothing() {
			Schedule cancelled = granted(new ScheduleEdit.Cancel("talk")).schedule();
			assertThat(cancelled.change(List.of(move("panel", "02T09:00", "02T10:00", null)), RULES, false, null, NOW))
				.isInstanceOf(Changed.class);
		}

		@Test
		void reinstatingIntoATakenRoomIsAClash() {
			Schedule taken = ((Changed) granted(new ScheduleEdit.Cancel("talk")).schedule()
				.change(List.of(move("panel", "02T09:00", "02T10:00", null)), RULES, false, null, NOW)).schedule();
			assertThat(taken.change(List.of(new ScheduleEdit.Reinstate("talk")), RULES, false, null, NOW))
				.isEqualTo(new Clashed(List.of(new Clash("talk", "panel", "A", null))));
		}

		@Test
		void twoSessionsSwapTheirSlotsInOneRequest() {
			assertThat(granted(move("talk", "02T10:00", "02T11:00", null), move("panel", "02T09:00", "02T10:00", null))
				.changes()).hasSize(2);
		}

		@Test
		void twoEditedSessionsThatClashAreReportedOnce() {
			assertThat(refused(move("talk", "03T10:00", "03T11:00", null), move("panel", "03T10:00", "03T11:00", null))
				.clashes()).hasSize(1);
		}

		@Test
		void oneClashPreventsAllEdits() {
			assertThat(refused(move("lunch", "02T13:00", "02T14:00", null), move("panel", "02T09:30", null, null)))
				.isInstanceOf(Clashed.class);
		}

		@Test
		void anAcceptedClashDoesNotPreventLaterChanges() {
			Changed forced = (Changed) ScheduleTests.this.schedule
				.change(List.of(move("panel", "02T09:30", "02T10:30", null)), RULES, true, null, NOW);
			assertThat(forced.schedule().change(List.of(speakers("panel", "sos")), RULES, false, null, NOW))
				.isInstanceOf(Changed.class);
		}

	}

	@Nested
	class Faults {

		@ParameterizedTest(name = "from {0} to {1}: {2}")
		@CsvSource(textBlock = """
				02T10:00, 02T09:00, endsAt
				02T10:00, 02T10:00, endsAt
				01T23:00, 02T01:00, startsAt
				05T00:00, 05T01:00, startsAt
				04T23:00, 05T06:01, endsAt
				03T11:00,         , startsAt
				        , 02T08:00, endsAt
				""")
		void aSlotLiesWithinTheEventAndEndsAfterItStarts(@Nullable String start, @Nullable String end, String field) {
			assertThat(invalid(move("talk", start, end, null)).field()).isEqualTo(field);
		}

		@Test
		void theLastNightCanBeLong() {
			assertThat(granted(move("talk", "04T20:00", "05T03:00", null)).changes()).hasSize(1);
		}

		@Test
		void anUnknownSessionRoomOrSpeakerIsReportedWithItsPath() {
			assertThat(invalid(new ScheduleEdit.Cancel("talk"), new ScheduleEdit.Cancel("nobody")))
				.extracting(Invalid::edit, Invalid::field)
				.containsExactly(1, "sessionId");
			assertThat(invalid(move("talk", null, null, "C")).field()).isEqualTo("roomIds");
			assertThat(invalid(speakers("talk", "nobody")).field()).isEqualTo("speakers");
		}

		@Test
		void aSlotContainsARoomOnlyOnce() {
			assertThat(invalid(new ScheduleEdit.Move("talk", null, null, List.of("B", "B"))).field())
				.isEqualTo("roomIds");
		}

		@Test
		void onlyWhatAnEditChangesIsChecked() {
			Schedule old = Schedule.first("evt", Map.of("talk", slot("09T09:00", "09T10:00", "gone", "gone")));
			assertThat(old.change(List.of(new ScheduleEdit.Cancel("talk")), RULES, false, null, NOW))
				.isInstanceOf(Changed.class);
		}

	}

	@Nested
	class Memory {

		@Test
		void aScheduleStoresItsLastThousandChanges() {
			Schedule worn = toggled(1_200);
			assertThat(worn.revision()).isEqualTo(1_200);
			assertThat(worn.remembers(200)).isTrue();
			assertThat(worn.remembers(199)).isFalse();
			assertThat(worn.remembers(1_200)).isTrue();
			assertThat(worn.remembers(1_201)).isFalse();
			assertThat(worn.remembers(-1)).isFalse();
			assertThat(worn.changesAfter(1_200)).isEmpty();
			assertThat(worn.changesAfter(200)).extracting(ScheduleChange::revision)
				.isEqualTo(IntStream.rangeClosed(201, 1_200).boxed().toList());
			assertThatIllegalArgumentException().isThrownBy(() -> worn.changesAfter(199));
		}

		@Test
		void aNoteIsRemovedWithItsChange() {
			Schedule noted = grantedOn(ScheduleTests.this.schedule, "Ordet", new ScheduleEdit.Cancel("panel"));
			Schedule worn = noted;
			for (int i = 0; i < Schedule.KEPT_CHANGES - 1; i++) {
				worn = toggle(worn, i);
			}
			assertThat(worn.notes()).containsKey("panel");
			assertThat(toggle(worn, 1).notes()).doesNotContainKey("panel");
			assertThat(toggle(worn, 1).lastChanges().get("panel")).isEqualTo(new LastChange(1, NOW, Unknown.NONE));
			assertThat(noted.notes()).containsOnlyKeys("panel");
		}

		private static Schedule toggle(Schedule schedule, int i) {
			boolean takesPlace = Objects.requireNonNull(schedule.slots().get("talk")).takesPlace();
			return grantedOn(schedule, "Steg " + i,
					takesPlace ? new ScheduleEdit.Cancel("talk") : new ScheduleEdit.Reinstate("talk"));
		}

		private static Schedule grantedOn(Schedule schedule, String note, ScheduleEdit... edits) {
			return ((Changed) schedule.change(List.of(edits), RULES, true, note, NOW)).schedule();
		}

		@Test
		void revisionsHaveNoGapsAndTheChangesLeadFromTheFirstScheduleToTheLast() {
			Random random = new Random(42);
			Schedule now = ScheduleTests.this.schedule;
			for (int i = 0; i < 2_000 && now.revision() < 900; i++) {
				List<ScheduleEdit> edits = new ArrayList<>();
				for (int j = random.nextInt(4); j >= 0; j--) {
					edits.add(randomEdit(random));
				}
				if (now.change(edits, RULES, random.nextInt(4) == 0, null, NOW) instanceof Changed changed) {
					assertThat(changed.schedule().revision()).isEqualTo(now.revision() + changed.changes().size());
					now = changed.schedule();
				}
			}
			assertThat(now.revision()).isGreaterThan(100);
			Map<String, Slot> replayed = new HashMap<>(ScheduleTests.this.schedule.slots());
			int revision = 0;
			for (ScheduleChange change : now.changesAfter(0)) {
				assertThat(change.revision()).isEqualTo(++revision);
				assertThat(replayed.get(change.sessionId())).isEqualTo(change.before());
				if (change.after() != null) {
					replayed.put(change.sessionId(), change.after());
				}
				else {
					replayed.remove(change.sessionId());
				}
			}
			assertThat(replayed).isEqualTo(now.slots());
		}

		private Schedule toggled(int steps) {
			Schedule now = ScheduleTests.this.schedule;
			for (int i = 0; i < steps; i++) {
				ScheduleEdit edit = (i % 2 == 0) ? new ScheduleEdit.Cancel("talk") : new ScheduleEdit.Reinstate("talk");
				now = ((Changed) now.change(List.of(edit), RULES, false, null, NOW)).schedule();
			}
			return now;
		}

		private static ScheduleEdit randomEdit(Random random) {
			String session = List.of("talk", "panel", "lunch").get(random.nextInt(3));
			return switch (random.nextInt(5)) {
				case 0 -> new ScheduleEdit.Cancel(session);
				case 1 -> new ScheduleEdit.Reinstate(session);
				case 2 -> speakers(session, List.of("asa", "bjorn", "sos").get(random.nextInt(3)));
				case 3 -> new ScheduleEdit.Remove(session);
				default -> {
					int hour = 8 + random.nextInt(10);
					yield (random.nextInt(3) == 0)
							? new ScheduleEdit.Add(session,
									slot("03T%02d:00".formatted(hour), "03T%02d:00".formatted(hour + 1), "B", "asa"))
							: move(session, "02T%02d:00".formatted(hour), "02T%02d:00".formatted(hour + 1),
									random.nextBoolean() ? "A" : "B");
				}
			};
		}

	}

	private Changed granted(ScheduleEdit... edits) {
		return (Changed) this.schedule.change(List.of(edits), RULES, false, "Ordet", NOW);
	}

	private Clashed refused(ScheduleEdit... edits) {
		return (Clashed) this.schedule.change(List.of(edits), RULES, false, null, NOW);
	}

	private Invalid invalid(ScheduleEdit... edits) {
		return (Invalid) this.schedule.change(List.of(edits), RULES, true, null, NOW);
	}

	private static ScheduleEdit move(String session, @Nullable String start, @Nullable String end,
			@Nullable String room) {
		return new ScheduleEdit.Move(session, (start != null) ? day(start) : null, (end != null) ? day(end) : null,
				(room != null) ? List.of(room) : null);
	}

	private static ScheduleEdit speakers(String session, String speaker) {
		return new ScheduleEdit.SetSpeakers(session, List.of(new SpeakerRef(speaker, SpeakerRole.SPEAKER)));
	}

	private static Slot slot(String start, String end, String room, @Nullable String speaker) {
		return new Slot(day(start), day(end), List.of(room),
				(speaker != null) ? List.of(new SpeakerRef(speaker, SpeakerRole.SPEAKER)) : List.of(),
				SessionStatus.SCHEDULED);
	}

	private static Instant day(String time) {
		return Instant.parse("2024-10-" + time + ":00Z");
	}

}
