package dev.plenum.schedule;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Checks whether a slot is valid in an event, independently of other sessions. Only what
 * an edit changes is checked.
 */
final class SlotCheck {

	private SlotCheck() {
	}

	static ScheduleOutcome.@Nullable Invalid fault(int index, ScheduleEdit edit, @Nullable Slot before,
			@Nullable Slot after, ScheduleRules rules) {
		if (after == null) {
			return null;
		}
		boolean newTime = before == null || !before.sameTime(after);
		if (newTime && !after.startsAt().isBefore(after.endsAt())) {
			return invalid(index, endIsGiven(edit) ? "endsAt" : "startsAt", "The end must be after the start.");
		}
		if (newTime && (after.startsAt().isBefore(rules.opens()) || !after.startsAt().isBefore(rules.lastStart()))) {
			return invalid(index, startIsGiven(edit) ? "startsAt" : "endsAt",
					"The start must be on one of the event's days, or in the night after it until the event's dayChange.");
		}
		if (newTime && after.endsAt().isAfter(rules.closes())) {
			return invalid(index, endIsGiven(edit) ? "endsAt" : "startsAt",
					"The end must be at the latest in the morning after the event's last day: at 06:00, or at the event's dayChange if that is later.");
		}
		if (before == null || !before.roomIds().equals(after.roomIds())) {
			String fault = listFault(after.roomIds(), rules.roomIds(), "room");
			if (fault != null) {
				return invalid(index, "roomIds", fault);
			}
		}
		if (before == null || !before.speakers().equals(after.speakers())) {
			String fault = listFault(after.speakers().stream().map(SpeakerRef::speakerId).toList(), rules.speakerIds(),
					"speaker");
			if (fault != null) {
				return invalid(index, "speakers", fault);
			}
		}
		return null;
	}

	private static @Nullable String listFault(List<String> ids, Set<String> known, String what) {
		for (String id : ids) {
			if (!known.contains(id)) {
				return "This event has no %s '%s'.".formatted(what, id);
			}
		}
		return (new HashSet<>(ids).size() < ids.size()) ? "The list contains the same %s twice.".formatted(what) : null;
	}

	private static boolean startIsGiven(ScheduleEdit edit) {
		return !(edit instanceof ScheduleEdit.Move move) || move.startsAt() != null;
	}

	private static boolean endIsGiven(ScheduleEdit edit) {
		return !(edit instanceof ScheduleEdit.Move move) || move.endsAt() != null;
	}

	private static ScheduleOutcome.Invalid invalid(int index, String field, String message) {
		return new ScheduleOutcome.Invalid(index, field, message);
	}

}
