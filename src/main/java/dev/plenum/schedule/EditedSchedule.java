package dev.plenum.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The slots of a schedule while edits are applied to them, one after the other.
 */
final class EditedSchedule {

	private final Schedule before;

	private final ScheduleRules rules;

	private final Map<String, Slot> edited;

	private final Set<String> touched = new LinkedHashSet<>();

	EditedSchedule(Schedule before, ScheduleRules rules) {
		this.before = before;
		this.rules = rules;
		this.edited = new HashMap<>(before.slots());
	}

	ScheduleOutcome apply(List<ScheduleEdit> edits, ChangeTerms terms) {
		for (int i = 0; i < edits.size(); i++) {
			ScheduleOutcome.Invalid fault = apply(i, edits.get(i));
			if (fault != null) {
				return fault;
			}
		}
		List<Clash> clashes = terms.force() ? List.of() : newClashes();
		if (!clashes.isEmpty()) {
			return new ScheduleOutcome.Clashed(clashes);
		}
		ScheduleOutcome.Changed changed = changed(terms);
		ScheduleOutcome.Invalid full = ScheduleSize.fault(edits, this.before, changed.schedule());
		return (full != null) ? full : changed;
	}

	private ScheduleOutcome.@Nullable Invalid apply(int index, ScheduleEdit edit) {
		String id = edit.sessionId();
		Slot slot = this.edited.get(id);
		if (slot == null && !(edit instanceof ScheduleEdit.Add)
				&& !(edit instanceof ScheduleEdit.Remove && this.before.removed().containsKey(id))) {
			return new ScheduleOutcome.Invalid(index, "sessionId", "This event's schedule does not have this session.");
		}
		Slot next = apply(edit, slot);
		ScheduleOutcome.Invalid fault = SlotCheck.fault(index, edit, slot, next, this.rules);
		if (fault != null) {
			return fault;
		}
		if (next == null) {
			this.edited.remove(id);
		}
		else {
			this.edited.put(id, next);
		}
		this.touched.add(id);
		return null;
	}

	private static @Nullable Slot apply(ScheduleEdit edit, @Nullable Slot slot) {
		if (slot == null) {
			return (edit instanceof ScheduleEdit.Add add) ? add.slot() : null;
		}
		return switch (edit) {
			case ScheduleEdit.Add add -> slot;
			case ScheduleEdit.Move move -> slot.moved(move.startsAt(), move.endsAt(), move.roomIds());
			case ScheduleEdit.Cancel cancel -> slot.withStatus(SessionStatus.CANCELLED);
			case ScheduleEdit.Reinstate reinstate -> slot.withStatus(SessionStatus.SCHEDULED);
			case ScheduleEdit.SetSpeakers set -> slot.withSpeakers(set.speakers());
			case ScheduleEdit.Remove remove -> null;
		};
	}

	private List<Clash> newClashes() {
		List<Clash> clashes = new ArrayList<>();
		Set<String> seen = new LinkedHashSet<>();
		for (String id : this.touched) {
			Slot slot = this.edited.get(id);
			seen.add(id);
			if (slot == null || slot.equals(earlier(id))) {
				continue;
			}
			this.edited.forEach((otherId, other) -> {
				if (!seen.contains(otherId) || other.equals(earlier(otherId))) {
					clashes.addAll(Clash.between(id, slot, otherId, other, this.rules));
				}
			});
		}
		clashes.removeIf(this::existed);
		return clashes;
	}

	private boolean existed(Clash clash) {
		Slot slot = earlier(clash.sessionId());
		Slot other = earlier(clash.withSessionId());
		return slot != null && other != null
				&& Clash.between(clash.sessionId(), slot, clash.withSessionId(), other, this.rules).contains(clash);
	}

	private @Nullable Slot earlier(String id) {
		return this.before.slots().get(id);
	}

	private ScheduleOutcome.Changed changed(ChangeTerms terms) {
		int first = this.before.revision() + 1;
		ScheduleChange.Cause cause = new ScheduleChange.Cause(first, terms.undoes(), terms.requestId());
		List<ScheduleChange> steps = new ArrayList<>();
		for (String id : this.touched) {
			Slot slot = earlier(id);
			Slot next = this.edited.get(id);
			List<ScheduleChangeKind> kinds = ScheduleChangeKind.between(slot, next);
			if (!kinds.isEmpty()) {
				steps.add(new ScheduleChange(first + steps.size(), terms.now(), id, kinds, slot, next, terms.note(),
						cause));
			}
		}
		return new ScheduleOutcome.Changed(steps.isEmpty() ? this.before : this.before.after(steps),
				List.copyOf(steps));
	}

}
