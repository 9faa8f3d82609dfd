package dev.plenum.interchange.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.reading.ProgrammeReader;
import dev.plenum.programme.document.MaterialKind;
import dev.plenum.programme.document.SessionKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Reads files of all formats and rejects invalid ones.
 */
class ProgrammeReaderTests {

	private static final String XML = """
			<?xml version="1.0" encoding="UTF-8"?>
			<schedule>
			  <generator name="frab" version="0.7"/>
			  <version>1.0</version>
			  <conference>
			    <acronym>Camp_27</acronym><title>Camp</title><start>2027-08-20</start><end>2027-08-21</end><days>2</days>
			    <timeslot_duration>00:15</timeslot_duration><base_url>https://camp.example/</base_url>
			    <time_zone_name>Europe/Berlin</time_zone_name><day_change>09:00</day_change>
			    <track name="Science" color="#00A356" slug="science"/>
			  </conference>
			  <day index="1" date="2027-08-20" start="2027-08-20T09:00:00+02:00" end="2027-08-21T04:00:00+02:00">
			    <room name="Tent" guid="ba692ba3-421b-5371-8309-60acc34a3c05">
			      <event guid="270fa44c-821a-577f-8ca3-33e8d4a8c2a7" id="2">
			        <date>2027-08-20T23:30:00+02:00</date><start>23:30</start><duration>01:45</duration>
			        <room>Tent</room><slug>camp-2</slug><title>Räuchern &amp; Löten</title><subtitle>with fire</subtitle>
			        <language>de, en</language><track>Science</track><type>Workshop 2h</type>
			        <abstract>&lt;p&gt;One &lt;b&gt;bold&lt;/b&gt; word&lt;/p&gt;&lt;ul&gt;&lt;li&gt;a&lt;/li&gt;&lt;li&gt;b&lt;/li&gt;&lt;/ul&gt;</abstract>
			        <description>More, 1 &lt; 2.</description>
			        <recording><license/><optout>true</optout></recording>
			        <persons><person guid="0c16ffaa-709d-599f-959f-9a38b911361a">Åsa</person><person id="7">Bo</person></persons>
			        <links><link href="/more">More</link><link href="javascript:alert(1)">bad</link></links>
			        <attachments><attachment href="https://camp.example/s.pdf">Slides</attachment></attachments>
			      </event>
			      <event id="3">
			        <start>01:00</start><duration>0:00</duration><room>Tent</room><title>Night</title>
			        <language/><track/><type/><abstract/><description/><persons/><links/>
			      </event>
			    </room>
			  </day>
			</schedule>
			""";

	private static final String OWN = """
			{"slug": "own", "name": {"sv": "N"}, "startsOn": "2027-08-20", "endsOn": "2027-08-20", "timezone": "Europe/Berlin", "languages": ["sv"],
			 "sessions": [{"key": "k", "kind": "LECTURE", "title": {"sv": "%s"}, "startsAt": "2027-08-20T10:00", "endsAt": "2027-08-20T11:00", "links": [{"url": "%s"}]}]}""";

	@Test
	void allValuesOfAScheduleXmlAreRead() throws IOException {
		ReadProgramme read = read(XML);
		assertThat(read.format()).isEqualTo(FileFormat.SCHEDULE_XML);
		ProgrammeFile file = read.file();
		assertThat(file.slug()).isEqualTo("camp-27");
		assertThat(file.timezone()).isEqualTo("Europe/Berlin");
		assertThat(file.startsOn()).isEqualTo(LocalDate.of(2027, 8, 20));
		assertThat(file.endsOn()).isEqualTo(LocalDate.of(2027, 8, 21));
		assertThat(file.tracks()).singleElement().satisfies((track) -> assertThat(track.color()).isEqualTo("#00A356"));
		SessionEntry session = file.sessions().getFirst();
		assertThat(session.title()).isEqualTo(Map.of("", "Räuchern & Löten"));
		assertThat(session.subtitle()).isEqualTo(Map.of("", "with fire"));
		assertThat(session.description()).isEqualTo(Map.of("", "One bold word\n\n- a\n- b\n\nMore, 1 < 2."));
		assertThat(session.kind()).isEqualTo(SessionKind.WORKSHOP);
		assertThat(session.language()).isEqualTo("de");
		assertThat(session.facts()).containsEntry("language", "de, en").containsEntry("id", "2");
		assertThat(session.doNotRecord()).isTrue();
		assertThat(session.startsAt()).hasToString("2027-08-20T23:30:00+02:00");
		assertThat(session.endsAt()).hasToString("2027-08-21T01:15:00+02:00");
		assertThat(session.links()).singleElement()
			.satisfies((link) -> assertThat(link.url()).isEqualTo("https://camp.example/more"));
		assertThat(session.materials()).singleElement()
			.satisfies((material) -> assertThat(material.kind()).isEqualTo(MaterialKind.PRESENTATION));
		assertThat(file.speakers()).extracting(ProgrammeFile.SpeakerEntry::key)
			.containsExactly("0c16ffaa-709d-599f-959f-9a38b911361a", "id/7/Bo");
		SessionEntry night = file.sessions().get(1);
		assertThat(night.key()).isEqualTo("id/3");
		assertThat(night.startsAt()).as("after the change of day").hasToString("2027-08-21T01:00:00");
		assertThat(night.endsAt()).hasToString("2027-08-21T01:15:00");
		assertThat(read.warnings()).extracting(Warning::place).containsExactly("line 13", "line 24");
	}

	@Test
	void unprintableCharactersAreRemovedFromAllFormats() throws IOException {
		ReadProgramme xml = read(XML.replace("<title>Camp</title>", "<title>Ca\u0085mp \u202epmaC</title>")
			.replace("with fire", "with \u0099fire"));
		assertThat(xml.file().name()).isEqualTo(Map.of("", "Camp pmaC"));
		assertThat(xml.file().sessions().getFirst().subtitle()).isEqualTo(Map.of("", "with fire"));
		ReadProgramme json = read(
				"""
						{'schedule': {'conference': {'title': 'C', 'days': [{'date': '2027-08-20', 'rooms': {'A\\u0007': [
						  {'guid': 'g', 'id': 1, 'title': 'T\\u0000\\u202e', 'abstract': '<b>a</b>&#x202e;\\u001b', 'date': '2027-08-20T10:00:00+02:00', 'duration': '1:00', 'room': 'A\\u0007'}]}}]}}}"""
					.replace('\'', '"'));
		assertThat(json.file().sessions().getFirst().title()).isEqualTo(Map.of("", "T"));
		assertThat(json.file().sessions().getFirst().description()).isEqualTo(Map.of("", "a"));
		assertThat(json.file().rooms()).singleElement().satisfies((room) -> assertThat(room.name()).isEqualTo("A"));
		ReadProgramme own = read(OWN.formatted("T\\u0007\\u202e", "https://example.org/"));
		assertThat(own.file().sessions().getFirst().title()).isEqualTo(Map.of("sv", "T"));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "javascript:alert(1)", "https://ann:secret@example.org/", "ftp://example.org/", "data:,x" })
	void anUnsafeLinkIsIgnored(String link) throws IOException {
		ReadProgramme own = read(OWN.formatted("T", link));
		assertThat(own.file().sessions()).singleElement().satisfies((session) -> assertThat(session.links()).isEmpty());
		assertThat(own.warnings()).extracting(Warning::place).contains("/sessions/0/links/0/url");
		ReadProgramme xml = read(XML.replace("href=\"/more\"", "href=\"" + link + "\"")
			.replace("https://camp.example/s.pdf", link)
			.replace("<slug>camp-2</slug>", "<slug>camp-2</slug><url>" + link + "</url><logo>/media/logo.png</logo>"));
		SessionEntry session = xml.file().sessions().getFirst();
		assertThat(session.links()).isEmpty();
		assertThat(session.materials()).isEmpty();
		assertThat(session.facts()).doesNotContainKey("url").containsEntry("logo", "/media/logo.png");
	}

	@Test
	void mailAndTelephoneAreLinks() throws IOException {
		assertThat(read(OWN.formatted("T", "mailto:info@example.org")).file().sessions().getFirst().links()).hasSize(1);
		assertThat(read(XML.replace("href=\"/more\"", "href=\"tel:+4681234\"")).file().sessions().getFirst().links())
			.singleElement()
			.satisfies((link) -> assertThat(link.url()).isEqualTo("tel:+4681234"));
	}

	@Test
	void repeatedEventsAreCombinedOrNumbered() throws IOException {
		String event = "{'guid': '%s', 'id': 1, 'title': 'T', 'date': '2027-08-20T%s:00+02:00', 'duration': '1:00', 'room': '%s'}";
		ReadProgramme read = read("""
				{'schedule': {'conference': {'title': 'C', 'days': [{'date': '2027-08-20', 'rooms': {
				  'A': [%s, %s], 'B': [%s]}}]}}}"""
			.formatted(event.formatted("g", "10:00", "A"), event.formatted("g", "12:00", "A"),
					event.formatted("g", "10:00", "B"))
			.replace('\'', '"'));
		assertThat(read.format()).isEqualTo(FileFormat.SCHEDULE_JSON);
		assertThat(read.file().sessions()).extracting(SessionEntry::key).containsExactly("g", "g/2");
		assertThat(read.file().sessions().getFirst().rooms()).containsExactly("A", "B");
		assertThat(read.warnings()).singleElement()
			.satisfies((warning) -> assertThat(warning.place()).isEqualTo("/schedule/conference/days/0/rooms/A/1"));
	}

	@Test
	void theAllDataViewOfSessionizeIsRead() throws IOException {
		ReadProgramme read = read(
				"""
						{"sessions": [
						  {"id": "1", "title": "Opening", "description": "<p>Hi</p>", "startsAt": "2027-08-20T09:00:00", "endsAt": "2027-08-20T10:00:00",
						   "isServiceSession": false, "isPlenumSession": true, "speakers": ["s1"], "categoryItems": [11, 21], "roomId": 5, "recordingUrl": "https://v.example/1.mp4"},
						  {"id": "2", "title": "Lunch", "startsAt": "2027-08-20T10:00:00Z", "endsAt": "2027-08-20T11:00:00Z", "isServiceSession": true, "roomId": 5},
						  {"id": "3", "title": "Later", "startsAt": null, "endsAt": null, "isServiceSession": false}],
						 "speakers": [{"id": "s1", "firstName": "Åsa", "lastName": "Öst", "fullName": "Åsa Öst", "tagLine": "CTO", "profilePicture": "https://p.example/a.jpg",
						   "links": [{"title": "Blog", "url": "https://b.example/"}]}],
						 "questions": [], "rooms": [{"id": 5, "name": "Hall", "sort": 0}],
						 "categories": [{"id": 1, "title": "Track", "items": [{"id": 11, "name": "Cloud"}]}, {"id": 2, "title": "Level", "items": [{"id": 21, "name": "Expert"}]}]}""");
		assertThat(read.format()).isEqualTo(FileFormat.SESSIONIZE);
		assertThat(read.file().sessions()).hasSize(2);
		SessionEntry opening = read.file().sessions().getFirst();
		assertThat(opening.kind()).isEqualTo(SessionKind.PLENARY);
		assertThat(opening.track()).isEqualTo("Cloud");
		assertThat(opening.tags()).containsExactly("Expert");
		assertThat(opening.rooms()).containsExactly("Hall");
		assertThat(opening.description()).isEqualTo(Map.of("", "Hi"));
		assertThat(read.file().sessions().get(1).kind()).isEqualTo(SessionKind.MEAL);
		assertThat(read.file().speakers().getFirst().titles()).containsExactly("CTO");
		assertThat(read.warnings()).singleElement()
			.satisfies((warning) -> assertThat(warning.place()).isEqualTo("/sessions/2"));
	}

	@Test
	void theSessionsViewOfSessionizeIsReadWithGroups() throws IOException {
		ReadProgramme read = read(
				"""
						[{"groupId": 1, "groupName": "G", "sessions": [
						  {"id": "1", "title": "T", "startsAt": "2027-08-20T09:00:00", "endsAt": "2027-08-20T10:00:00", "speakers": [{"id": "s", "name": "Bo"}],
						   "categories": [{"id": 2, "name": "Track", "categoryItems": [{"id": 3, "name": "Web"}]}], "roomId": 1, "room": "Hall"}]}]""");
		assertThat(read.file().sessions().getFirst().rooms()).containsExactly("Hall");
		assertThat(read.file().sessions().getFirst().track()).isEqualTo("Web");
		assertThat(read.places()).containsEntry("1", "/0/sessions/0");
		assertThat(read.file().speakers()).extracting(ProgrammeFile.SpeakerEntry::name).containsExactly("Bo");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					''                                                          | empty                        |
					hello                                                       | neither a programme in a known format nor a table |
					{"schedule": {"conference": {"days": [                      | Unexpected end-of-input      | line 1
					{"schedule": {"conference": {}}}                            | list of days                 | /schedule/conference/days
					{"schedule": {"conference": {"days": [{"rooms": {"A": 3}}]}}} | list of events             | /schedule/conference/days/0/rooms/A
					{"a": 1}                                                    | Unknown format               |
					{"sessions": [{"id": "1"}]}                                 | has no title and is left out | /sessions/0
					{"slug": "abc", "name": {"en": "A"}, "timezone": "Mars/Base"} | not an IANA time zone      | /timezone
					{"slug": "abc", "unheard": 1}                               | is required                  | /name
					<schedule><day><room name="A"><event></schedule>            | event                        | line 1
					<pentabarf/>                                                | root element <schedule>      | line 1
					<schedule><day date="x"><room name="A"><event/></room></day></schedule> | not a date and time | line 1""")
	void anInvalidFileIsRejectedWithItsPlace(String text, String message, String place) {
		rejected(text.getBytes(StandardCharsets.UTF_8), message, (place != null) ? place : "");
	}

	@Test
	void entitiesAreRejectedAndExternalResourcesAreNotRead() {
		for (String entity : List.of("<!ENTITY x SYSTEM \"file:///etc/passwd\">", "<!ENTITY x \"xxxxxxxxxx\">",
				"<!ENTITY % p SYSTEM \"http://127.0.0.1:1/\"> %p;")) {
			rejected("<?xml version=\"1.0\"?><!DOCTYPE schedule [%s]><schedule><version>&x;</version></schedule>"
				.formatted(entity)
				.getBytes(StandardCharsets.UTF_8), "document type is not allowed", "line 1");
		}
	}

	@Test
	void aWrongEncodingIsRejectedWithItsLine() {
		rejected(XML.getBytes(StandardCharsets.ISO_8859_1), "UTF-8", "line");
		rejected("{\"slug\": \"åäö\"}".getBytes(StandardCharsets.ISO_8859_1), "UTF-8", "line 1");
	}

	@Test
	void aZipFileIsRejected() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			zip.putNextEntry(new ZipEntry("schedule.xml"));
			zip.write(XML.getBytes(StandardCharsets.UTF_8));
		}
		rejected(bytes.toByteArray(), "zip", "");
	}

	@Test
	void aHundredThousandSessionsAreRejectedWithTheirPlace() {
		String sessions = IntStream.range(0, 100_000)
			.mapToObj((i) -> "{\"id\":\"%d\"}".formatted(i))
			.collect(Collectors.joining(",", "{\"sessions\":[", "]}"));
		rejected(sessions.getBytes(StandardCharsets.UTF_8), "more than 10000", "/sessions");
		String events = "<event/>".repeat(100_000);
		rejected("<schedule><day date='2027-01-01'><room name='A'>%s</room></day></schedule>".formatted(events)
			.getBytes(StandardCharsets.UTF_8), "more than 10000", "line 1");
	}

	@Test
	void tooDeepNestingIsRejected() {
		rejected(("{\"schedule\":" + "[".repeat(5000)).getBytes(StandardCharsets.UTF_8), "depth", "line 1");
		rejected(("<schedule><conference>" + "<a>".repeat(5000)).getBytes(StandardCharsets.UTF_8), "deep", "line 1");
	}

	private static ReadProgramme read(String text) throws IOException {
		return ProgrammeReader.read(new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)));
	}

	private static void rejected(byte[] file, String message, String place) {
		assertThatExceptionOfType(FaultyFileException.class)
			.isThrownBy(() -> ProgrammeReader.read(new ByteArrayResource(file)))
			.satisfies((ex) -> assertThat(ex.message()).contains(message))
			.satisfies((ex) -> assertThat(ex.place()).startsWith(place));
	}

}
