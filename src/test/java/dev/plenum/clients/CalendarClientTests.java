package dev.plenum.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The npm packages ical.js and node-ical read the times of calendars as they are.
 */
@Tag("clients")
@LiveServer
class CalendarClientTests {

	@Autowired
	private Clients clients;

	@ParameterizedTest(name = "{0} around {1}")
	@CsvSource({ "Europe/Stockholm, 2027-03-28, +01:00", "Europe/Stockholm, 2027-10-31, +02:00",
			"Asia/Kolkata, 2027-01-10, +05:30", "America/New_York, 2027-03-14, -05:00",
			"Australia/Lord_Howe, 2027-04-04, +11:00", "Africa/Casablanca, 2027-02-07, +01:00" })
	void bothPackagesReadTheSameInstants(String zone, LocalDate around, String offset) throws IOException {
		String slug = "calendar-" + zone.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "-") + '-' + around;
		String event = id("putEvent", "PutEventInput", "EventPut", "event",
				Map.of("slug", slug, "name", List.of(Map.of("lang", "sv", "text", "Tider")), "startsOn",
						around.minusDays(3).toString(), "endsOn", around.plusDays(3).toString(), "timezone", zone,
						"languages", List.of("sv")));
		List<String> expected = new ArrayList<>();
		for (int day = -2; day <= 2; day++) {
			for (String hour : List.of("01:30", "02:30", "04:00", "12:00")) {
				String start = around.plusDays(day) + "T" + hour + ":00" + offset;
				Instant at = OffsetDateTime.parse(start).toInstant();
				String session = id("putSession", "PutSessionInput", "SessionPut", "session",
						Map.of("eventId", event, "key", start, "kind", "SOCIAL", "title",
								List.of(Map.of("lang", "sv", "text", start)), "slot",
								Map.of("startsAt", start, "endsAt", at.plusSeconds(60).toString())));
				expected.add("%s@plenum %s %s".formatted(session, time(at), time(at.plusSeconds(60))));
			}
		}
		this.clients.administrator()
			.document("mutation { publishEvent(input: {eventId: \"%s\"}) { __typename } }".formatted(event))
			.executeAndVerify();
		Path file = Files.createDirectories(Tool.FILES).resolve(slug + ".ics");
		Files.write(file, calendar(slug));
		assertThat(Tool.script("calendars.mjs", file.toString())).containsExactlyInAnyOrderElementsOf(
				Stream.of("ical.js ", "node-ical ").flatMap((name) -> expected.stream().map(name::concat)).toList());
	}

	private byte[] calendar(String slug) {
		return Objects.requireNonNull(this.clients.raw()
			.get()
			.uri("/events/" + slug + "/programme.ics")
			.exchange()
			.expectBody()
			.returnResult()
			.getResponseBody());
	}

	private String id(String mutation, String type, String success, String object, Map<String, ?> input) {
		return this.clients.administrator()
			.document("mutation ($input: %s!) { %s(input: $input) { ... on %s { %s { id } } } }".formatted(type,
					mutation, success, object))
			.variable("input", input)
			.execute()
			.path(mutation + '.' + object + ".id")
			.entity(String.class)
			.get();
	}

	private static String time(Instant at) {
		return at.toString().replace("Z", ".000Z");
	}

}
