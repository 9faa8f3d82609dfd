package dev.plenum.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.plenum.schedule.Contradiction.Reason;
import dev.plenum.schedule.ScheduleOutcome.Changed;
import dev.plenum.schedule.ScheduleOutcome.Clashed;
import dev.plenum.schedule.ScheduleOutcome.Contradicted;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Undoing changes of a schedule with a talk at 9 and a panel at 10, both in hall A.
 */
class UndoTests {

	private static final Instant NOW = Instant.parse("2024-10-01T12:00:00Z");

	private final ScheduleRules rules = rules(Set.of("A", "B"));

	private final Map<String, Slot> first = Map.of("talk", slot(9, "A", "asa"), "panel", slot(10, "A", "bjorn"));

	private Schedule schedule = Schedule.first("evt", this.first);

	@Test
	void aRequestOfSeveralSessionsIsUndoneAsAWholeByOneChange() {
		change(move("talk", 14), move("panel", 15), new ScheduleEdit.Cancel("panel"));
		Changed undone = (Changed) undo(2);
		assertThat(undone.changes()).extracting(ScheduleChange::revision, ScheduleChange::sessionId)
			.containsExactly(tuple(3, "talk"), tuple(4, "panel"));
		assertThat(undone.schedule().slots()).isEqualTo(this.first);
	}

	@Test
	void requestsAreUndoneOneAfterTheOther() {
		change(move("talk", 14));
		change(move("talk", 15));
		this.schedule = ((Changed) undo(2)).schedule();
		this.schedule = ((Changed) undo(1)).schedule();
		assertThat(this.schedule.slots()).isEqualTo(this.first);
		assertThat(this.schedule.revision()).isEqualTo(4);
	}

	@Test
	void undoingTwiceChangesNothingEvenAfterTheSameChangeWasMadeAgain() {
		change(move("talk", 14));
		this.schedule = ((Changed) undo(1)).schedule();
		assertThat(((Changed) undo(1)).changes()).isEmpty();
		change(move("talk", 14));
		assertThat(((Changed) undo(1)).changes()).isEmpty();
		assertThat(this.schedule.changesThatUndo(1)).extracting(ScheduleChange::revision).containsExactly(2);
	}

	@Test
	void anUndoingCanBeUndoneAndThenTheChangeCanBeUndoneAgain() {
		change(move("talk", 14));
		this.schedule = ((Changed) undo(1)).schedule();
		this.schedule = ((Changed) undo(2)).schedule();
		assertThat(this.schedule.slots()).containsEntry("talk", slot(14, "A", "asa"));
		this.schedule = ((Changed) undo(1)).schedule();
		assertThat(this.schedule.slots()).isEqualTo(this.first);
	}

	@Test
	void anAddedSessionIsRemovedAndARemovedOneIsAddedAgain() {
		change(new ScheduleEdit.Add("new", slot(12, "B", null)), new ScheduleEdit.Remove("panel"));
		assertThat(((Changed) undo(1)).schedule().slots()).isEqualTo(this.first);
	}

	@Test
	void aLaterChangeOfSomethingElseStays() {
		change(move("talk", 14));
		change(new ScheduleEdit.SetSpeakers("talk", List.of(new SpeakerRef("bjorn", SpeakerRole.SPEAKER))));
		assertThat(((Changed) undo(1)).schedule().slots()).containsEntry("talk", slot(9, "A", "bjorn"));
	}

	@Test
	void aLaterChangeOfTheSameTimeContradicts() {
		change(move("talk", 14), move("panel", 15));
		change(move("talk", 16));
		assertThat(((Contradicted) undo(1)).contradictions())
			.extracting(Contradiction::reason, Contradiction::sessionId, (one) -> one.later().revision())
			.containsExactly(tuple(Reason.CHANGED_AGAIN, "talk", 3));
	}

	@Test
	void aRoomThatIsTakenNowIsAClash() {
		change(move("talk", 14));
		change(move("panel", 9));
		assertThat(undo(1)).isEqualTo(new Clashed(List.of(new Clash("talk", "panel", "A", null))));
	}

	@Test
	void aRoomThatTheEventDoesNotHaveAnyMoreContradicts() {
		change(new ScheduleEdit.Move("talk", null, null, List.of("B")));
		assertThat(this.schedule.undo(1, rules(Set.of("B")), ChangeTerms.of(false, null, NOW)))
			.isEqualTo(new Contradicted(List.of(new Contradiction(Reason.ROOM_REMOVED, "talk", null))));
	}

	@Test
	void aChangeThatIsNotStoredAnyMoreCannotBeUndone() {
		change(move("talk", 14));
		for (int i = 0; i < Schedule.KEPT_CHANGES; i++) {
			change((i % 2 == 0) ? new ScheduleEdit.Cancel("panel") : new ScheduleEdit.Reinstate("panel"));
		}
		assertThat(undo(1)).isEqualTo(new Contradicted(List.of(new Contradiction(Reason.NOT_STORED, null, null))));
		assertThat(undo(0)).isInstanceOf(ScheduleOutcome.Invalid.class);
		assertThat(undo(Schedule.KEPT_CHANGES + 2)).isInstanceOf(ScheduleOutcome.Invalid.class);
	}

	@Test
	void changesOfAnEarlierVersionBelongTogetherIfTheyWereMadeAtTheSameTime() {
		change(move("talk", 14), move("panel", 15));
		List<ScheduleChange> old = new ArrayList<>();
		this.schedule.changes()
			.forEach((change) -> old.add(new ScheduleChange(change.revision(), change.at(), change.sessionId(),
					change.kinds(), change.before(), change.after(), change.note(), null, null)));
		this.schedule = Schedule.first("evt", this.first).after(old, Drafts.NONE);
		assertThat(((Changed) undo(1)).schedule().slots()).isEqualTo(this.first);
	}

	private void change(ScheduleEdit... edits) {
		this.schedule = ((Changed) this.schedule.change(List.of(edits), this.rules, true, null, NOW)).schedule();
	}

	private ScheduleOutcome undo(int revision) {
		return this.schedule.undo(revision, this.rules, ChangeTerms.of(false, null, NOW));
	}

	private static ScheduleRules rules(Set<String> rooms) {
		return new ScheduleRules(at(0), at(23), at(23), rooms, Set.of("asa", "bjorn"), Set.of(), Set.of(), Set.of());
	}

	private static ScheduleEdit move(String session, int hour) {
		return new ScheduleEdit.Move(session, at(hour), at(hour + 1), null);
	}

	private static Slot slot(int hour, String room, @Nullable String speaker) {
		return new Slot(at(hour), at(hour + 1), List.of(room),
				(speaker != null) ? List.of(new SpeakerRef(speaker, SpeakerRole.SPEAKER)) : List.of(),
				SessionStatus.SCHEDULED);
	}

	private static Instant at(int hour) {
		return Instant.parse("2024-10-02T%02d:00:00Z".formatted(hour));
	}

}
