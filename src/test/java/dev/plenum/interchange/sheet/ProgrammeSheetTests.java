package dev.plenum.interchange.sheet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

import dev.plenum.interchange.format.FaultyFileException;
import dev.plenum.interchange.format.FileFormat;
import dev.plenum.interchange.format.ProgrammeFile.RoomEntry;
import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerEntry;
import dev.plenum.interchange.format.ReadProgramme;
import dev.plenum.interchange.format.ReadProgramme.ColumnUse;
import dev.plenum.interchange.format.Warning;
import dev.plenum.interchange.reading.ProgrammeReader;
import dev.plenum.platform.sheet.Workbooks;
import dev.plenum.programme.document.Link;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.schedule.SessionStatus;
import dev.plenum.schedule.SpeakerRole;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Reads programmes from tables as people make them.
 */
class ProgrammeSheetTests {

	private static final LocalDate EVENT = LocalDate.of(2027, 11, 2);

	@Test
	void aTableIsAProgramme() throws IOException {
		ReadProgramme read = read("""
				title,start,end,room,speakers,track,abstract
				"First talk",2027-06-01 10:00,2027-06-01 10:45,Hall,Ada Example,Main,"About it"
				""");
		assertThat(read.format()).isEqualTo(FileFormat.CSV);
		assertThat(read.warnings()).isEmpty();
		SessionEntry talk = read.file().sessions().getFirst();
		assertThat(talk.title()).containsExactly(Map.entry("", "First talk"));
		assertThat(talk.description()).containsExactly(Map.entry("", "About it"));
		assertThat(talk.startsAt()).hasToString("2027-06-01T10:00:00");
		assertThat(talk.endsAt()).hasToString("2027-06-01T10:45:00");
		assertThat(talk.rooms()).containsExactly("Hall");
		assertThat(talk.track()).isEqualTo("Main");
		assertThat(read.file().speakers()).extracting(SpeakerEntry::name).containsExactly("Ada Example");
		assertThat(read.places()).containsExactly(Map.entry("title/First talk", "row 2"));
		assertThat(read.columns()).extracting(ColumnUse::column, ColumnUse::heading, ColumnUse::field)
			.contains(tuple("A", "title", "title"), tuple("G", "abstract", "abstract"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Title;Subtitle;Description;Start;End;Room;Track;Speakers;Language;Type;Capacity;Tags;Links
					Rubrik;Underrubrik;Beskrivning;Starttid;Sluttid;Lokal;Spår;Föreläsare;Språk;Typ;Antal platser;Nyckelord;Länkar
					TITEL*;Undertitel;Sammanfattning ;Börjar;Slutar;Sal;SPÅR;Talare;språk;Slag;Platser;Taggar;Länk
					Otsikko;Alaotsikko;Kuvaus;Alkaa;Päättyy;Sali;Raita;Puhujat;Kieli;Tyyppi;Paikkoja;Avainsanat;Linkit
					Tittel;Undertittel;Beskrivelse;Fra;Til;Rom;Spor;Foredragsholdere;Språk;Type;Antall plasser;Stikkord;Lenker
					Titel;Undertitel;Beskrivelse;Starttid;Sluttid;Lokale;Spor;Oplægsholdere;Sprog;Type;Pladser;Nøgleord;Links
					Titel;Untertitel;Beschreibung;Beginn;Ende;Raum;Strang;Referent:innen;Sprache;Art;Plätze;Schlagwörter;Links
					session_title;Sub-title;Abstract (max. 500 characters);Start time;End time;Room name;Track name;Speaker(s);Session language;Session Type;Max participants (number);Keywords;URL
					Titel / Title;Undertitel / Subtitle;Beskrivning / Description;Start / Start;Slut / End;Sal / Room;Spår / Track;Talare / Speakers;Språk / Language;Typ / Type;Platser / Seats;Taggar / Tags;Länkar / Links
					""")
	void headingsAreRecognisedInSixLanguages(String headings) throws IOException {
		ReadProgramme read = read(headings
				+ "\nA;B;C;2027-11-03 09:00;2027-11-03 10:00;D;E;Åsa Öst;svenska, English;Workshop;30 st;x, y;https://example.org\n");
		assertThat(read.warnings()).isEmpty();
		SessionEntry session = read.file().sessions().getFirst();
		assertThat(session.subtitle()).containsValue("B");
		assertThat(session.description()).containsValue("C");
		assertThat(session.rooms()).containsExactly("D");
		assertThat(session.track()).isEqualTo("E");
		assertThat(session.speakers()).hasSize(1);
		assertThat(session.languages()).containsExactly("sv", "en");
		assertThat(session.kind()).isEqualTo(SessionKind.WORKSHOP);
		assertThat(session.capacity()).isEqualTo(30);
		assertThat(session.tags()).containsExactly("x", "y");
		assertThat(session.links()).containsExactly(new Link(null, "https://example.org"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			2027-11-03 09:00               | 2027-11-03T09:00
			2027-11-03T09:00:00            | 2027-11-03T09:00
			2027/11/03 9.00                | 2027-11-03T09:00
			20271103 0900                  | 2027-11-03T09:00
			3.11.2027 kl. 9.00             | 2027-11-03T09:00
			3.11.2027 klo 9                | 2027-11-03T09:00
			3. 11. 2027, 09:00 Uhr         | 2027-11-03T09:00
			3.11.27 09:00                  | 2027-11-03T09:00
			3 november 2027 kl 09.00       | 2027-11-03T09:00
			onsdag den 3 november kl. 9    | 2027-11-03T09:00
			Ons 3 nov 09:00                | 2027-11-03T09:00
			ke 3. marraskuuta 2027 klo 9.30 | 2027-11-03T09:30
			3. november 2027 kl. 13:15     | 2027-11-03T13:15
			Mittwoch, 3. November 2027 um 9 Uhr | 2027-11-03T09:00
			Wednesday, November 3, 2027 9:00 AM | 2027-11-03T09:00
			Nov 3rd 2027, 12:30 p.m.       | 2027-11-03T12:30
			3-Nov-27 1:05 PM               | 2027-11-03T13:05
			3/11 09:00                     | 2027-11-03T09:00
			3.11. 09:00                    | 2027-11-03T09:00
			dag 2, 09:00                   | 2027-11-03T09:00
			torsdag 09:00                  | 2027-11-04T09:00
			09:00, 3.11.2027               | 2027-11-03T09:00
			2027 november 3 kl 9           | 2027-11-03T09:00
			3.11.2027 9h00                 | 2027-11-03T09:00
			ca 9.00 den 3 november 2027    | 2027-11-03T09:00
			46694.375                      | 2027-11-03T09:00
			""")
	void datesAndTimesAreReadAsPeopleWriteThem(String written, LocalDateTime start) throws IOException {
		ReadProgramme read = read("Titel\tStart\tLängd\nA\t" + written + "\t45\n", EVENT);
		assertThat(read.file().sessions()).extracting((session) -> session.startsAt().wallTime())
			.containsExactly(start);
	}

	@Test
	void aTimeWithAnOffsetIsAnInstant() throws IOException {
		ReadProgramme read = read("title;start;end\nA;2027-11-03T09:00:00+01:00;2027-11-03T09:30:00Z\n");
		assertThat(read.file().sessions().getFirst().startsAt()).hasToString("2027-11-03T09:00:00+01:00");
		assertThat(read.file().sessions().getFirst().endsAt()).hasToString("2027-11-03T09:30:00Z");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			3/11/2027 9:00, 14/11/2027 9:00       | 2027-11-03 | false
			11/3/2027 9:00 AM, 11/14/2027 9:00 AM | 2027-11-03 | false
			3/11/2027 9:00, 4/11/2027 9:00        | 2027-11-03 | true
			11/3/2027 9:00 AM, 11/4/2027 9:00 AM  | 2027-11-03 | true
			03-11-2027 9:00, 04-11-2027 10:00     | 2027-11-03 | true
			""")
	void theWholeFileDecidesWhetherDatesBeginWithTheDay(String starts, LocalDate first, boolean doubtful)
			throws IOException {
		String[] each = starts.split(", ");
		ReadProgramme read = read("title;start;duration\nA;%s;45\nB;%s;45\n".formatted(each[0], each[1]));
		assertThat(read.file().sessions().getFirst().startsAt().wallTime().toLocalDate()).isEqualTo(first);
		assertThat(read.warnings().isEmpty()).isEqualTo(!doubtful);
		assertThat(read.columns().get(1).note())
			.contains("are read as " + (each[0].startsWith("11") ? "month" : "day"));
	}

	@Test
	void theDaysOfTheEventDecideWhatOneDateMeans() throws IOException {
		String table = "title;start;duration\nA;3/11/2027 9:00;45\n";
		assertThat(read(table, EVENT).file().sessions().getFirst().startsAt()).hasToString("2027-11-03T09:00:00");
		assertThat(read(table, LocalDate.of(2027, 3, 10)).file().sessions().getFirst().startsAt())
			.hasToString("2027-03-11T09:00:00");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			09:00–10:30            | 09:00 | 10:30
			9-10.30                | 09:00 | 10:30
			kl. 9.00 – 10.30       | 09:00 | 10:30
			9:00 to 10:30          | 09:00 | 10:30
			klo 9–10.30            | 09:00 | 10:30
			9.00 bis 10.30 Uhr     | 09:00 | 10:30
			1–2:30 PM              | 13:00 | 14:30
			11 AM - 1 PM           | 11:00 | 13:00
			11–1 PM                | 11:00 | 13:00
			23:00-01:00            | 23:00 | 01:00
			22.00–24.00            | 22:00 | 00:00
			från 9.00 till 10.30   | 09:00 | 10:30
			9h00 → 10h30           | 09:00 | 10:30
			9.00–10.30 (90 min)    | 09:00 | 10:30
			""")
	void aCellCanContainStartAndEnd(String written, String start, String end) throws IOException {
		SessionEntry session = read("Datum\tTid\tRubrik\n2027-11-03\t" + written + "\tA\n").file()
			.sessions()
			.getFirst();
		assertThat(session.startsAt()).hasToString("2027-11-03T" + start + ":00");
		assertThat(session.endsAt())
			.hasToString((end.compareTo(start) > 0 ? "2027-11-03T" : "2027-11-04T") + end + ":00");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Längd        | 45 min            | 45
			Längd        | 45                | 45
			Duration     | 1 h 30            | 90
			Duration     | 1h30m             | 90
			Duration     | 1 hour 30 minutes | 90
			Längd        | 1,5 timmar        | 90
			Längd        | 1 tim             | 60
			Kesto        | 1 tunti 15 min    | 75
			Dauer        | 2 Stunden         | 120
			Varighed     | 1 time og 30 min. | 90
			Duration     | 0:45              | 45
			Duration     | 1:30              | 90
			Duration     | 1:30:00           | 90
			Duration     | PT45M             | 45
			Length (min) | 3                 | 3
			Dauer (h)    | 0,75              | 45
			Längd i timmar | 10              | 600
			Duration     | 90'               | 90
			Duration     | 1.5               | 90
			Längd        | 0,0625             | 90
			Längd        | 0:90               | 90
			""")
	void durationsAreReadAsPeopleWriteThem(String heading, String written, long minutes) throws IOException {
		ReadProgramme read = read("Titel\tStart\t" + heading + "\nA\t2027-11-03 09:00\t" + written + "\n");
		assertThat(read.warnings()).isEmpty();
		assertThat(read.file().sessions().getFirst().endsAt().wallTime())
			.isEqualTo(LocalDateTime.of(2027, 11, 3, 9, 0).plusMinutes(minutes));
	}

	@Test
	void datesStandInHeadingsOrInTheRowAbove() throws IOException {
		ReadProgramme carried = read("""
				Datum;Tid;Rubrik
				3.11.2027;09:00–10:00;A
				;10:00–11:00;B
				4.11.2027;09:00–10:00;C
				""");
		ReadProgramme headed = read("""
				Kongressen 2027;;
				Tid;Rubrik;Sal
				Onsdag 3 november 2027;;
				09:00–10:00;A;X
				10:00–11:00;B;X

				Tid;Rubrik;Sal
				Torsdag 4 november 2027;;
				09:00–10:00;C;X
				""");
		ReadProgramme above = read("Program för onsdag 3 november 2027\nTid;Rubrik\n9–10;A\n10–11;B\n");
		assertThat(days(carried)).containsExactly(3, 3, 4);
		assertThat(days(headed)).containsExactly(3, 3, 4);
		assertThat(days(above)).containsExactly(3, 3);
		assertThat(carried.warnings()).isEmpty();
		assertThat(above.warnings()).isEmpty();
	}

	@Test
	void eachVisibleSheetOfAWorkbookIsRead() throws IOException {
		ReadProgramme read = read(Workbooks.of((workbook) -> {
			for (int day = 3; day <= 4; day++) {
				Worksheet sheet = workbook.newWorksheet(day + " november 2027");
				sheet.value(4, 0, "Rubrik");
				sheet.value(4, 1, "Start");
				sheet.value(4, 2, "Slut");
				sheet.value(5, 0, "Session " + day);
				sheet.value(5, 1, 0.375);
				sheet.style(5, 1).format("hh:mm").set();
				sheet.value(5, 2, 0.5);
				sheet.style(5, 2).format("hh:mm").set();
			}
		}), SheetHints.NONE);
		assertThat(read.format()).isEqualTo(FileFormat.XLSX);
		assertThat(days(read)).containsExactly(3, 4);
		assertThat(read.file().sessions().getFirst().endsAt()).hasToString("2027-11-03T12:00:00");
		assertThat(read.places().values()).contains("sheet '4 november 2027', row 6");
	}

	@Test
	void datesOfWorkbooksAreReadAlsoIfTheyCountFrom1904() throws IOException {
		byte[] file = Workbooks.raw("date1904=\"1\"",
				"""
						<row r="1"><c r="A1" t="inlineStr"><is><t>Titel</t></is></c><c r="B1" t="inlineStr"><is><t>Start</t></is></c><c r="C1" t="inlineStr"><is><t>Slut</t></is></c></row>
						<row r="2"><c r="A2" t="inlineStr"><is><t>A</t></is></c><c r="B2"><v>45232.375</v></c><c r="C2"><v>45232.4375</v></c></row>""",
				Map.of());
		SessionEntry session = read(file, SheetHints.NONE).file().sessions().getFirst();
		assertThat(session.startsAt()).hasToString("2027-11-03T09:00:00");
		assertThat(session.endsAt()).hasToString("2027-11-03T10:30:00");
	}

	@Test
	void severalSpeakersStandInOneCell() throws IOException {
		ReadProgramme read = read("""
				title\tstart\tend\tspeakers\tmoderator
				A\t2027-11-03 9:00\t10:00\tAnna Berg; Per Öhman\tEva Lind
				B\t2027-11-03 9:00\t10:00\tAnna Berg (Acme AB), Per Öhman och Bo Ek\t
				C\t2027-11-03 9:00\t10:00\tPer Öhman, professor, Lunds universitet; "Berg, Strand & Co"\t
				D\t2027-11-03 9:00\t10:00\tAnna Berg, Acme AB\t
				E\t2027-11-03 9:00\t10:00\tSimon & Garfunkel\t
				""");
		assertThat(read.file().sessions()).extracting((session) -> session.speakers().size())
			.containsExactly(3, 3, 2, 1, 1);
		assertThat(read.file().sessions().getFirst().speakers().getLast().role()).isEqualTo(SpeakerRole.MODERATOR);
		assertThat(read.file().speakers())
			.extracting(SpeakerEntry::name, SpeakerEntry::organisation, SpeakerEntry::titles)
			.containsExactly(tuple("Anna Berg", "Acme AB", List.of()),
					tuple("Per Öhman", "Lunds universitet", List.of("professor")), tuple("Eva Lind", null, List.of()),
					tuple("Bo Ek", null, List.of()), tuple("Berg, Strand & Co", null, List.of()),
					tuple("Simon & Garfunkel", null, List.of()));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Anna Berg / Per Öhman                     | Anna Berg, Per Öhman
			Anna Berg + Per Öhman                     | Anna Berg, Per Öhman
			Anna Berg • Per Öhman                     | Anna Berg, Per Öhman
			Anna Berg <anna@example.org>              | Anna Berg
			Anna Berg (anna@example.org); Per Öhman, per@example.org | Anna Berg, Per Öhman
			N.N.                                      | ''
			TBA                                       | ''
			-                                         | ''
			AC/DC                                     | AC/DC
			""")
	void neitherSeparatorsNorAddressesNorPlaceholdersAreNames(String cell, String names) throws IOException {
		ReadProgramme read = read("title\tstart\tend\tspeakers\nA\t2027-11-03 9:00\t10:00\t" + cell + "\n");
		assertThat(String.join(", ", read.file().speakers().stream().map(SpeakerEntry::name).toList()))
			.isEqualTo(names);
	}

	@Test
	void contradictionsOfDatesAndEndsAreReported() throws IOException {
		ReadProgramme read = read("""
				Datum;Tid;Slut;Titel
				tisdag 3 november 2027;09:00;10:00;A
				onsdag 3 november 2027;10:00;09:00;B
				onsdag 3 november 2027;22:00;02:00;C
				""");
		assertThat(read.file().sessions()).hasSize(3);
		assertThat(read.warnings()).extracting(Warning::place, Warning::message)
			.satisfiesExactly(
					(day) -> assertThat(day.toList().toString()).contains("row 2, column A",
							"2027-11-03 is a Wednesday"),
					(end) -> assertThat(end.toList().toString()).contains("row 3, column C", "on the next day"));
	}

	@Test
	void speakersHaveColumnsOfTheirOwn() throws IOException {
		ReadProgramme read = read("""
				Titel;Start;Slut;Talare 1;Talare 2;Organisation;Talarens titel
				A;2027-11-03 9:00;10:00;Anna Berg;Per Öhman;"Acme; Beta";"; VD"
				B;2027-11-03 9:00;10:00;Bo Ek;;Gamma;
				""");
		assertThat(read.file().speakers())
			.extracting(SpeakerEntry::name, SpeakerEntry::organisation, SpeakerEntry::titles)
			.containsExactly(tuple("Anna Berg", "Acme", List.of()), tuple("Per Öhman", "Beta", List.of("VD")),
					tuple("Bo Ek", "Gamma", List.of()));
	}

	@Test
	void oddRowsAreLeftOutWithTheirPlaceAndNeverBlockAFile() throws IOException {
		ReadProgramme read = read("""
				Rubrik;Start;Slut;Platser;Länk;Språk
				Good;2027-11-03 09:00;10:00;;;
				;2027-11-03 09:00;10:00;;;
				No start;;;;;
				Soon;when it gets dark;;;;
				Backwards;2027-11-03 09:00;2027-11-02 10:00;;;
				Odd;2027-11-03 11:00;11:30;many;javascript:alert(1);Klingonish
				Open;2027-11-03 11:30;;;;
				Nothing;31/31/2027 09:00;;;;
				""");
		assertThat(read.file().sessions()).extracting((session) -> session.title().get(""))
			.containsExactly("Good", "Backwards", "Odd", "Open");
		assertThat(read.file().sessions().getLast().endsAt()).hasToString("2027-11-03T12:30:00");
		assertThat(read.file().sessions().get(1).endsAt()).hasToString("2027-11-03T11:00:00");
		assertThat(read.warnings()).extracting(Warning::place)
			.contains("row 3, column A", "row 4, column B", "row 5, column B", "row 6, column C", "row 7, column D",
					"row 7, column E", "row 7, column F");
		assertThat(read.warnings()).filteredOn((odd) -> odd.message().contains("neither an end"))
			.singleElement()
			.satisfies((odd) -> assertThat(odd.places()).containsExactly("row 6, column C", "row 8, column C"));
	}

	@Test
	void rowsOfTheSameSessionInSeveralRoomsAreOneSession() throws IOException {
		ReadProgramme read = read("""
				Rubrik;Start;Slut;Sal
				Lunch;2027-11-03 12:00;13:00;A
				Lunch;2027-11-03 12:00;13:00;B
				Lunch;2027-11-04 12:00;13:00;A; B
				""".replace("A; B", "\"A; B\""));
		assertThat(read.file().sessions()).extracting(SessionEntry::key, SessionEntry::rooms, SessionEntry::kind)
			.containsExactly(tuple("title/Lunch", List.of("A", "B"), SessionKind.MEAL),
					tuple("title/Lunch/2", List.of("A", "B"), SessionKind.MEAL));
		assertThat(read.file().rooms()).extracting(RoomEntry::name).containsExactly("A", "B");
	}

	@Test
	void translationsHaveColumnsOfTheirOwn() throws IOException {
		SessionEntry session = read(
				"Titel;Title (en);Otsikko suomeksi;Start;Slut;Abstract EN;Titel på tyska\nA;B;;2027-11-03 9:00;10:00;C;D\n")
			.file()
			.sessions()
			.getFirst();
		assertThat(session.title()).isEqualTo(Map.of("", "A", "en", "B", "de", "D"));
		assertThat(session.description()).isEqualTo(Map.of("en", "C"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Status   | Inställd      | CANCELLED
			Status   | abgesagt      | CANCELLED
			Status   | Peruttu       | CANCELLED
			Inställd | x             | CANCELLED
			Status   | bekräftad     |
			""")
	void sessionsCanBeCancelled(String heading, String written, @Nullable SessionStatus status) throws IOException {
		assertThat(read("Titel;Start;Slut;%s\nA;2027-11-03 9:00;10:00;%s\n".formatted(heading, written)).file()
			.sessions()
			.getFirst()
			.status()).isEqualTo(status);
	}

	@Test
	void linksHaveTitles() throws IOException {
		assertThat(read(
				"title\tstart\tend\tlinks\nA\t2027-11-03 9:00\t10:00\tSlides: https://example.org/s; example.org https://example.org/b\n")
			.file()
			.sessions()
			.getFirst()
			.links()).containsExactly(new Link("Slides", "https://example.org/s"),
					new Link("example.org", "https://example.org/b"));
	}

	@Test
	void columnsCanBeMapped() throws IOException {
		String table = "Vad;Min kolumn;Rubrik;Start\nA;2027-11-03 9:00;B;x\n";
		ReadProgramme read = read(table.getBytes(StandardCharsets.UTF_8),
				new SheetHints(SheetHints.columns("title:Vad,start:min KOLUMN"), null));
		assertThat(read.file().sessions().getFirst().title()).containsValue("A");
		assertThat(read.columns()).extracting(ColumnUse::heading, ColumnUse::field)
			.containsExactly(tuple("Vad", "title"), tuple("Min kolumn", "start"), tuple("Rubrik", null),
					tuple("Start", null));
		assertThatIllegalArgumentException().isThrownBy(() -> SheetHints.columns("apa:Rubrik"))
			.withMessageContaining("Unknown field 'apa'")
			.withMessageContaining("speakers");
		assertThatIllegalArgumentException().isThrownBy(() -> SheetHints.columns("title"))
			.withMessageContaining("title:Rubrik");
		assertThatExceptionOfType(FaultyFileException.class)
			.isThrownBy(
					() -> read(table.getBytes(StandardCharsets.UTF_8), new SheetHints(Map.of("title", "Saknas"), null)))
			.satisfies((ex) -> assertThat(ex.message()).contains("no headings 'Saknas'", "'Min kolumn'"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			Titel;Rubrik;Start;Slut | 'Titel' (column A) and 'Rubrik' (column B) both mean 'title'
			Title;title;Start;End   | both mean 'title'
			Start;Slut;Sal          | no heading for 'title'
			Titel;Sal;Talare        | no heading for 'start'
			Apa;Bepa;Cepa           | Found: 'Apa', 'Bepa', 'Cepa'
			""")
	void ambiguousAndMissingHeadingsAreRefusedWithWhatWasFound(String headings, String message) {
		assertThatExceptionOfType(FaultyFileException.class).isThrownBy(() -> read(headings + "\na;b;c;d\n"))
			.satisfies((ex) -> assertThat(ex.message()).contains(message, "Found: ", "columns="));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Time", "Tid", "Zeit" })
	void aVagueHeadingCountsOnlyWithoutAnExactOne(String heading) throws IOException {
		ReadProgramme read = read(heading + ";Start;Slut;Namn;Titel\nx;2027-11-03 9:00;10:00;y;A\n");
		assertThat(read.file().sessions().getFirst().title()).containsValue("A");
		assertThat(read.columns()).filteredOn((use) -> use.field() == null)
			.extracting(ColumnUse::heading)
			.containsExactly(heading, "Namn");
	}

	@Test
	void headingsBelowATitleAndBlankRowsAreFound() throws IOException {
		ReadProgramme read = read("Vårkonferensen\n\nUtkast 3\n;Rubrik;Start;Slut\n;A;2027-11-03 9:00;10:00\n");
		assertThat(read.file().sessions()).hasSize(1);
		assertThat(read.places().values()).containsExactly("row 5");
	}

	private static List<Integer> days(ReadProgramme read) {
		return read.file().sessions().stream().map((session) -> session.startsAt().wallTime().getDayOfMonth()).toList();
	}

	private static ReadProgramme read(String table) throws IOException {
		return read(table.getBytes(StandardCharsets.UTF_8), SheetHints.NONE);
	}

	private static ReadProgramme read(String table, LocalDate firstDay) throws IOException {
		return read(table.getBytes(StandardCharsets.UTF_8), new SheetHints(Map.of(), firstDay));
	}

	private static ReadProgramme read(byte[] file, SheetHints hints) throws IOException {
		return ProgrammeReader.read(new ByteArrayResource(file), hints);
	}

}
