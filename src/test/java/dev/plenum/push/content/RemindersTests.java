package dev.plenum.push.content;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import dev.plenum.inbox.Positions;
import dev.plenum.push.content.Reminders.Group;
import dev.plenum.push.content.Reminders.Start;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reminders are sent once, in the right minute, whatever happens to sessions, clocks and
 * servers. Each test plays a morning: what starts when, what the clock shows, and what
 * was reminded of.
 */
class RemindersTests {

	private final Map<String, Instant> starts = new TreeMap<>();

	private final Map<String, Instant> since = new LinkedHashMap<>();

	private final List<String> reminded = new ArrayList<>();

	private final List<String> sent = new ArrayList<>();

	private Instant begunAt = at("08:00:00");

	private Duration lead = Duration.ofMinutes(10);

	@Test
	void aReminderIsSentOnceInTheRightMinute() {
		put("talk", "10:00:00");
		clock("09:49:59", "09:50:00", "09:50:01", "09:55:00", "10:00:00");
		assertThat(this.sent).containsExactly("09:50:00 talk");
	}

	@Test
	void whatStartsTogetherIsOneReminder() {
		put("talk", "10:00:00");
		put("meeting", "10:00:00");
		put("later", "10:01:00");
		clock("09:50:00", "09:51:00");
		assertThat(this.sent).containsExactly("09:50:00 meeting talk", "09:51:00 later");
	}

	@Test
	void aReminderFollowsASessionThatMoves() {
		put("talk", "10:00:00");
		clock("09:40:00");
		move("talk", "11:00:00", "09:45:00");
		clock("09:50:00", "10:49:59", "10:50:00", "10:50:01");
		assertThat(this.sent).containsExactly("10:50:00 talk");
	}

	@Test
	void aSessionThatMovesAwayAndBackIsRemindedOfOnce() {
		put("talk", "10:00:00");
		clock("09:50:00");
		move("talk", "11:00:00", "09:51:00");
		clock("09:51:00");
		move("talk", "10:00:00", "09:52:00");
		clock("09:52:00", "09:59:00");
		move("talk", "11:00:00", "09:59:30");
		clock("10:50:00", "10:51:00");
		assertThat(this.sent).containsExactly("09:50:00 talk", "10:50:00 talk");
	}

	@Test
	void aSessionThatIsElsewhereForAMomentIsNotForgotten() {
		put("talk", "10:00:00");
		move("talk", "11:00:00", "09:49:55");
		clock("09:49:55", "09:50:00");
		move("talk", "10:00:00", "09:50:05");
		clock("09:50:05", "09:50:06");
		assertThat(this.sent).containsExactly("09:50:05 talk");
	}

	@Test
	void aSessionThatMovesTooCloseIsNotRemindedOf() {
		put("talk", "11:00:00");
		move("talk", "10:00:00", "09:55:00");
		clock("09:55:00", "09:59:00");
		assertThat(this.sent).isEmpty();
	}

	@Test
	void aSessionThatIsCancelledIsNotRemindedOf() {
		put("talk", "10:00:00");
		clock("09:49:00");
		this.starts.remove("talk");
		clock("09:50:00", "09:51:00");
		assertThat(this.sent).isEmpty();
	}

	@Test
	void aLateServerRemindsUntilTheStart() {
		put("talk", "10:00:00");
		put("missed", "09:00:00");
		clock("08:40:00", "09:58:00", "09:59:00");
		assertThat(this.sent).containsExactly("09:58:00 talk");
	}

	@Test
	void aClockThatIsPutBackRepeatsNothing() {
		put("talk", "10:00:00");
		put("next", "10:30:00");
		clock("09:50:00", "09:30:00", "09:50:00", "09:51:00", "10:20:00");
		assertThat(this.sent).containsExactly("09:50:00 talk", "10:20:00 next");
	}

	@Test
	void aClockThatWasAnHourAheadRemindsTooEarlyButOnce() {
		put("talk", "10:00:00");
		put("next", "11:00:00");
		clock("09:55:00", "08:55:00", "09:50:00", "10:50:00");
		assertThat(this.sent).containsExactly("09:55:00 talk", "10:50:00 next");
	}

	@Test
	void aPlaceThatBeganByAClockAheadMissesNothing() {
		this.begunAt = at("12:00:00");
		put("talk", "10:00:00");
		clock("09:50:00");
		assertThat(this.sent).containsExactly("09:50:00 talk");
	}

	@Test
	void nothingIsSentForWhatLiesBeforeThePlace() {
		this.begunAt = at("09:55:00");
		put("talk", "10:00:00");
		put("next", "10:30:00");
		clock("09:55:00", "09:59:00", "10:20:00");
		assertThat(this.sent).containsExactly("10:20:00 next");
	}

	@Test
	void aShorterLeadDoesNotRepeatAReminder() {
		this.lead = Duration.ofMinutes(30);
		put("talk", "10:00:00");
		clock("09:30:00");
		this.lead = Duration.ofMinutes(10);
		clock("09:50:00");
		assertThat(this.sent).containsExactly("09:30:00 talk");
	}

	@Test
	void ofMoreThanAPlaceRemembersNothingIsRepeated() {
		this.lead = Duration.ofHours(24);
		List<Start<String>> all = IntStream.range(0, 3 * Place.MOST_REMINDED)
			.mapToObj((i) -> new Start<>("s" + i, "s" + i, at("10:00:00").plusSeconds(60 * i), Instant.EPOCH))
			.toList();
		Place place = Place.begin(Positions.of(1, 1), this.begunAt.minus(this.lead));
		List<String> names = new ArrayList<>();
		for (Instant now = at("09:00:00"); now.isBefore(at("11:30:00")); now = now.plusSeconds(20)) {
			List<String> due = new Reminders(this.lead, place.begunAt(), place.reminded(), now).groups(all)
				.stream()
				.flatMap((group) -> group.names().stream())
				.toList();
			place = place.remindedOf(due);
			names.addAll(due);
		}
		assertThat(names).hasSizeGreaterThan(2 * Place.MOST_REMINDED).doesNotHaveDuplicates();
	}

	@Test
	void inTheNightWhenClocksChangeTheLeadIsRealTime() {
		Reminders before = new Reminders(this.lead, Instant.EPOCH, List.of(), Instant.parse("2027-10-31T00:00:00Z"));
		Instant first = Instant.parse("2027-10-31T00:30:00Z");
		Instant second = Instant.parse("2027-10-31T01:30:00Z");
		List<Group<String>> groups = before
			.groups(List.of(new Start<>("a", "a", first, Instant.EPOCH), new Start<>("b", "b", second, Instant.EPOCH)));
		assertThat(groups).as("02:30 occurs twice, and these are two starts").hasSize(2);
		assertThat(before.dueAt(second)).isEqualTo(Instant.parse("2027-10-31T01:20:00Z"));
	}

	@Test
	void aSecondThingAtTheSameStartRaisesTheNumberOfThings() {
		put("talk", "10:00:00");
		clock("09:50:00");
		put("late", "10:00:00");
		List<Group<String>> groups = groups(at("09:50:30"));
		assertThat(groups).singleElement().satisfies((group) -> {
			assertThat(group.all()).containsExactly("late", "talk");
			assertThat(group.names()).hasSize(1);
		});
	}

	private void put(String id, String startsAt) {
		this.starts.put(id, at(startsAt));
		this.since.put(id, Instant.EPOCH);
	}

	private void move(String id, String startsAt, String when) {
		this.starts.put(id, at(startsAt));
		this.since.put(id, at(when));
	}

	/** Lets the clock show some times, and sends what is due then. */
	private void clock(String... times) {
		for (String time : times) {
			Instant now = at(time);
			for (Group<String> group : groups(now)) {
				if (!group.startsAt().minus(this.lead).isAfter(now)) {
					this.sent.add(time + ' ' + String.join(" ", group.all()));
					this.reminded.addAll(group.names());
				}
			}
		}
	}

	private List<Group<String>> groups(Instant now) {
		List<Start<String>> all = this.starts.entrySet()
			.stream()
			.map((start) -> new Start<>(start.getKey(), start.getKey(), start.getValue(),
					this.since.getOrDefault(start.getKey(), Instant.EPOCH)))
			.toList();
		return new Reminders(this.lead, this.begunAt, this.reminded, now).groups(all);
	}

	private static Instant at(String time) {
		return Instant.parse("2027-05-10T" + time + "Z");
	}

}
