package dev.plenum.agenda;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clashes between the items of an agenda, and the time to walk from one to the next.
 */
class PlanTests {

	private static final Map<String, Integer> WALKS = Map.of("annexe", 10, "cellar", 4);

	@Test
	void engagementsAreOrderedByStartThenByEnd() {
		Plan plan = Plan.of(List.of(picked("late", "11:00", "12:00"), picked("long", "09:00", "12:00"),
				picked("short", "09:00", "10:00")));
		assertThat(plan.engagements()).extracting(Engagement::id).containsExactly("short", "long", "late");
	}

	@Test
	void overlappingEngagementsClashBothWays() {
		Engagement one = picked("one", "09:00", "10:00");
		Engagement other = picked("other", "09:59", "11:00");
		Plan plan = Plan.of(List.of(one, other));
		assertThat(plan.clashesOf(one)).containsExactly(other);
		assertThat(plan.clashesOf(other)).containsExactly(one);
	}

	@Test
	void anEngagementThatStartsWhenTheOtherEndsDoesNotClash() {
		Engagement one = picked("one", "09:00", "10:00");
		assertThat(Plan.of(List.of(one, picked("other", "10:00", "11:00"))).clashesOf(one)).isEmpty();
	}

	@Test
	void twoThingsForEverybodyDoNotClash() {
		Engagement one = everybody("one", "09:00", "10:00", false);
		assertThat(Plan.of(List.of(one, everybody("other", "09:30", "10:30", false))).clashesOf(one)).isEmpty();
	}

	@Test
	void aPickedSessionClashesWithAPlenary() {
		Engagement plenary = everybody("plenary", "09:00", "10:00", false);
		Engagement picked = picked("picked", "09:30", "10:30");
		assertThat(Plan.of(List.of(plenary, picked)).clashesOf(plenary)).containsExactly(picked);
	}

	@Test
	void aBreakClashesOnlyIfItWasPicked() {
		Engagement picked = picked("picked", "09:30", "10:30");
		Engagement coffee = everybody("coffee", "09:00", "10:00", true);
		assertThat(Plan.of(List.of(coffee, picked)).clashesOf(picked)).isEmpty();
		Engagement pickedCoffee = engagement("coffee", "09:00", "10:00", "", true, true, true);
		assertThat(Plan.of(List.of(pickedCoffee, picked)).clashesOf(picked)).containsExactly(pickedCoffee);
	}

	@Test
	void aCancelledSessionClashesWithNothing() {
		Engagement picked = picked("picked", "09:30", "10:30");
		Engagement cancelled = engagement("cancelled", "09:00", "10:00", "", true, false, false);
		Plan plan = Plan.of(List.of(cancelled, picked));
		assertThat(plan.clashesOf(picked)).isEmpty();
		assertThat(plan.clashesOf(cancelled)).isEmpty();
	}

	@Test
	void theMissingMinutesAreTheWalkingTimeWithoutTheBreak() {
		Engagement annexe = in("annexe", "before", "09:00", "10:00");
		assertThat(walk(in("hall", "next", "10:07", "11:00"), annexe)).hasValue(3);
		assertThat(walk(in("hall", "next", "10:10", "11:00"), annexe)).isEmpty();
	}

	@Test
	void theLongerWalkingTimeOfTheTwoRoomsCounts() {
		assertThat(walk(in("cellar", "next", "10:00", "11:00"), in("annexe", "before", "09:00", "10:00"))).hasValue(10);
	}

	@Test
	void theSameRoomNeedsNoWalk() {
		assertThat(walk(in("annexe", "next", "10:00", "11:00"), in("annexe", "before", "09:00", "10:00"))).isEmpty();
	}

	@Test
	void withoutAWalkingTimeNothingIsMissing() {
		assertThat(walk(in("hall", "next", "10:00", "11:00"), in("foyer", "before", "09:00", "10:00"))).isEmpty();
	}

	@Test
	void aCancelledSessionIsNotThePreviousOne() {
		Engagement cancelled = engagement("cancelled", "09:00", "10:00", "annexe", true, false, false);
		assertThat(walk(in("hall", "next", "10:00", "11:00"), cancelled)).isEmpty();
	}

	@Test
	void ofTwoPreviousSessionsTheChosenOneCounts() {
		Engagement chosen = in("annexe", "a", "09:00", "10:00");
		Engagement everybody = engagement("b", "09:00", "10:00", "hall", false, true, false);
		assertThat(walk(in("hall", "next", "10:00", "11:00"), chosen, everybody)).hasValue(10);
	}

	private static OptionalInt walk(Engagement to, Engagement... others) {
		return new Plan(Stream.concat(List.of(others).stream(), Stream.of(to)).toList()).walkShortBy(to,
				(room) -> WALKS.getOrDefault(room, 0));
	}

	private static Engagement picked(String id, String from, String to) {
		return engagement(id, from, to, "", true, true, false);
	}

	private static Engagement everybody(String id, String from, String to, boolean casual) {
		return engagement(id, from, to, "", false, true, casual);
	}

	private static Engagement in(String room, String id, String from, String to) {
		return engagement(id, from, to, room, true, true, false);
	}

	private static Engagement engagement(String id, String from, String to, String room, boolean chosen,
			boolean takesPlace, boolean casual) {
		return new Engagement(id, at(from), at(to), room.isEmpty() ? List.of() : List.of(room), chosen, takesPlace,
				casual);
	}

	private static Instant at(String time) {
		return Instant.parse("2030-05-01T%s:00Z".formatted(time));
	}

}
