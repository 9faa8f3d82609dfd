package dev.plenum.interchange.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.reading.ProgrammeReader;
import dev.plenum.programme.document.Link;
import dev.plenum.programme.document.SessionKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Reads files with the mistakes of real ones: nothing is lost or distorted silently, and
 * one odd event does not block a file.
 */
class OddFileTests {

	private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

	@ParameterizedTest
	@CsvSource({ "0:90, 90", "00:45, 45", "1:05:00, 65", "0:120, 120", "48:00, 2880", "90, 90", "90 min, 90",
			"1h30, 90", "PT1H30M, 90", "1.5 h, 90" })
	void aDurationCanHaveMoreThanFiftyNineMinutes(String duration, long minutes) throws IOException {
		ReadProgramme read = read(schedule(event("a", "10:00", duration, "First talk", "")));
		assertThat(minutes(read.file().sessions().getFirst())).isEqualTo(minutes);
		assertThat(read.warnings()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "'', 15", "135.0:00, 15", "-0:30, 15", "forever, 15", "0:00, 15", "192:00, 2280", "1.5, 15",
			"5400, 15" })
	void anOddDurationIsReplacedAndReported(String duration, long minutes) throws IOException {
		ReadProgramme read = read(
				schedule(event("a", "10:00", "0:45", "First talk", ""), event("b", "10:00", duration, "Second", "")));
		assertThat(read.file().sessions()).extracting(OddFileTests::minutes).containsExactly(45L, minutes);
		assertThat(read.warnings()).singleElement().satisfies((odd) -> assertThat(odd.place()).isEqualTo("line 4"));
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			https://chat.example.org/#/room/#hall:example.org | https://chat.example.org/#/room/%23hall:example.org
			https://m.example.org/#/#h:example.org?w[a.io]=b  | https://m.example.org/#/%23h:example.org?w%5Ba.io%5D=b
			https://example.org/b{c}^`d`?q="x"<y>             | https://example.org/b%7Bc%7D%5E%60d%60?q=%22x%22%3Cy%3E
			https://example.org/100%/50%25                    | https://example.org/100%25/50%25
			https://my_talk.example.org/x                     | https://my_talk.example.org/x
			https://räksmörgås.example.org/å                  | https://xn--rksmrgs-5wao1o.example.org/å
			HTTPS://Example.org\\a                            | https://Example.org/a
			www.example.org                                   | https://www.example.org
			example.org:8080/x                                | https://example.org:8080/x
			//example.org/x                                   | https://example.org/x
			/more/1                                           | https://conf.example.org/more/1
			slides.pdf                                        | https://conf.example.org/2027/slides.pdf
			tel:112                                           | tel:112
			mailto:ada@example.org                            | mailto:ada@example.org
			https://[2001:db8::1]:8443/x                      | https://[2001:db8::1]:8443/x
			""", delimiter = '|', ignoreLeadingAndTrailingWhitespace = true)
	void whatABrowserOpensIsALink(String written, String url) throws IOException {
		String address = written.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
		ReadProgramme read = read(schedule(event("a", "10:00", "0:45", "T",
				"<links><link href=\"" + address + "\">x</link><link>" + address + "</link></links>")));
		assertThat(read.warnings()).isEmpty();
		assertThat(read.file().sessions().getFirst().links()).extracting(Link::url).containsExactly(url, url);
	}

	@ParameterizedTest
	@ValueSource(strings = { "See you there", "words", "javascript:alert(1)", "https://ada:secret@example.org/",
			"https://ada@example.org/", "file:///etc/passwd" })
	void otherTextsAreNoLinks(String written) throws IOException {
		ReadProgramme read = read(
				schedule(event("a", "10:00", "0:45", "T", "<links><link href=\"" + written + "\">x</link></links>")));
		assertThat(read.file().sessions().getFirst().links()).isEmpty();
		assertThat(read.warnings()).singleElement()
			.satisfies((odd) -> assertThat(odd.message()).contains("is not a safe address"));
	}

	@Test
	void differentTalksWithTheSameGuidAtTheSameTimeAreTwoSessions() throws IOException {
		String one = event("x", "10:00", "0:45", "Baking bread", persons("Ada Example"));
		ReadProgramme read = read(schedule(one, event("x", "10:00", "0:45", "Mending bikes", persons("Bo Example")),
				one.replace("<room>Hall</room>", "<room>Garden</room>")));
		assertThat(read.file().sessions()).extracting((session) -> session.title().get(""), SessionEntry::rooms)
			.containsExactly(tuple("Baking bread", List.of("Hall", "Garden")), tuple("Mending bikes", List.of("Hall")));
		assertThat(read.file().speakers()).hasSize(2);
		assertThat(read.warnings()).singleElement()
			.satisfies((odd) -> assertThat(odd.message()).contains("more than once"));
	}

	@ParameterizedTest
	@CsvSource({ "1, true", "True, true", "TRUE, true", "yes, true", "on, true", "false, ", "0, ", "'', " })
	void theOptOutOfARecordingHasManySpellings(String written, @Nullable Boolean optOut) throws IOException {
		ReadProgramme read = read(
				schedule(event("a", "10:00", "0:45", "T", "<recording><optout>" + written + "</optout></recording>")));
		assertThat(read.file().sessions().getFirst().doNotRecord()).isEqualTo(optOut);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			de                         | de
			de_DE                      | de-DE
			de-formal                  | de
			ENG                        | en
			ger                        | de
			German                     | de
			Deutsch                    | de
			svenska                    | sv
			de/en                      | de,en
			de, en                     | de,en
			en; fr; de                 | en,fr,de
			German and English         | de,en
			deutsch & englisch         | de,en
			svenska och engelska       | sv,en
			de en                      | de,en
			zh-Hant                    | zh-Hant
			zxx                        | zxx
			""")
	void aSessionCanHaveSeveralLanguages(String written, String languages) throws IOException {
		ReadProgramme read = read(schedule(
				event("a", "10:00", "0:45", "T", "<language>" + written.replace("&", "&amp;") + "</language>")));
		assertThat(read.file().sessions().getFirst().languages()).containsExactly(languages.split(","));
		assertThat(read.warnings()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			other                               | ''
			English, with slides in Klingonese  | en
			xx                                  | ''
			""")
	void aWordThatIsNoLanguageIsReported(String written, String languages) throws IOException {
		ReadProgramme read = read(schedule(event("a", "10:00", "0:45", "T", "<language>" + written + "</language>")));
		assertThat(String.join(",", read.file().sessions().getFirst().languages())).isEqualTo(languages);
		assertThat(read.warnings()).singleElement()
			.satisfies((odd) -> assertThat(odd.message()).contains("is not a language"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "What <table> and <b> taught us", "<p>", "Vec<T> and <i>iterators</i>", "1 < 2 &amp; 3" })
	void titlesArePlainText(String title) throws IOException {
		String written = title.replace("&", "&amp;").replace("<", "&lt;");
		ReadProgramme read = read(schedule(event("a", "10:00", "0:45", written, "")));
		assertThat(read.file().sessions().getFirst().title()).containsEntry("", title);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			Berlin, Europe/Berlin
			Stockholm, Europe/Stockholm
			W. Europe Standard Time, Europe/Berlin
			FLE Standard Time, Europe/Kiev
			Eastern Time (US & Canada), America/New_York
			New Delhi, Asia/Kolkata
			Europe/Helsinki, Europe/Helsinki
			""")
	void namesOfRailsAndWindowsAreTimeZones(String name, String zone) throws IOException {
		ReadProgramme read = read(
				schedule(event("a", "10:00", "0:45", "T", "")).replace("Europe/Berlin", name.replace("&", "&amp;")));
		assertThat(read.file().timezone()).isEqualTo(zone);
		assertThat(read.warnings()).isEmpty();
	}

	@Test
	void anUnknownTimeZoneIsReported() throws IOException {
		assertThat(read(schedule(event("a", "10:00", "0:45", "T", "")).replace("Europe/Berlin", "Mars")).warnings())
			.singleElement()
			.satisfies((odd) -> assertThat(odd.message()).contains("'Mars' is not a time zone"));
	}

	@Test
	void aContradictionIsReportedOnceWithItsNumberAndThreePlaces() throws IOException {
		String[] events = IntStream.range(0, 5)
			.mapToObj(
					(i) -> event("g" + i, "0" + i + ":30", "0:45", "T" + i, "").replace("<start>0" + i, "<start>1" + i))
			.toArray(String[]::new);
		ReadProgramme read = read(schedule(events));
		assertThat(read.warnings()).singleElement().satisfies((odd) -> {
			assertThat(odd.count()).isEqualTo(5);
			assertThat(odd.places()).containsExactly("line 3", "line 4", "line 5");
			assertThat(odd.message()).contains("00:30", "10:30");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "2027-06-01 10:00:00 +0200", "2027-06-01T10:00:00+02", "2027-06-01T10:00:00+02:00",
			"2027-06-01T08:00:00.000Z", "Tue, 1 Jun 2027 10:00:00 +0200", "Tue, 01 Jun 2027 08:00:00 GMT",
			"1.6.2027 10:00 CEST", "2027-6-1T10:00", "2027-06-01 10:00 AM", "2027-06-01 08:00:00 UTC",
			"20270601T080000Z", "2027-06-01T10:00:00+02:00[Europe/Berlin]", "2027-06-01 09:00 Europe/London",
			"2027-06-01 10:00 GMT+2", "1811836800", "1811836800000" })
	void datesAreWrittenInSeveralWays(String date) throws IOException {
		ReadProgramme read = read(
				schedule(event("a", "10:00", "0:45", "T", "")).replace("2027-06-01T10:00:00+02:00", date));
		assertThat(read.file().sessions().getFirst().startsAt().in(BERLIN)).hasToString("2027-06-01T08:00:00Z");
	}

	@ParameterizedTest
	@CsvSource({ "2:30 PM, 14:30", "12:15 am, 00:15", "9:05, 09:05", "14.30, 14:30", "0905, 09:05", "14h30, 14:30",
			"kl. 9.05, 09:05", "2027-06-01 09:05, 09:05" })
	void timesAreWrittenInSeveralWays(String start, String time) throws IOException {
		ReadProgramme read = read(schedule("<event guid=\"a\"><start>" + start
				+ "</start><duration>0:45</duration><room>Hall</room><title>T</title></event>"));
		assertThat(read.file().sessions().getFirst().startsAt()).hasToString("2027-06-01T" + time + ":00");
	}

	@ParameterizedTest
	@CsvSource({ "<date>2027-06-01T10:00:00</date><start>24:30</start>, ''",
			"<start>10:00</start>, <day_change>25:00</day_change>" })
	void aTimeThatIsNotNeededCanBeWrong(String times, String dayChange) throws IOException {
		ReadProgramme read = read(
				schedule("<event guid=\"a\">" + times + "<duration>0:45</duration><title>T</title></event>")
					.replace("</conference>", dayChange + "</conference>"));
		assertThat(read.file().sessions().getFirst().startsAt()).hasToString("2027-06-01T10:00:00");
	}

	@ParameterizedTest
	@ValueSource(strings = { "2027-6-1", "1.6.2027", "20270601", "2027/06/01" })
	void theDateOfADayIsWrittenInSeveralWays(String date) throws IOException {
		ReadProgramme read = read(
				schedule("<event guid=\"a\"><start>10:00</start><duration>0:45</duration><title>T</title></event>")
					.replace("date=\"2027-06-01\"", "date=\"" + date + "\""));
		assertThat(read.file().sessions().getFirst().startsAt()).hasToString("2027-06-01T10:00:00");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<person>Ada Example</person>", "<speakers><speaker>Ada Example</speaker></speakers>",
			"<persons><person><name>Ada Example</name></person></persons>" })
	void speakersAreFoundWhereSchedulesHaveThem(String written) throws IOException {
		ReadProgramme read = read(schedule(event("a", "10:00", "0:45", "T", written)));
		assertThat(read.file().speakers()).singleElement()
			.satisfies((speaker) -> assertThat(speaker.name()).isEqualTo("Ada Example"));
		assertThat(read.file().sessions().getFirst().speakers()).hasSize(1);
	}

	@Test
	void aPersonWithoutANameIsReported() throws IOException {
		ReadProgramme read = read(schedule(event("a", "10:00", "0:45", "T",
				"<persons><person id=\"7\"></person><person id=\"8\" name=\"Ada Example\"/></persons>")));
		assertThat(read.file().speakers()).singleElement()
			.satisfies((speaker) -> assertThat(speaker.name()).isEqualTo("Ada Example"));
		assertThat(read.warnings()).singleElement()
			.satisfies((odd) -> assertThat(odd.message()).contains("person without a name"))
			.satisfies((odd) -> assertThat(odd.place()).isEqualTo("line 3"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "2027-06-01T10:20:00+02:00", "10:20" })
	void anEndReplacesAMissingDuration(String end) throws IOException {
		ReadProgramme read = read(schedule(event("a", "10:00", "", "T", "<end>" + end + "</end>")));
		assertThat(minutes(read.file().sessions().getFirst())).isEqualTo(20);
		assertThat(read.warnings()).isEmpty();
	}

	@Test
	void whiteSpaceBeforeTheDeclarationIsSkipped() throws IOException {
		ReadProgramme read = read("\n <?xml version=\"1.0\"?>" + schedule(event("a", "10:00", "0:45", "T", "")));
		assertThat(read.file().sessions()).hasSize(1);
	}

	@Test
	void valuesOfAScheduleCanBeObjectsListsAndNumbers() throws IOException {
		ReadProgramme read = read(
				"""
						{"schedule": {"version": "1", "conference": {"acronym": "tiny", "title": {"en": "Tiny Camp"}, "time_zone_name": "Europe/Berlin",
						  "days": [{"date": "2027-06-01", "rooms": {"Hall": [
						    {"guid": "a", "title": {"en": "First talk"}, "date": "2027-06-01T10:00:00+02:00", "duration": 45, "room": {"name": "Hall", "guid": "r"},
						     "track": {"name": "Main", "slug": "main"}, "type": {"en": "Workshop"}, "language": ["de", "en"], "persons": [{"display_name": "Ada Example"}]}]}}]}}}""");
		SessionEntry session = read.file().sessions().getFirst();
		assertThat(read.warnings()).isEmpty();
		assertThat(read.file().name()).containsValue("Tiny Camp");
		assertThat(session.title()).containsValue("First talk");
		assertThat(minutes(session)).isEqualTo(45);
		assertThat(session.rooms()).containsExactly("Hall");
		assertThat(session.track()).isEqualTo("Main");
		assertThat(session.kind()).isEqualTo(SessionKind.WORKSHOP);
		assertThat(session.languages()).containsExactly("de", "en");
		assertThat(read.file().speakers().getFirst().name()).isEqualTo("Ada Example");
	}

	@Test
	void anEventWithoutAReadableDateIsLeftOut() throws IOException {
		ReadProgramme read = read(schedule(event("a", "10:00", "0:45", "T", ""),
				"<event guid=\"b\"><date>soon</date><start>x</start><duration>1:00</duration><title>U</title></event>"));
		assertThat(read.file().sessions()).hasSize(1);
		assertThat(read.warnings()).singleElement()
			.satisfies((odd) -> assertThat(odd.message()).contains("The event is left out."));
	}

	@Test
	void eventsCanStandStraightInTheDay() throws IOException {
		ReadProgramme read = read(schedule(event("a", "10:00", "0:45", "T", "")).replace("<room name=\"Hall\">", "")
			.replace("</room></day>", "</day>"));
		assertThat(read.file().sessions()).singleElement()
			.satisfies((session) -> assertThat(session.rooms()).containsExactly("Hall"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "&#7;", "\u0007", "&#xD83D;", "\u0000", "&#x0;" })
	void aCharacterThatXmlDoesNotAllowIsReportedAndBlocksNoFile(String character) throws IOException {
		ReadProgramme read = read(schedule(event("a", "10:00", "0:45", "Bell" + character + "here", "")));
		assertThat(read.file().sessions().getFirst().title()).containsEntry("", "Bell here");
		assertThat(read.warnings()).singleElement().satisfies((odd) -> {
			assertThat(odd.place()).isEqualTo("line 3");
			assertThat(odd.message()).contains("does not allow");
		});
	}

	@Test
	void anEntityOfHtmlIsItsCharacter() throws IOException {
		assertThat(read(schedule(event("a", "10:00", "0:45", "Caf&eacute;", ""))).file().sessions().getFirst().title())
			.containsEntry("", "Café");
	}

	@Test
	void daysRoomsAndEventsCanStandInListsOfTheirOwn() throws IOException {
		ReadProgramme read = read(schedule(event("a", "10:00", "0:45", "T", "")).replace("<day ", "<days><day ")
			.replace("</day>", "</day></days>")
			.replace("<room name=\"Hall\">", "<rooms><room name=\"Hall\"><events>")
			.replace("</room></day>", "</events></room></rooms></day>"));
		assertThat(read.file().sessions()).hasSize(1);
		assertThat(read.warnings()).isEmpty();
	}

	@Test
	void anEventOutsideOfTheConferenceIsReported() throws IOException {
		ReadProgramme read = read(schedule(event("a", "10:00", "0:45", "T", "").replace("2027-06-01", "2027-06-09"))
			.replace("<day date=\"2027-06-01\">", "<day>"));
		assertThat(read.warnings()).singleElement()
			.satisfies((odd) -> assertThat(odd.message()).contains("lasts from 2027-06-01 to 2027-06-02"));
	}

	@Test
	void unknownElementsInsteadOfEventsAreReported() throws IOException {
		ReadProgramme read = read(schedule(event("a", "10:00", "0:45", "T", ""), "<talk/>", "<talk/>"));
		assertThat(read.warnings()).singleElement()
			.satisfies((odd) -> assertThat(odd.message()).contains("<talk>"))
			.satisfies((odd) -> assertThat(odd.count()).isEqualTo(2));
	}

	@Test
	void aTextIsCutBetweenCharactersAndReported() throws IOException {
		String text = "😀".repeat(10_001);
		ReadProgramme read = read(schedule(event("a", "10:00", "0:45", "T",
				"<abstract>" + text + "</abstract><description>" + "y" + text + "</description>")));
		String description = Objects.requireNonNull(read.file().sessions().getFirst().description()).get("");
		assertThat(description.codePoints()).hasSize(20_000)
			.noneMatch((point) -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
		assertThat(read.warnings()).singleElement()
			.satisfies((odd) -> assertThat(odd.message()).contains("is cut at 20000 characters"));
	}

	@Test
	void aDurationIsTheTimeThatPassesAlsoInTheNightInWhichSummerTimeEndsOrBegins() throws IOException {
		String night = "<event guid=\"a\"><start>%s</start><duration>%s</duration><room>Hall</room><title>T</title></event>";
		SessionEntry autumn = read(schedule(night.formatted("01:00", "04:00")).replace("2027-06-01", "2027-10-31"))
			.file()
			.sessions()
			.getFirst();
		assertThat(Duration.between(autumn.startsAt().in(BERLIN), autumn.endsAt().in(BERLIN))).hasHours(4);
		SessionEntry spring = read(schedule(night.formatted("02:30", "00:45")).replace("2027-06-01", "2027-03-28"))
			.file()
			.sessions()
			.getFirst();
		assertThat(spring.startsAt().in(BERLIN)).hasToString("2027-03-28T01:30:00Z");
		assertThat(Duration.between(spring.startsAt().in(BERLIN), spring.endsAt().in(BERLIN))).hasMinutes(45);
	}

	@Test
	void aSpeakerWithoutANameIsLeftOut() throws IOException {
		ReadProgramme read = read(
				"""
						{"sessions": [{"id": "1", "title": "T", "startsAt": "2027-06-01T10:00:00", "endsAt": "2027-06-01T10:45:00", "speakers": ["s1"]},
						              {"id": "2", "title": "U", "startsAt": "2027-06-01T10:00:00", "endsAt": "2027-06-01T09:45:00"},
						              {"id": "3", "title": "V", "startsAt": "noon", "endsAt": "2027-06-01T09:45:00"}],
						 "speakers": [{"id": "s1", "firstName": "", "lastName": ""}]}""");
		assertThat(read.file().sessions()).singleElement()
			.satisfies((session) -> assertThat(session.speakers()).isEmpty());
		assertThat(read.warnings()).extracting(Warning::place)
			.containsExactly("/speakers/0", "/sessions/0", "/sessions/1/endsAt", "/sessions/2/startsAt", "/sessions/2");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			BEGIN:VCALENDAR                     | iCalendar file
			%PDF-1.7                            | PDF document
			Titel;Start;Slut;Lokal              | no session
			Name;Phone;E-mail                   | Found: 'Name', 'Phone', 'E-mail'
			{"talks": [], "version": "1"}       | pretalx
			{"@context": "https://schema.org"}  | schema.org
			{"sessions": []}                    | no session
			<schedule/>                         | no session
			<!DOCTYPE html><html>               | web page
			{"results": []} {"results": []}     | in one list
			[{"id": "1", "fullName": "Ada"}]    | the view 'Speakers' of Sessionize
			""", quoteCharacter = '~')
	void otherKindsOfFilesAreNamed(String file, String message) {
		assertThatExceptionOfType(FaultyFileException.class).isThrownBy(() -> read(file))
			.satisfies((ex) -> assertThat(ex.message()).contains(message).doesNotContain("dev.plenum", "java"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			"kind": "KEYNOTE"                                   | 2 | /sessions/1/kind
			"title": {"en": ""}                                 | 1 | /sessions/1/title
			"title": {}                                         | 1 | /sessions/1/title
			"startsAt": "noon"                                  | 1 | /sessions/1/startsAt
			"endsAt": "2027-06-01T09:00:00"                     | 1 | /sessions/1/endsAt
			"capacity": "many"                                  | 2 | /sessions/1/capacity
			"capacity": 0                                       | 2 | /sessions/1/capacity
			"unheard": 1                                        | 2 | /sessions/1/unheard
			"rooms": ["b"]                                      | 2 | /sessions/1/rooms/0
			"rooms": ["a", "a"]                                 | 2 | /sessions/1/rooms/1
			"rooms": "a"                                        | 2 | /sessions/1/rooms
			"speakers": [{"speaker": "x"}]                      | 2 | /sessions/1/speakers/0/speaker
			"links": [{"url": "javascript:x"}, {"url": "https://example.org/"}] | 2 | /sessions/1/links/0/url
			"abstract": {"not a tag": "x"}                      | 2 | /sessions/1/abstract/not a tag
			"key": "one"                                        | 2 | /sessions/1/key
			"key": ""                                           | 1 | /sessions/1/key
			""")
	void oneOddSessionInTheFormatOfPlenumBlocksNoFile(String odd, int sessions, String place) throws IOException {
		ReadProgramme read = read(plenum(odd));
		assertThat(read.file().sessions()).hasSize(sessions);
		assertThat(read.warnings()).isNotEmpty()
			.allSatisfy((warning) -> assertThat(warning.message()).doesNotContain("dev.plenum", "java"))
			.first()
			.satisfies((warning) -> assertThat(warning.place()).isEqualTo(place));
	}

	@Test
	void aTooLongTextInTheFormatOfPlenumIsCutAndReported() throws IOException {
		ReadProgramme read = read(plenum("\"abstract\": {\"en\": \"" + "😀".repeat(20_001) + "\"}"));
		assertThat(read.file().sessions().get(1).description()).containsEntry("en", "😀".repeat(20_000));
		assertThat(read.warnings()).singleElement()
			.satisfies((odd) -> assertThat(odd.message()).isEqualTo("The text is cut at 20000 characters."));
	}

	@Test
	void aFileOfPlenumWithoutAUsableSessionIsRejected() {
		String file = plenum("\"startsAt\": \"noon\"").replace("\"startsAt\": \"2027-06-01T10:00:00\",", "");
		assertThatExceptionOfType(FaultyFileException.class).isThrownBy(() -> read(file))
			.satisfies((ex) -> assertThat(ex.message()).contains("no usable session"))
			.satisfies((ex) -> assertThat(ex.place()).startsWith("/sessions/0"));
	}

	/** A file with the sessions "one" and "two", the second one with an odd value. */
	private static String plenum(String odd) {
		ObjectNode two = (ObjectNode) JsonMapper.shared().readTree("""
				{"key": "two", "kind": "LECTURE", "title": {"en": "Two"},
				 "startsAt": "2027-06-01T10:00:00", "endsAt": "2027-06-01T10:45:00"}""");
		two.setAll((ObjectNode) JsonMapper.shared().readTree("{" + odd + "}"));
		return """
				{"slug": "tiny", "name": {"en": "Tiny"}, "startsOn": "2027-06-01", "endsOn": "2027-06-01", "timezone": "Europe/Berlin", "languages": ["en"],
				 "rooms": [{"key": "a", "name": "A"}],
				 "sessions": [{"key": "one", "kind": "LECTURE", "title": {"en": "One"}, "startsAt": "2027-06-01T10:00:00", "endsAt": "2027-06-01T10:45:00"}, %s]}"""
			.formatted(two);
	}

	private static long minutes(SessionEntry session) {
		return Duration.between(session.startsAt().in(BERLIN), session.endsAt().in(BERLIN)).toMinutes();
	}

	private static String schedule(String... events) {
		return """
				<schedule><conference><acronym>tiny</acronym><title>Tiny Camp</title><start>2027-06-01</start><end>2027-06-02</end><timeslot_duration>00:15</timeslot_duration><time_zone_name>Europe/Berlin</time_zone_name><base_url>https://conf.example.org/2027/</base_url></conference>
				<day date="2027-06-01"><room name="Hall">
				%s
				</room></day></schedule>"""
			.formatted(String.join("\n", events));
	}

	private static String event(String guid, String start, String duration, String title, String more) {
		return "<event guid=\"%s\"><date>2027-06-01T%s:00+02:00</date><start>%s</start><duration>%s</duration><room>Hall</room><title>%s</title>%s</event>"
			.formatted(guid, start, start, duration, title, more);
	}

	private static String persons(String name) {
		return "<persons><person>" + name + "</person></persons>";
	}

	private static ReadProgramme read(String text) throws IOException {
		return ProgrammeReader.read(new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)));
	}

}
