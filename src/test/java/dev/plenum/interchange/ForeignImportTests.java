package dev.plenum.interchange;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Imports files in the formats of other programs, and calendars that Plenum wrote.
 */
@Tag("slow")
@LiveServer
class ForeignImportTests {

	private static final List<String> DIFFERENCES = List.of("added", "changed", "cancelled", "missing", "kept",
			"clashes", "warnings");

	private static final String OWN = """
			{"slug": "own", "name": {"sv": "Läger, ett", "en": "Camp"}, "startsOn": "2027-06-01", "endsOn": "2027-06-01", "timezone": "Europe/Stockholm",
			 "languages": ["sv", "en"], "venue": {"name": "Folkets Hus", "city": "Malmö"},
			 "rooms": [{"key": "a", "name": "Sal A, plan 2"}, {"key": "b", "name": "Sal B"}], "tracks": [{"key": "t", "name": {"sv": "Spår; ett", "en": "Track one"}}],
			 "speakers": [{"key": "p", "name": "Åsa \\"Öst\\"", "type": "PERSON", "bio": {"sv": "Skriver"}}, {"key": "q", "name": "Bo", "type": "PERSON"}],
			 "sessions": [
			  {"key": "1", "kind": "PANEL", "title": {"sv": "Ett, två; tre", "en": "One"}, "abstract": {"en": "About it\\n\\nMore"}, "language": "en", "languages": ["en", "sv"],
			   "track": "t", "tags": ["new"], "startsAt": "2027-06-01T10:00", "endsAt": "2027-06-01T10:45", "rooms": ["a", "b"],
			   "speakers": [{"speaker": "p", "role": "MODERATOR"}, {"speaker": "q", "role": "PANELLIST"}],
			   "materials": [{"kind": "FILM", "url": "https://films.example/1"}, {"kind": "TEXT", "title": {"sv": "Text"}}],
			   "links": [{"title": "A \\"b\\"; c: d", "url": "https://example.org/?a=1,2;3"}, {"url": "https://example.org/2"}]},
			  {"key": "2", "kind": "MEAL", "title": {"sv": "Lunch"}, "startsAt": "2027-06-01T12:00", "endsAt": "2027-06-01T13:00"},
			  {"key": "3", "kind": "LECTURE", "title": {"sv": "Inställd"}, "startsAt": "2027-06-01T14:00", "endsAt": "2027-06-01T15:00", "rooms": ["b"], "status": "CANCELLED"}]}""";

	private static final String SESSIONS = "{ event(slug: \"%s\") { name timezone sessions(first: 9) { nodes { title kind abstract status startsAt endsAt tags track { name } rooms { name } links { title url } languages speakers { role speaker { name } } } } } }";

	@Autowired
	private Clients clients;

	private final String slug = "foreign-" + UUID.randomUUID().toString().substring(0, 8);

	@Test
	void importingTheOwnCalendarIntoTheSameEventChangesNothing() {
		put(this.slug, OWN);
		String before = get(this.slug, "programme.json");
		for (int i = 0; i < 2; i++) {
			JsonNode report = put(this.slug, get(this.slug, "programme.ics"));
			for (String list : DIFFERENCES) {
				assertThat(report.get(list)).as(list).isEmpty();
			}
			assertThat(report.get("format").asString()).isEqualTo("ICALENDAR");
			assertThat(report.get("unchanged").asInt()).isEqualTo(3);
			assertThat(get(this.slug, "programme.json")).isEqualTo(before);
		}
	}

	@Test
	void theOwnCalendarIsAlmostTheWholeProgramme() {
		put(this.slug, OWN);
		JsonNode report = put(this.slug + "-2", get(this.slug, "programme.ics"));
		assertThat(report.get("warnings")).isEmpty();
		assertThat(report.get("created").asBoolean()).isTrue();
		assertThat(sessions(this.slug + "-2")).isEqualTo(sessions(this.slug));
	}

	@Test
	void importingTheOwnJsonLdKeepsSpeakersAndLinks() {
		put(this.slug, OWN);
		String before = get(this.slug, "programme.json");
		assertThat(put(this.slug, get(this.slug, "programme.jsonld")).get("added")).isEmpty();
		JsonNode after = JsonMapper.shared().readTree(get(this.slug, "programme.json"));
		for (String list : List.of("speakers", "links", "rooms")) {
			assertThat(after.findValues(list)).as(list)
				.isEqualTo(JsonMapper.shared().readTree(before).findValues(list));
		}
	}

	@Test
	void theSampleSurvivesAsACalendar() {
		put(this.slug, get("socialchefsdagarna-2024", "programme.json"));
		JsonNode report = put(this.slug, get(this.slug, "programme.ics"));
		for (String list : DIFFERENCES) {
			assertThat(report.get(list)).as(list).isEmpty();
		}
	}

	@Test
	void aCalendarIsImportedAndFollowed() {
		String calendar = """
				BEGIN:VCALENDAR
				X-WR-CALNAME:Tiny Camp
				X-WR-TIMEZONE:Europe/Berlin
				BEGIN:VEVENT
				UID:1@example.org
				DTSTART:20270601T080000Z
				DTEND:20270601T084500Z
				SUMMARY:First talk
				LOCATION:Hall
				ATTENDEE;CN=Ada Example:mailto:ada@example.org
				END:VEVENT
				BEGIN:VEVENT
				UID:2@example.org
				DTSTART:20270601T100000Z
				RRULE:FREQ=DAILY
				SUMMARY:Yoga
				END:VEVENT
				END:VCALENDAR
				""";
		assertThat(put(this.slug, calendar).get("added").findValuesAsString("name"))
			.containsExactlyInAnyOrder("First talk", "Ada Example");
		assertThat(sessions(this.slug).findValuesAsString("startsAt")).containsExactly("2027-06-01T10:00:00+02:00");
		JsonNode moved = put(this.slug, calendar.replace("T0800", "T0900").replace("T0845", "T0945"));
		assertThat(moved.at("/changed/0/differences").findValuesAsString("field")).containsExactly("time");
		assertThat(moved.get("revision").asInt()).isEqualTo(1);
		JsonNode cancelled = put(this.slug,
				calendar.replace("T0800", "T0900")
					.replace("T0845", "T0945")
					.replace("UID:1", "STATUS:CANCELLED\nUID:1"));
		assertThat(cancelled.at("/changed/0/differences").findValuesAsString("inFile")).containsExactly("CANCELLED");
		EntityExchangeResult<byte[]> strict = send(this.slug + "?strict=true", calendar);
		assertThat(strict.getStatus()).isEqualTo(HttpStatus.BAD_REQUEST);
		assertThat(text(strict)).contains("'Yoga' repeats by a rule (RRULE)", "\"place\":\"line 12\"");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					SESSIONIZE     | [{"date": "2027-06-01T00:00:00", "rooms": [{"id": 1, "name": "Hall", "sessions": [{"id": "1", "title": "First talk", "startsAt": "2027-06-01T10:00:00", "endsAt": "2027-06-01T10:45:00", "speakers": [{"id": "s", "name": "Ada Example"}], "roomId": 1}]}]}]
					PRETALX_API    | {"count": 1, "next": null, "results": [{"code": "ABC", "title": "First talk", "state": "confirmed", "speakers": [{"code": "S", "name": "Ada Example"}], "slot": {"room": {"en": "Hall"}, "start": "2027-06-01T10:00:00+02:00", "end": "2027-06-01T10:45:00+02:00"}}]}
					PRETALX_WIDGET | {"talks": [{"code": "ABC", "title": {"en": "First talk"}, "speakers": ["S"], "start": "2027-06-01T10:00:00+02:00", "end": "2027-06-01T10:45:00+02:00", "room": 1}], "timezone": "Europe/Berlin", "rooms": [{"id": 1, "name": {"en": "Hall"}}], "speakers": [{"code": "S", "name": "Ada Example"}]}
					INDICO         | {"count": 1, "results": [{"_type": "Conference", "title": "Tiny Camp", "timezone": "Europe/Berlin", "contributions": [{"id": "1", "title": "First talk", "startDate": {"date": "2027-06-01", "time": "10:00:00", "tz": "Europe/Berlin"}, "duration": 45, "room": "Hall", "speakers": [{"fullName": "Example, Ada"}]}]}]}
					SCHEDULE2      | {"schedule": {"version": "1", "conference": {"acronym": "camp", "title": "Tiny Camp", "time_zone_name": "Europe/Berlin", "rooms": [{"guid": "r", "name": "Hall"}], "days": []}, "events": [{"guid": "1", "title": "First talk", "state": "CONFIRMED", "start": "2027-06-01T10:00:00+02:00", "end": "2027-06-01T10:45:00+02:00", "room": {"guid": "r"}, "participants": [{"guid": "p", "name": "Ada Example"}]}]}}
					HOVERBOARD     | {"schedule": {"2027-06-01": {"timeslots": [{"startTime": "10:00", "endTime": "10:45", "sessions": [{"items": ["1"]}]}], "tracks": [{"title": "Hall"}]}}, "sessions": {"1": {"title": "First talk", "speakers": ["s"]}}, "speakers": {"s": {"name": "Ada Example"}}}
					SCHEMA_ORG     | {"@context": "https://schema.org", "@type": "Event", "name": "Tiny Camp", "subEvent": [{"name": "First talk", "startDate": "2027-06-01T10:00:00+02:00", "endDate": "2027-06-01T10:45:00+02:00", "location": {"name": "Hall"}, "performer": {"name": "Ada Example"}}]}
					XCAL           | <iCalendar><vcalendar><vevent><uid>1</uid><dtstart>20270601T100000</dtstart><dtend>20270601T104500</dtend><summary>First talk</summary><location>Hall</location><attendee>Ada Example</attendee></vevent></vcalendar></iCalendar>""")
	void eachFormatIsImportedIntoAnEventAndAgainWithoutChanges(String format, String file) {
		put(this.slug,
				"""
						{"slug": "own", "name": {"en": "Camp"}, "startsOn": "2027-06-01", "endsOn": "2027-06-01", "timezone": "Europe/Berlin", "languages": ["en"]}""");
		JsonNode report = put(this.slug, file);
		assertThat(report.get("format").asString()).isEqualTo(format);
		assertThat(report.get("warnings")).isEmpty();
		assertThat(report.get("added").findValuesAsString("name")).containsExactlyInAnyOrder("First talk",
				"Ada Example");
		JsonNode session = sessions(this.slug).at("/sessions/nodes/0");
		assertThat(session.get("startsAt").asString()).isEqualTo("2027-06-01T10:00:00+02:00");
		assertThat(session.get("endsAt").asString()).isEqualTo("2027-06-01T10:45:00+02:00");
		assertThat(session.at("/rooms/0/name").asString()).isEqualTo("Hall");
		assertThat(session.at("/speakers/0/speaker/name").asString()).isEqualTo("Ada Example");
		JsonNode again = put(this.slug, file);
		for (String list : DIFFERENCES) {
			assertThat(again.get(list)).as(list).isEmpty();
		}
	}

	private JsonNode sessions(String event) {
		return JsonMapper.shared()
			.valueToTree(this.clients.anonymous()
				.document(SESSIONS.formatted(event))
				.execute()
				.path("event")
				.entity(Map.class)
				.get());
	}

	private String get(String event, String file) {
		return text(this.clients.raw()
			.get()
			.uri("/events/" + event + "/" + file)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.returnResult());
	}

	private JsonNode put(String event, String file) {
		EntityExchangeResult<byte[]> answer = send(event, file);
		assertThat(answer.getStatus()).as(() -> text(answer)).isEqualTo(HttpStatus.OK);
		return JsonMapper.shared().readTree(text(answer));
	}

	private EntityExchangeResult<byte[]> send(String event, String file) {
		String[] address = event.split("\\?", 2);
		return this.clients.raw()
			.put()
			.uri("/events/" + address[0] + "/programme" + ((address.length > 1) ? "?" + address[1] : ""))
			.headers((headers) -> headers.setBearerAuth(this.clients.token("admin")))
			.bodyValue(file.getBytes(StandardCharsets.UTF_8))
			.exchange()
			.expectBody()
			.returnResult();
	}

	private static String text(EntityExchangeResult<byte[]> answer) {
		return new String(Objects.requireNonNull(answer.getResponseBody()), StandardCharsets.UTF_8);
	}

}
