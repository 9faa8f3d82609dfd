package dev.plenum.interchange.reading;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import dev.plenum.interchange.format.FaultyFileException;
import dev.plenum.interchange.format.FileFormat;
import dev.plenum.interchange.format.ProgrammeFile;
import dev.plenum.interchange.format.ProgrammeFile.RoomEntry;
import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerEntry;
import dev.plenum.interchange.format.ReadProgramme;
import dev.plenum.interchange.format.Warning;
import dev.plenum.programme.document.Link;
import dev.plenum.programme.document.LinkKind;
import dev.plenum.programme.document.MaterialKind;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.schedule.SessionStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Reads calendars as Sched, Indico, pretalx, Google, Outlook and others write them.
 */
class CalendarFormatTests {

	private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

	private static final Instant TEN = Instant.parse("2027-06-01T08:00:00Z");

	@Test
	void anOrdinaryCalendarIsRead() throws IOException {
		ReadProgramme read = read("X-WR-CALNAME:Tiny Camp\nX-WR-TIMEZONE:Europe/Berlin",
				"UID:1@example.org\nDTSTART:20270601T080000Z\nDTEND:20270601T084500Z\nSUMMARY:First talk\nLOCATION:Hall");
		assertThat(read.format()).isEqualTo(FileFormat.ICALENDAR);
		assertThat(read.file().name()).isEqualTo(Map.of("", "Tiny Camp"));
		assertThat(read.file().timezone()).isEqualTo("Europe/Berlin");
		SessionEntry talk = read.file().sessions().getFirst();
		assertThat(talk.key()).isEqualTo("1@example.org");
		assertThat(talk.title()).isEqualTo(Map.of("", "First talk"));
		assertThat(talk.rooms()).containsExactly("Hall");
		assertThat(talk.startsAt().in(BERLIN)).isEqualTo(TEN);
		assertThat(talk.endsAt().in(BERLIN)).isEqualTo(TEN.plusSeconds(45 * 60));
		assertThat(read.places()).containsEntry("1@example.org", "line 5");
		assertThat(read.warnings()).isEmpty();
	}

	@Test
	void aCalendarOfSchedIsRead() throws IOException {
		String event = "DTSTAMP:20270101T000000Z\nDTSTART:20270601T080000Z\nDTEND:20270601T084500Z\nSUMMARY:%s\nDESCRIPTION:<p>All <b>about</b>\n  it\\, and &amp\\; more.</p><ul><li>one</li></ul>\\n\nCATEGORIES:KEYNOTE SESSIONS,Beginner\nLOCATION:%s\\, Congress Centre\\, Amsterdam\nSEQUENCE:0\nUID:%s\nURL:http://camp.sched.com/event/1HyVs/x\nATTACH:https://camp.sched.com/slides.pdf";
		ReadProgramme read = read("PRODID:-//Sched.com Camp//EN\nX-WR-CALNAME:Camp\nX-WR-TIMEZONE:Europe/Amsterdam",
				event.formatted("One", "Hall 1\\, Floor 2", "a"), event.formatted("Two", "Hall 2", "b"));
		SessionEntry one = read.file().sessions().getFirst();
		assertThat(read.file().rooms()).extracting(RoomEntry::name).containsExactly("Hall 1, Floor 2", "Hall 2");
		assertThat(read.file().venue()).satisfies((venue) -> {
			assertThat(venue.name()).isEqualTo("Congress Centre");
			assertThat(venue.city()).isEqualTo("Amsterdam");
		});
		assertThat(one.description()).isEqualTo(Map.of("", "All about it, and & more.\n\n- one"));
		assertThat(one.track()).isEqualTo("KEYNOTE SESSIONS");
		assertThat(one.tags()).containsExactly("Beginner");
		assertThat(one.kind()).isEqualTo(SessionKind.PLENARY);
		assertThat(one.links()).containsExactly(new Link(null, "http://camp.sched.com/event/1HyVs/x", LinkKind.PAGE));
		assertThat(one.materials()).singleElement()
			.satisfies((material) -> assertThat(material.kind()).isEqualTo(MaterialKind.PRESENTATION));
		assertThat(read.warnings()).isEmpty();
	}

	@Test
	void theSpeakersRoomAndTextOfIndicoAreRead() throws IOException {
		ReadProgramme read = read("PRODID:-//CERN//INDICO//EN",
				"SUMMARY:Quarks\nDTSTART:20270601T080000Z\nDTEND:20270601T084500Z\nUID:indico-contribution-7@indico.example.org\nURL:https://indico.example.org/event/1/contributions/7/\nLOCATION:Main Hall (CERN)\nDESCRIPTION:Speakers: Ada Example (Example\\, Ltd)\\, Bo Other\\n\\nAbout quarks\\n\\nhttps://indico.example.org/event/1/contributions/7/");
		SessionEntry quarks = read.file().sessions().getFirst();
		assertThat(read.file().speakers()).extracting(SpeakerEntry::name, SpeakerEntry::organisation)
			.containsExactly(tuple("Ada Example", "Example, Ltd"), tuple("Bo Other", null));
		assertThat(quarks.description()).isEqualTo(Map.of("", "About quarks"));
		assertThat(quarks.rooms()).containsExactly("Main Hall");
	}

	@Test
	void theSpeakersInTitlesOfPretalxAreRead() throws IOException {
		ReadProgramme read = read("PRODID:-//pretalx//cfp.example.org//camp",
				"SUMMARY:Maps - the sequel - Ada Example\\, Bo Other\nUID:pretalx-camp-ABCDEF@cfp.example.org\nDTSTART;TZID=Europe/Berlin:20270601T100000\nDTEND;TZID=Europe/Berlin:20270601T104500\nLOCATION:Hall",
				"SUMMARY:Silence - \nUID:pretalx-camp-GHIJKL@cfp.example.org\nDTSTART;TZID=Europe/Berlin:20270601T110000\nDTEND;TZID=Europe/Berlin:20270601T114500\nLOCATION:Hall");
		assertThat(read.file().sessions()).extracting(SessionEntry::title)
			.containsExactly(Map.of("", "Maps - the sequel"), Map.of("", "Silence"));
		assertThat(read.file().speakers()).extracting(SpeakerEntry::name).containsExactly("Ada Example", "Bo Other");
		assertThat(read.file().timezone()).isEqualTo("Europe/Berlin");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			ATTENDEE;CN="Ada Example";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT:invalid:nomail | Ada Example
			ATTENDEE;CN=Ada Example:mailto:ada@example.org                                  | Ada Example
			ORGANIZER;CN=Ada Example:mailto:ada@example.org                                 | Ada Example
			X-SPEAKERS:Ada Example                                                          | Ada Example
			X-ALT-SPEAKER-NAME:Ada Example                                                  | Ada Example
			DESCRIPTION:von: Ada Example\\n\\nText                                          | Ada Example
			DESCRIPTION:Speaker: Ada Example\\nText                                         | Ada Example
			ATTENDEE:Ada Example                                                            | Ada Example
			ATTENDEE:mailto:ada@example.org                                                 |
			ATTENDEE;CN=ada@example.org:mailto:ada@example.org                              |
			ATTENDEE;CN=Hall 1;CUTYPE=ROOM:mailto:hall@example.org                          |
			DESCRIPTION:Speakers: bring your own slides                                     |""")
	void speakersAreFoundWhereCalendarsHaveThem(String line, String name) throws IOException {
		ReadProgramme read = read("", "UID:1\nSUMMARY:Talk\nDTSTART:20270601T080000Z\nDTEND:20270601T090000Z\n" + line);
		assertThat(read.file().speakers()).extracting(SpeakerEntry::name)
			.containsExactlyElementsOf((name != null) ? List.of(name) : List.of());
		assertThat(read.file().toString()).doesNotContain("ada@example.org");
	}

	@Test
	void oneOrganizerOfAllEventsIsNoSpeaker() throws IOException {
		String event = "SUMMARY:Talk\nDTSTART:20270601T080000Z\nDTEND:20270601T090000Z\nORGANIZER;CN=Tiny Camp:mailto:x@group.calendar.example.org\nUID:";
		assertThat(read("", event + "1", event + "2").file().speakers()).isEmpty();
		assertThat(read("", event + "1", event.replace("Tiny Camp", "Ada Example") + "2").file().speakers()).hasSize(2);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			DTSTART:20270601T080000Z
			DTSTART;TZID=Europe/Berlin:20270601T100000
			DTSTART;VALUE=DATE-TIME;TZID="W. Europe Standard Time":20270601T100000
			DTSTART;TZID=Berlin:20270601T100000
			DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20270601T100000
			DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin, Bern":20270601T100000
			DTSTART;TZID=Customized Time Zone:20270601T100000
			DTSTART;TZID=UTC+02:00:20270601T100000
			DTSTART;TZID=tzone://Microsoft/Utc:20270601T080000
			DTSTART;TZID=CEST:20270601T100000
			DTSTART;TZID=Europe/Berlin 2:20270601T100000
			DTSTART:20270601T100000+0200
			DTSTART:20270601T100000
			DTSTART:2027-06-01T10:00:00""", delimiter = '|')
	void aTimeIsReadWithItsTimeZone(String start) throws IOException {
		String described = """
				BEGIN:VTIMEZONE
				TZID:Customized Time Zone
				BEGIN:STANDARD
				DTSTART:16010101T030000
				TZOFFSETFROM:+0200
				TZOFFSETTO:+0100
				RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
				END:STANDARD
				BEGIN:DAYLIGHT
				DTSTART:16010101T020000
				TZOFFSETFROM:+0100
				TZOFFSETTO:+0200
				RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
				END:DAYLIGHT
				END:VTIMEZONE""";
		ReadProgramme read = read(described, "UID:1\nSUMMARY:Talk\nDURATION:PT1H30M\n" + start);
		SessionEntry talk = read.file().sessions().getFirst();
		assertThat(talk.startsAt().in(BERLIN)).isEqualTo(TEN);
		assertThat(talk.endsAt().in(BERLIN)).isEqualTo(TEN.plusSeconds(90 * 60));
		assertThat(read.warnings()).isEmpty();
	}

	@Test
	void aDescribedTimeZoneThatCouldTakeForeverIsHarmless() throws IOException {
		ReadProgramme read = read(
				"BEGIN:VTIMEZONE\nTZID:Slow\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=SECONDLY\nEND:STANDARD\nEND:VTIMEZONE",
				"UID:1\nSUMMARY:Talk\nDTSTART;TZID=Slow:20270601T100000\nDURATION:PT1H");
		assertThat(read.file().sessions().getFirst().startsAt().in(BERLIN)).isEqualTo(TEN.plusSeconds(3600));
	}

	@Test
	void floatingTimesAreTimesOfTheCalendarOrOfTheEvent() throws IOException {
		String event = "UID:1\nSUMMARY:Talk\nDTSTART:20270601T100000\nDTEND:20270601T110000";
		assertThat(read("X-WR-TIMEZONE:UTC", event).file().sessions().getFirst().startsAt())
			.hasToString("2027-06-01T10:00:00Z");
		assertThat(read("X-WR-TIMEZONE:UTC", event).file().timezone()).isNull();
		assertThat(read("", event).file().sessions().getFirst().startsAt()).hasToString("2027-06-01T10:00:00");
		ReadProgramme unknown = read("", event.replace("DTSTART:", "DTSTART;TZID=Mars/Base:"));
		assertThat(unknown.file().sessions().getFirst().startsAt()).hasToString("2027-06-01T10:00:00");
		assertThat(unknown.warnings()).extracting(Warning::message)
			.anyMatch((message) -> message.contains("'Mars/Base' is not known"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			RRULE:FREQ=WEEKLY;COUNT=3      | repeats by a rule (RRULE)
			RDATE:20270602T080000Z         | repeats by a rule (RDATE)
			CLASS:PRIVATE                  | is private""")
	void anEventThatIsNoSessionIsLeftOutAndReported(String line, String message) throws IOException {
		String event = "SUMMARY:%s\nDTSTART:20270601T080000Z\nDTEND:20270601T090000Z\nUID:%s";
		ReadProgramme read = read("", event.formatted("Odd", "1") + "\n" + line, event.formatted("Plain", "2"));
		assertThat(read.file().sessions()).extracting(SessionEntry::title).containsExactly(Map.of("", "Plain"));
		assertThat(read.warnings()).singleElement().satisfies((odd) -> {
			assertThat(odd.message()).contains("'Odd'", message);
			assertThat(odd.place()).isEqualTo("line 4");
		});
		assertThatExceptionOfType(FaultyFileException.class)
			.isThrownBy(() -> read("", event.formatted("Odd", "1") + "\n" + line))
			.satisfies((ex) -> assertThat(ex.message()).contains("no usable session", message))
			.satisfies((ex) -> assertThat(ex.place()).isEqualTo("line 4"));
	}

	@Test
	void aDayWithoutTimesIsNoSession() throws IOException {
		ReadProgramme read = read("",
				"UID:1\nSUMMARY:Whole day\nDTSTART;VALUE=DATE:20270601\nDTEND;VALUE=DATE:20270602",
				"UID:2\nSUMMARY:Talk\nDTSTART:20270601T080000Z\nDTEND:20270601T090000Z");
		assertThat(read.file().sessions()).extracting(SessionEntry::key).containsExactly("2");
		assertThat(read.warnings()).singleElement()
			.satisfies((odd) -> assertThat(odd.message()).contains("'Whole day'", "whole day"));
	}

	@Test
	void statesAreRead() throws IOException {
		String event = "SUMMARY:Talk %s\nDTSTART:20270601T080000Z\nDTEND:20270601T090000Z\nUID:%1$s\nSTATUS:%1$s";
		ReadProgramme read = read("", event.formatted("CONFIRMED"), event.formatted("CANCELLED"),
				event.formatted("TENTATIVE"));
		assertThat(read.file().sessions()).extracting(SessionEntry::status)
			.containsExactly(null, SessionStatus.CANCELLED, null);
		assertThat(read.warnings()).singleElement()
			.satisfies((odd) -> assertThat(odd.message()).contains("'Talk TENTATIVE' is tentative"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "DTEND:20270601T080000Z", "DURATION:PT0S", "DURATION:forever",
			"DTEND;VALUE=DATE:20270601", "DTEND:20270601T070000Z" })
	void aMissingEndIsAssumedAndReported(String line) throws IOException {
		ReadProgramme read = read("", "UID:1\nSUMMARY:Talk\nDTSTART:20270601T080000Z\n" + line);
		assertThat(read.file().sessions().getFirst().endsAt().in(BERLIN)).isEqualTo(TEN.plusSeconds(1800));
		assertThat(read.warnings()).singleElement()
			.satisfies((odd) -> assertThat(odd.message()).contains("30 minutes are assumed"));
	}

	@Test
	void oddLinesAreRepairedOrReported() throws IOException {
		ReadProgramme read = file("""
				begin:vcalendar
				BEGIN:VEVENT
				SUMMARY;CHARSET=UTF-8;ENCODING=8BIT:First
				  talk
				this is no line
				DTSTART:20270601T080000Z
				DTEND:20270601T090000Z
				DESCRIPTION:One line\s
				 \\n
				 and another
				BEGIN:VALARM
				DESCRIPTION:Reminder
				END:VALARM
				BEGIN:VEVENT
				UID:2
				SUMMARY:Second
				DTSTART:20279901T080000Z
				END:VEVENT
				END:VTODO
				END:VCALENDAR
				BEGIN:VCALENDAR
				X-WR-CALNAME:Camp
				BEGIN:VTODO
				SUMMARY:Buy milk
				END:VTODO
				BEGIN:VEVENT
				UID:3
				SUMMARY:Third
				DTSTART:20270601T090000Z
				DTEND:20270601T100000Z
				RECURRENCE-ID:20270531T090000Z
				END:VEVENT
				END:VCALENDAR
				""".getBytes(StandardCharsets.UTF_8));
		assertThat(read.file().sessions()).extracting(SessionEntry::key)
			.containsExactly("title/First talk", "3/20270531T090000Z");
		assertThat(read.file().sessions().getFirst().description()).isEqualTo(Map.of("", "One line\nand another"));
		assertThat(read.file().name()).isEqualTo(Map.of("", "Camp"));
		assertThat(read.warnings()).extracting(Warning::place)
			.containsExactly("line 5", "line 2", "line 2", "line 17", "line 23");
		assertThat(read.warnings().getFirst().places()).containsExactly("line 5", "line 19");
	}

	@Test
	void aFileInAnotherEncodingIsReadAndReported() throws IOException {
		ReadProgramme read = file(calendar("", "UID:1\nSUMMARY:Räuchern\nDTSTART:20270601T080000Z\nDURATION:PT1H")
			.getBytes(Charset.forName("windows-1252")));
		assertThat(read.file().sessions().getFirst().title()).isEqualTo(Map.of("", "Räuchern"));
		assertThat(read.warnings()).singleElement()
			.satisfies((odd) -> assertThat(odd.message()).contains("not in UTF-8"));
	}

	@Test
	void aFoldInsideACharacterIsRemoved() throws IOException {
		String file = calendar("", "UID:1\nSUMMARY:Räuchern für Anfänger\nDTSTART:20270601T080000Z\nDURATION:PT1H");
		for (String fold : List.of("\r\n ", "\n\t")) {
			ByteArrayOutputStream folded = new ByteArrayOutputStream();
			for (byte part : file.getBytes(StandardCharsets.UTF_8)) {
				if ((part & 0xc0) == 0x80) {
					folded.writeBytes(fold.getBytes(StandardCharsets.UTF_8));
				}
				folded.write(part);
			}
			ReadProgramme read = file(folded.toByteArray());
			assertThat(read.file().sessions().getFirst().title()).isEqualTo(Map.of("", "Räuchern für Anfänger"));
			assertThat(read.warnings()).isEmpty();
		}
	}

	@Test
	void anIncompleteFileIsRejectedWithItsPlace() {
		String file = calendar("", "UID:1\nSUMMARY:Talk\nDTSTART:20270601T080000Z\nDURATION:PT1H");
		assertThatExceptionOfType(FaultyFileException.class)
			.isThrownBy(() -> file(file.replace("END:VCALENDAR\r\n", "").getBytes(StandardCharsets.UTF_8)))
			.satisfies((ex) -> assertThat(ex.message()).contains("incomplete", "END:VCALENDAR"))
			.satisfies((ex) -> assertThat(ex.place()).startsWith("line "));
	}

	@Test
	void tooManyEventsAreRejected() {
		String events = "BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20270601T080000Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\n"
			.repeat(30_000);
		assertThatExceptionOfType(FaultyFileException.class)
			.isThrownBy(
					() -> file(("BEGIN:VCALENDAR\r\n" + events + "END:VCALENDAR\r\n").getBytes(StandardCharsets.UTF_8)))
			.satisfies((ex) -> assertThat(ex.message()).contains("more than 10000"));
	}

	@Test
	void repeatedUidsAreOneSessionInSeveralRoomsOrSeveralSessions() throws IOException {
		String event = "UID:1\nSUMMARY:%s\nDTSTART:20270601T080000Z\nDTEND:20270601T090000Z\nLOCATION:%s";
		ReadProgramme read = read("", event.formatted("Talk", "A"), event.formatted("Talk", "B"),
				event.formatted("Other", "C"));
		assertThat(read.file().sessions()).extracting(SessionEntry::key, SessionEntry::rooms)
			.containsExactly(tuple("1", List.of("A", "B")), tuple("1/2", List.of("C")));
		assertThat(read.warnings()).singleElement().satisfies((odd) -> assertThat(odd.place()).isEqualTo("line 18"));
	}

	@Test
	void theXmlOfPretalxAndFrabIsRead() throws IOException {
		ReadProgramme read = file("""
				<?xml version='1.0' encoding='utf-8' ?>
				<iCalendar xmlns:pentabarf='http://pentabarf.org' xmlns:xCal='urn:ietf:params:xml:ns:xcal'>
				 <vcalendar><version>2.0</version><x-wr-calname>Tiny, Camp</x-wr-calname>
				  <vevent><method>PUBLISH</method><uid>ABC@camp</uid><pentabarf:title>First talk</pentabarf:title>
				   <pentabarf:subtitle>Again</pentabarf:subtitle><pentabarf:language-code>de</pentabarf:language-code>
				   <dtstart>20270601T100000</dtstart><dtend>20270601T104500</dtend><duration>0:45</duration>
				   <summary>First talk- Again</summary><description>About it, in full</description><class>PUBLIC</class>
				   <status>CONFIRMED</status><category>Workshop</category><url>https://camp.example.org/1</url>
				   <location>Hall</location><attendee>Ada Example</attendee><attendee>Bo Other</attendee></vevent>
				 </vcalendar></iCalendar>""".getBytes(StandardCharsets.UTF_8));
		assertThat(read.format()).isEqualTo(FileFormat.XCAL);
		assertThat(read.file().name()).isEqualTo(Map.of("", "Tiny, Camp"));
		SessionEntry talk = read.file().sessions().getFirst();
		assertThat(talk.title()).isEqualTo(Map.of("", "First talk"));
		assertThat(talk.subtitle()).isEqualTo(Map.of("", "Again"));
		assertThat(talk.language()).isEqualTo("de");
		assertThat(talk.description()).isEqualTo(Map.of("", "About it, in full"));
		assertThat(talk.kind()).isEqualTo(SessionKind.WORKSHOP);
		assertThat(talk.startsAt()).hasToString("2027-06-01T10:00:00");
		assertThat(talk.rooms()).containsExactly("Hall");
		assertThat(read.file().speakers()).extracting(SpeakerEntry::name).containsExactly("Ada Example", "Bo Other");
		assertThat(read.warnings()).isEmpty();
	}

	@Test
	void theXmlOfTheStandardIsRead() throws IOException {
		ReadProgramme read = file(
				"""
						<icalendar xmlns="urn:ietf:params:xml:ns:icalendar-2.0"><vcalendar><properties/><components><vevent><properties>
						 <uid><text>1</text></uid><summary><text>Talk</text></summary><categories><text>Main</text><text>Extra</text></categories>
						 <dtstart><parameters><tzid><text>Europe/Berlin</text></tzid></parameters><date-time>2027-06-01T10:00:00</date-time></dtstart>
						 <duration><duration>PT45M</duration></duration></properties></vevent></components></vcalendar></icalendar>"""
					.getBytes(StandardCharsets.UTF_8));
		ProgrammeFile file = read.file();
		assertThat(file.sessions().getFirst().startsAt().in(BERLIN)).isEqualTo(TEN);
		assertThat(file.sessions().getFirst().track()).isEqualTo("Main");
		assertThat(file.sessions().getFirst().tags()).containsExactly("Extra");
	}

	private static ReadProgramme read(String properties, String... events) throws IOException {
		return file(calendar(properties, events).getBytes(StandardCharsets.UTF_8));
	}

	private static String calendar(String properties, String... events) {
		StringBuilder text = new StringBuilder("BEGIN:VCALENDAR\nVERSION:2.0\n");
		text.append(properties).append(properties.isEmpty() ? "" : "\n");
		text.append(properties.isEmpty() ? "CALSCALE:GREGORIAN\n" : "");
		for (String event : events) {
			text.append("BEGIN:VEVENT\n").append(event).append("\nEND:VEVENT\n");
		}
		return text.append("END:VCALENDAR\n").toString().replace("\n", "\r\n");
	}

	private static ReadProgramme file(byte[] bytes) throws IOException {
		return ProgrammeReader.read(new ByteArrayResource(bytes));
	}

}
