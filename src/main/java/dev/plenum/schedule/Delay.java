package dev.plenum.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * A delay of all sessions that start within a time, hidden ones included. A cancelled
 * session keeps its time.
 *
 * @param from sessions that start at or after this instant are delayed
 * @param until sessions that start at or after this instant keep their time
 * @param by the delay, positive
 * @param concerned which sessions are delayed, by id and slot
 * @param breaks the breaks that absorb the delay: each becomes shorter, but not shorter
 * than 5 minutes. A break of a session that is not concerned absorbs delays and keeps its
 * time.
 */
public record Delay(Instant from, Instant until, Duration by, BiPredicate<String, Slot> concerned, Set<String> breaks) {

	private static final Duration SHORTEST_BREAK = Duration.ofMinutes(5);

	/**
	 * Returns the edits that delay the sessions.
	 * @param schedule the schedule before
	 * @return one edit for each session that moves, by start; empty if none does
	 */
	public List<ScheduleEdit> edits(Schedule schedule) {
		List<Delayed> all = new ArrayList<>();
		schedule.allSlots()
			.entrySet()
			.stream()
			.filter((entry) -> follows(entry.getKey(), entry.getValue()))
			.sorted(Comparator.comparing((Map.Entry<String, Slot> entry) -> entry.getValue().startsAt())
				.thenComparing((entry) -> entry.getValue().endsAt())
				.thenComparing(Map.Entry::getKey))
			.forEach((entry) -> all.add(delayed(entry.getKey(), entry.getValue(), all)));
		return all.stream()
			.filter((one) -> one.moves() && !one.slot().startsAt().equals(one.startsAt()))
			.<ScheduleEdit>map((one) -> new ScheduleEdit.Move(one.id(), one.startsAt(), one.endsAt(), null))
			.toList();
	}

	private boolean follows(String id, Slot slot) {
		return slot.takesPlace() && !slot.startsAt().isBefore(this.from) && slot.startsAt().isBefore(this.until)
				&& (this.breaks.contains(id) || this.concerned.test(id, slot));
	}

	private Delayed delayed(String id, Slot slot, List<Delayed> earlier) {
		Instant start = slot.startsAt().plus(delayOf(slot, earlier));
		boolean moves = this.concerned.test(id, slot);
		if (!this.breaks.contains(id)) {
			return new Delayed(id, slot, start, start.plus(slot.length()), false, moves);
		}
		Instant least = start.plus((slot.length().compareTo(SHORTEST_BREAK) < 0) ? slot.length() : SHORTEST_BREAK);
		return new Delayed(id, slot, start, least.isAfter(slot.endsAt()) ? least : slot.endsAt(), true, moves);
	}

	/**
	 * Finds how much of the delay the breaks before a session have left. A session never
	 * starts before the end of what precedes it in its room.
	 */
	private Duration delayOf(Slot slot, List<Delayed> earlier) {
		List<Delayed> before = earlier.stream().filter((one) -> !one.slot().endsAt().isAfter(slot.startsAt())).toList();
		Duration delay = before.stream()
			.filter(Delayed::absorbs)
			.map((one) -> Duration.between(one.slot().endsAt(), one.endsAt()))
			.min(Comparator.naturalOrder())
			.filter((left) -> left.compareTo(this.by) < 0)
			.orElse(this.by);
		return before.stream()
			.filter((one) -> one.moves() && one.slot().roomIds().stream().anyMatch(slot.roomIds()::contains))
			.map((one) -> Duration.between(slot.startsAt(), one.endsAt()))
			.max(Comparator.naturalOrder())
			.filter((needed) -> needed.compareTo(delay) > 0)
			.orElse(delay);
	}

	/**
	 * A session with its new time.
	 *
	 * @param id the session
	 * @param slot its slot before
	 * @param startsAt when it starts now
	 * @param endsAt when it ends now
	 * @param absorbs whether it is a break that absorbs the delay
	 * @param moves whether it is one of the sessions to delay
	 */
	private record Delayed(String id, Slot slot, Instant startsAt, Instant endsAt, boolean absorbs, boolean moves) {
	}

}
