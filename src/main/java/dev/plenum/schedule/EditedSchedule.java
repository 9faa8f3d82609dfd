package dev.plenum.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.plenum.platform.mongo.Unknown;
import org.jspecify.annotations.Nullable;

/**
 * The slots of a schedule while edits are applied to them, one after the other. Hidden
 * sessions take part like all others, since they need their rooms and speakers too, but
 * their changes are no steps of the schedule.
 */
final class EditedSchedule {

	private final Schedule before;

	private final Map<String, Slot> edited;

	/** From when the sessions are visible that stay hidden. */
	private final Map<String, Instant> hidden = new HashMap<>();

	private final Set<String> touched = new LinkedHashSet<>();

	EditedSchedule(Schedule before) {
		this.before = before;
		this.edited = before.allSlots();
		before.drafts().hidden().forEach((id, slot) -> this.hidden.put(id, slot.visibleFrom()));
	}

	ScheduleOutcome.Changed appear(Instant now) {
		this.hidden.entrySet()
			.stream()
			.filter((entry) -> !entry.getValue().isAfter(now))
			.map(Map.Entry::getKey)
			.sorted()
			.forEach(this.touched::add);
		this.hidden.keySet().removeAll(this.touched);
		this.touched
			.forEach((id) -> this.edited.computeIfPresent(id, (_, slot) -> slot.without(this.before.withdrawn())));
		return changed(ChangeTerms.of(true, null, now), null);
	}

	ScheduleOutcome apply(List<ScheduleEdit> edits, ScheduleRules rules, ChangeTerms terms) {
		for (int i = 0; i < edits.size(); i++) {
			ScheduleOutcome.Invalid fault = apply(i, edits.get(i), rules);
			if (fault != null) {
				return fault;
			}
		}
		List<Clash> clashes = terms.force() ? List.of() : newClashes(rules);
		if (!clashes.isEmpty()) {
			return new ScheduleOutcome.Clashed(clashes);
		}
		ScheduleOutcome.Changed changed = changed(terms, rules.forEverybody());
		ScheduleOutcome.Invalid full = ScheduleSize.fault(edits, this.before, changed.schedule());
		return (full != null) ? full : changed;
	}

	private ScheduleOutcome.@Nullable Invalid apply(int index, ScheduleEdit edit, ScheduleRules rules) {
		String id = edit.sessionId();
		Slot slot = this.edited.get(id);
		if (slot == null && !(edit instanceof ScheduleEdit.Add || edit instanceof ScheduleEdit.Hide)
				&& !(edit instanceof ScheduleEdit.Remove && this.before.removed().containsKey(id))) {
			return new ScheduleOutcome.Invalid(index, "sessionId", "This event's schedule does not have this session.");
		}
		if (edit instanceof ScheduleEdit.Hide && slot != null && !this.hidden.containsKey(id)) {
			return new ScheduleOutcome.Invalid(index, "visibleFrom",
					"This session is visible already. Cancel or remove it instead.");
		}
		if (edit instanceof ScheduleEdit.Hide && this.before.removed().containsKey(id)) {
			return new ScheduleOutcome.Invalid(index, "visibleFrom",
					"This session was visible before it was removed. Hide a session with another key instead.");
		}
		Slot next = apply(edit, slot);
		ScheduleOutcome.Invalid fault = SlotCheck.fault(index, edit, slot, next, rules);
		if (fault != null) {
			return fault;
		}
		if (edit instanceof ScheduleEdit.Hide hide) {
			this.hidden.put(id, hide.visibleFrom());
		}
		else if (edit instanceof ScheduleEdit.Show || next == null) {
			this.hidden.remove(id);
		}
		Schedule.put(this.edited, id, next);
		this.touched.add(id);
		return null;
	}

	private static @Nullable Slot apply(ScheduleEdit edit, @Nullable Slot slot) {
		if (slot == null) {
			return switch (edit) {
				case ScheduleEdit.Add add -> add.slot();
				case ScheduleEdit.Hide hide -> hide.slot();
				default -> null;
			};
		}
		return switch (edit) {
			case ScheduleEdit.Add _, ScheduleEdit.Hide _, ScheduleEdit.Show _ -> slot;
			case ScheduleEdit.Move move -> slot.moved(move.startsAt(), move.endsAt(), move.roomIds());
			case ScheduleEdit.Cancel cancel -> slot.withStatus(SessionStatus.CANCELLED);
			case ScheduleEdit.Reinstate reinstate -> slot.withStatus(SessionStatus.SCHEDULED);
			case ScheduleEdit.SetSpeakers set -> slot.withSpeakers(set.speakers());
			case ScheduleEdit.Remove remove -> null;
		};
	}

	private List<Clash> newClashes(ScheduleRules rules) {
		Map<String, List<String>> users = new HashMap<>();
		this.edited.forEach((id, slot) -> slot.resources()
			.forEach((resource) -> users.computeIfAbsent(resource, (_) -> new ArrayList<>()).add(id)));
		List<Clash> clashes = new ArrayList<>();
		Set<String> compared = new HashSet<>();
		for (String id : this.touched) {
			Slot slot = this.edited.get(id);
			if (slot == null || slot.equals(earlier(id))) {
				continue;
			}
			compared.add(id);
			slot.resources()
				.flatMap((resource) -> users.getOrDefault(resource, List.of()).stream())
				.distinct()
				.filter((other) -> !compared.contains(other))
				.forEach((other) -> clashes
					.addAll(Clash.between(id, slot, other, Objects.requireNonNull(this.edited.get(other)), rules)));
		}
		clashes.removeIf((clash) -> existed(clash, rules));
		return clashes;
	}

	private boolean existed(Clash clash, ScheduleRules rules) {
		Slot slot = earlier(clash.sessionId());
		Slot other = earlier(clash.withSessionId());
		return slot != null && other != null
				&& Clash.between(clash.sessionId(), slot, clash.withSessionId(), other, rules).contains(clash);
	}

	/** Returns whether a session was in the schedule before, unless it is hidden. */
	private boolean wasVisible(String id) {
		return this.before.slots().containsKey(id) || this.before.removed().containsKey(id);
	}

	private @Nullable Slot earlier(String id) {
		HiddenSlot earlier = this.before.drafts().hidden().get(id);
		return (earlier != null) ? earlier.slot() : this.before.slots().get(id);
	}

	private ScheduleOutcome.Changed changed(ChangeTerms terms, @Nullable Set<String> forEverybody) {
		int first = this.before.revision() + 1;
		ScheduleChange.Cause cause = new ScheduleChange.Cause(first, terms.undoes(), terms.requestId());
		List<ScheduleChange> steps = new ArrayList<>();
		for (String id : this.touched) {
			Slot slot = this.before.slots().get(id);
			Slot next = this.hidden.containsKey(id) ? null : this.edited.get(id);
			List<ScheduleChangeKind> kinds = ScheduleChangeKind.between(slot, next);
			if (!kinds.isEmpty()) {
				steps.add(new ScheduleChange(first + steps.size(), terms.now(), id, kinds, slot, next, terms.note(),
						cause, (forEverybody != null) ? forEverybody.contains(id) && wasVisible(id) : null));
			}
		}
		Drafts drafts = this.before.drafts().with(hiddenSlots(), visible(), terms.now());
		return new ScheduleOutcome.Changed(
				(steps.isEmpty() && drafts == this.before.drafts()) ? this.before : this.before.after(steps, drafts),
				List.copyOf(steps));
	}

	private Map<String, HiddenSlot> hiddenSlots() {
		Map<String, HiddenSlot> slots = new HashMap<>();
		this.hidden.forEach((id, visibleFrom) -> {
			HiddenSlot known = this.before.drafts().hidden().get(id);
			slots.put(id, new HiddenSlot(Objects.requireNonNull(this.edited.get(id)), visibleFrom,
					(known != null) ? known.unknown() : Unknown.NONE));
		});
		return slots;
	}

	private Set<String> visible() {
		Set<String> visible = new HashSet<>(this.edited.keySet());
		visible.removeAll(this.hidden.keySet());
		return visible;
	}

}
