package dev.plenum.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

import dev.plenum.schedule.Contradiction.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Undoes all changes that one request made. Time, rooms, status and speakers of a session
 * are restored one by one: a later change of the speakers does not prevent that a session
 * moves back. A request is undone once, however often that is asked, until the undoing is
 * undone itself.
 */
final class Undo {

	private final Schedule schedule;

	private final List<ScheduleEdit> edits = new ArrayList<>();

	private final List<Contradiction> contradictions = new ArrayList<>();

	private Undo(Schedule schedule) {
		this.schedule = schedule;
	}

	static ScheduleOutcome of(Schedule schedule, int revision, ScheduleRules rules, ChangeTerms terms) {
		if (revision < 1 || revision > schedule.revision()) {
			return new ScheduleOutcome.Invalid(0, "revision",
					"There is no revision %d of this schedule; the last one is %d.".formatted(revision,
							schedule.revision()));
		}
		List<ScheduleChange> changes = madeWith(schedule, revision);
		if (changes.isEmpty()) {
			return new ScheduleOutcome.Contradicted(List.of(new Contradiction(Reason.NOT_STORED, null, null)));
		}
		return changesThatUndo(schedule, revision).isEmpty()
				? new Undo(schedule).undo(changes, rules, terms.undoing(changes.getFirst().revision()))
				: new ScheduleOutcome.Changed(schedule, List.of());
	}

	static List<ScheduleChange> changesThatUndo(Schedule schedule, int revision) {
		List<ScheduleChange> undone = madeWith(schedule, revision);
		if (undone.isEmpty()) {
			return List.of();
		}
		Map<Integer, Integer> undoneBy = new HashMap<>();
		for (ScheduleChange change : schedule.changes().reversed()) {
			ScheduleChange.Cause cause = change.cause();
			if (cause != null && cause.undoes() != null && !undoneBy.containsKey(cause.first())) {
				undoneBy.putIfAbsent(cause.undoes(), cause.first());
			}
		}
		Integer by = undoneBy.get(undone.getFirst().revision());
		return (by != null) ? madeWith(schedule, by) : List.of();
	}

	/**
	 * Finds all changes of the request that made one of them.
	 * @return the changes, oldest first; empty if not all of them are stored
	 */
	private static List<ScheduleChange> madeWith(Schedule schedule, int revision) {
		if (!schedule.remembers(revision - 1)) {
			return List.of();
		}
		ScheduleChange one = schedule.changesAfter(revision - 1).getFirst();
		List<ScheduleChange> all = schedule.changes().stream().filter(one::isMadeWith).toList();
		ScheduleChange.Cause cause = one.cause();
		return (cause == null || cause.first() == all.getFirst().revision()) ? all : List.of();
	}

	private ScheduleOutcome undo(List<ScheduleChange> changes, ScheduleRules rules, ChangeTerms terms) {
		changes.forEach(this::undo);
		if (!this.contradictions.isEmpty()) {
			return new ScheduleOutcome.Contradicted(List.copyOf(this.contradictions));
		}
		ScheduleOutcome outcome = this.schedule.change(this.edits, rules, terms);
		return (outcome instanceof ScheduleOutcome.Invalid invalid)
				? new ScheduleOutcome.Contradicted(
						List.of(new Contradiction(reason(invalid), this.edits.get(invalid.edit()).sessionId(), null)))
				: outcome;
	}

	private static Reason reason(ScheduleOutcome.Invalid invalid) {
		return switch (invalid.field()) {
			case "roomIds" -> Reason.ROOM_REMOVED;
			case "speakers" -> Reason.SPEAKER_REMOVED;
			default -> Reason.OUTSIDE_EVENT;
		};
	}

	private void undo(ScheduleChange change) {
		String id = change.sessionId();
		Slot before = change.before();
		Slot after = change.after();
		Slot now = this.schedule.slots().get(id);
		if (before == null) {
			undo(id, now == null, after != null && after.equals(now), new ScheduleEdit.Remove(id));
		}
		else if (after == null) {
			undo(id, before.equals(now), now == null, new ScheduleEdit.Add(id, before));
		}
		else {
			undo(id, before, after, now, Slot::sameTime,
					new ScheduleEdit.Move(id, before.startsAt(), before.endsAt(), null));
			undo(id, before, after, now, Slot::sameRooms, new ScheduleEdit.Move(id, null, null, before.roomIds()));
			undo(id, before, after, now, (one, other) -> one.status() == other.status(),
					before.takesPlace() ? new ScheduleEdit.Reinstate(id) : new ScheduleEdit.Cancel(id));
			undo(id, before, after, now, (one, other) -> one.speakers().equals(other.speakers()),
					new ScheduleEdit.SetSpeakers(id, before.speakers()));
		}
	}

	private void undo(String id, Slot before, Slot after, @Nullable Slot now, BiPredicate<Slot, Slot> same,
			ScheduleEdit edit) {
		if (!same.test(before, after)) {
			undo(id, now != null && same.test(before, now), now != null && same.test(after, now), edit);
		}
	}

	private void undo(String id, boolean restored, boolean unchanged, ScheduleEdit edit) {
		if (restored) {
			return;
		}
		if (unchanged) {
			this.edits.add(edit);
		}
		else if (this.contradictions.stream().noneMatch((other) -> id.equals(other.sessionId()))) {
			this.contradictions.add(new Contradiction(Reason.CHANGED_AGAIN, id,
					this.schedule.changes()
						.reversed()
						.stream()
						.filter((later) -> later.sessionId().equals(id))
						.findFirst()
						.orElse(null)));
		}
	}

}
