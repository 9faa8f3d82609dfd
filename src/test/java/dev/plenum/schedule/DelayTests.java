package dev.plenum.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Delays on a day with talks in the halls A and B, a coffee break in the foyer from 10:00
 * to 10:30, and a lunch in hall A from 12:00 to 12:10.
 */
class DelayTests {

	private static final Set<String> BREAKS = Set.of("coffee", "lunch");

	private static final BiPredicate<String, Slot> ALL = (_, _) -> true;

	private static final BiPredicate<String, Slot> HALL_A = (_, slot) -> slot.roomIds().contains("A");

	private final Schedule schedule = Schedule.first("evt",
			Map.of("first", slot("09:00", "10:00", "A"), "coffee", slot("10:00", "10:30", "foyer"), "second",
					slot("10:30", "12:00", "A"), "lunch", slot("12:00", "12:10", "A"), "third",
					slot("12:10", "13:00", "A"), "long", slot("09:30", "11:00", "B"), "after",
					slot("11:00", "12:00", "B"), "cancelled",
					slot("11:00", "12:00", "A").withStatus(SessionStatus.CANCELLED)));

	@Test
	void allSessionsFromAMomentOnAreDelayedAndCancelledOnesAreNot() {
		assertThat(delayed("10:30", 20, ALL, Set.of())).isEqualTo(Map.of("second", "10:50-12:20", "lunch",
				"12:20-12:30", "third", "12:30-13:20", "after", "11:20-12:20"));
	}

	@Test
	void onlyTheSessionsOfARoomAreDelayed() {
		assertThat(delayed("09:00", 20, HALL_A, Set.of())).isEqualTo(Map.of("first", "09:20-10:20", "second",
				"10:50-12:20", "lunch", "12:20-12:30", "third", "12:30-13:20"));
	}

	@Test
	void aBreakAbsorbsTheDelayAndWhatFollowsStartsOnTime() {
		assertThat(delayed("09:00", 20, ALL, BREAKS)).as("the long talk in hall B is not interrupted by the break")
			.isEqualTo(Map.of("first", "09:20-10:20", "coffee", "10:20-10:30", "long", "09:50-11:20", "after",
					"11:20-12:20"));
	}

	@Test
	void aBreakKeepsFiveMinutesAndTheRestOfTheDelayGoesOn() {
		assertThat(delayed("09:00", 40, HALL_A, BREAKS))
			.as("the break in the foyer keeps its time but 25 minutes of the delay pass in it")
			.isEqualTo(Map.of("first", "09:40-10:40", "second", "10:45-12:15", "lunch", "12:15-12:20", "third",
					"12:20-13:10"));
	}

	@Test
	void sessionsOfTheNextDayKeepTheirTime() {
		Delay delay = new Delay(at("10:30"), at("12:00"), Duration.ofMinutes(5), ALL, Set.of());
		assertThat(delay.edits(this.schedule)).extracting(ScheduleEdit::sessionId)
			.containsExactlyInAnyOrder("second", "after");
	}

	private Map<String, String> delayed(String from, int minutes, BiPredicate<String, Slot> concerned,
			Set<String> breaks) {
		return new Delay(at(from), at("23:00"), Duration.ofMinutes(minutes), concerned, breaks).edits(this.schedule)
			.stream()
			.map(ScheduleEdit.Move.class::cast)
			.collect(Collectors.toMap(ScheduleEdit.Move::sessionId,
					(move) -> time(move.startsAt()) + "-" + time(move.endsAt())));
	}

	private static String time(Instant moment) {
		return moment.toString().substring(11, 16);
	}

	private static Slot slot(String start, String end, String room) {
		return new Slot(at(start), at(end), List.of(room), List.of(), SessionStatus.SCHEDULED);
	}

	private static Instant at(String time) {
		return Instant.parse("2024-10-02T" + time + ":00Z");
	}

}
