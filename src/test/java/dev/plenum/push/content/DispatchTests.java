package dev.plenum.push.content;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is sent now, what waits and what is dropped. Quiet hours are from 22:00 to 07:00
 * UTC.
 */
class DispatchTests {

	private static final QuietTimes NIGHT = new QuietTimes(new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0)),
			ZoneId.of("UTC"));

	@ParameterizedTest(name = "due at {0}, useful until {1}, at {3}: {4}, next {5}")
	@CsvSource(nullValues = "-", textBlock = """
			10T12:00:00Z, 10T18:00:00Z, false, 10T11:59:59Z, waits,   10T12:00:00Z
			10T12:00:00Z, 10T18:00:00Z, false, 10T12:00:00Z, single,  -
			10T12:00:00Z, 10T18:00:00Z, false, 10T17:59:59Z, single,  -
			10T12:00:00Z, 10T18:00:00Z, false, 10T18:00:00Z, dropped, -
			# in quiet hours
			10T22:30:00Z, 11T09:00:00Z, false, 10T22:30:00Z, waits,   11T07:00:00Z
			10T21:59:59Z, 11T09:00:00Z, false, 10T22:00:00Z, waits,   11T07:00:00Z
			10T22:30:00Z, 11T09:00:00Z, false, 11T07:00:00Z, single,  -
			10T22:30:00Z, 11T07:00:00Z, false, 11T07:00:00Z, dropped, -
			10T22:30:00Z, 11T03:00:00Z, false, 11T05:00:00Z, dropped, -
			# it settles until after their end
			11T07:00:10Z, 11T09:00:00Z, false, 11T06:59:59Z, waits,   11T07:00:10Z
			# urgent
			10T22:30:00Z, 11T09:00:00Z, true,  10T22:30:00Z, single,  -
			""")
	void oneTopicIsDecided(String dueAt, String usefulUntil, boolean urgent, String now, String decision,
			@Nullable String next) {
		Dispatch<String> dispatch = Dispatch.of(List.of(new Topic<>("it", at(dueAt), at(usefulUntil), urgent, true)),
				NIGHT, at(now));
		assertThat(decision(dispatch, "it")).isEqualTo(decision);
		assertThat(dispatch.next()).isEqualTo((next != null) ? at(next) : null);
		Dispatch<String> unwanted = Dispatch.of(List.of(new Topic<>("it", at(dueAt), at(usefulUntil), urgent, false)),
				NIGHT, at(now));
		assertThat(decision(unwanted, "it")).isEqualTo("dropped");
		assertThat(unwanted.next()).isNull();
	}

	@Test
	void whatFellIntoQuietHoursIsOneSummaryAtTheirEnd() {
		List<Topic<String>> topics = List.of(topic("evening", "10T21:00:00Z", "11T09:00:00Z"),
				topic("night", "10T23:00:00Z", "11T09:00:00Z"), topic("over", "11T01:00:00Z", "11T06:00:00Z"),
				topic("morning", "11T06:30:00Z", "11T09:00:00Z"), topic("new", "11T07:00:00Z", "11T09:00:00Z"));
		Dispatch<String> before = Dispatch.of(topics, NIGHT, at("11T06:59:59Z"));
		assertThat(contents(before.waiting())).containsExactly("evening", "night", "morning", "new");
		assertThat(before.next()).isEqualTo(at("11T07:00:00Z"));
		for (String now : List.of("11T07:00:00Z", "11T08:59:00Z")) {
			Dispatch<String> after = Dispatch.of(topics, NIGHT, at(now));
			assertThat(contents(after.summary())).containsExactly("evening", "night", "morning");
			assertThat(contents(after.single())).containsExactly("new");
			assertThat(contents(after.dropped())).containsExactly("over");
		}
	}

	@ParameterizedTest(name = "changes at {0}, looked at {1}: due at {2}")
	@CsvSource(textBlock = """
			12:00:00,                            12:00:05, 12:00:20
			12:00:00 12:00:10,                   12:00:12, 12:00:30
			12:00:00 12:00:15 12:00:30 12:00:45, 12:00:46, 12:01:00
			# the clock of the server that wrote it is some seconds ahead
			12:00:15,                            12:00:00, 12:00:35
			# a clock was corrected by an hour: nothing is delayed for an hour
			13:00:00,                            12:00:00, 12:00:00
			""")
	void aChangeSettlesAfterItsLastCorrection(String changes, LocalTime now, LocalTime due) {
		assertThat(
				Topic.settled(Arrays.stream(changes.split(" ")).map(LocalTime::parse).map(DispatchTests::on).toList(),
						Duration.ofSeconds(20), on(now)))
			.isEqualTo(on(due));
	}

	private static String decision(Dispatch<String> dispatch, String content) {
		return contents(dispatch.single()).contains(content) ? "single" : contents(dispatch.summary()).contains(content)
				? "summary" : contents(dispatch.waiting()).contains(content) ? "waits" : "dropped";
	}

	private static List<String> contents(List<Topic<String>> topics) {
		return topics.stream().map(Topic::content).toList();
	}

	private static Topic<String> topic(String content, String dueAt, String usefulUntil) {
		return new Topic<>(content, at(dueAt), at(usefulUntil), false, true);
	}

	private static Instant on(LocalTime time) {
		return at("10T" + time.format(DateTimeFormatter.ISO_LOCAL_TIME) + "Z");
	}

	private static Instant at(String moment) {
		return Instant.parse("2027-05-" + moment);
	}

}
