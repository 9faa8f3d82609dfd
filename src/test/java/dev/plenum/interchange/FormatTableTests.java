package dev.plenum.interchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.interchange.format.ProgrammeFile;
import dev.plenum.interchange.format.ProgrammeFile.RoomEntry;
import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerEntry;
import dev.plenum.interchange.reading.ProgrammeReader;
import dev.plenum.programme.document.EventAdmission;
import dev.plenum.programme.document.LinkKind;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.schedule.SessionStatus;
import dev.plenum.schedule.SpeakerRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of the formats in the documentation is true for the formats that Plenum
 * writes: what it says to be read is found in an exported file again.
 */
@LiveServer
class FormatTableTests {

	private static final String PROGRAMME = """
			{"slug": "table", "name": {"sv": "Tabellen", "en": "The table"}, "theme": {"sv": "Tema"}, "startsOn": "2027-05-10", "endsOn": "2027-05-11", "dayChange": "06:30",
			 "timezone": "Europe/Stockholm", "languages": ["sv", "en"], "venue": {"name": "Huset", "city": "Umeå"}, "logo": "https://logga.example/l.png",
			 "links": [{"url": "https://sida.example/", "kind": "PAGE"}], "organisers": [{"name": "Föreningen", "role": "ORGANISER"}], "seatRules": {"offerSeconds": 99}, "admission": "PARTICIPANTS", "certificateRule": {"requiredSessions": 3},
			 "exhibitionHours": [{"startsAt": "2027-05-10T09:00", "endsAt": "2027-05-10T12:00"}],
			 "rooms": [{"key": "a", "name": "Sal A", "capacity": 77}, {"key": "b", "name": "Sal B"}], "tracks": [{"key": "t", "name": {"sv": "Spåret"}, "color": "#00aa11"}],
			 "speakers": [{"key": "p", "name": "Åsa Ek", "type": "PERSON", "bio": {"sv": "Om Åsa"}, "portrait": "https://bild.example/a.png", "titles": ["Rektor"], "organisation": "Staden", "links": [{"url": "https://asa.example/"}]}],
			 "sessions": [
			  {"key": "s", "kind": "WORKSHOP", "title": {"sv": "Titeln", "en": "The title"}, "subtitle": {"sv": "Undertiteln"}, "abstract": {"sv": "Brödtexten"}, "languages": ["sv", "fi"],
			   "track": "t", "tags": ["etikett"], "startsAt": "2027-05-10T10:00", "endsAt": "2027-05-10T11:15", "rooms": ["a", "b"], "speakers": [{"speaker": "p", "role": "MODERATOR"}],
			   "links": [{"url": "https://mer.example/", "title": "Mer"}, {"url": "https://direkt.example/", "kind": "STREAM"}, {"url": "https://egen.example/", "kind": "PAGE"}],
			   "image": "https://bild.example/s.png", "materials": [{"kind": "PRESENTATION", "url": "https://material.example/m.pdf"}], "capacity": 23, "ticketTypes": ["VIP"], "reservedSeats": {"seatCount": 2, "ticketTypes": ["Press"], "releasedAt": "2027-05-09T10:00"}, "booking": {"opensAt": "2027-05-01T10:00"}, "doNotRecord": true},
			  {"key": "gone", "kind": "LECTURE", "title": {"sv": "Inställd"}, "startsAt": "2027-05-11T10:00", "endsAt": "2027-05-11T11:00", "status": "CANCELLED"}],
			 "announcements": [{"key": "1", "text": {"sv": "Anslaget"}, "urgency": "INFO", "publishedAt": "2027-05-10T09:00"}]}""";

	/** How a value is found in what was read, by its row in the table. */
	private static final Map<String, Predicate<ProgrammeFile>> READ = new LinkedHashMap<>();

	static {
		READ.put("name of the event", (file) -> file.name().containsValue("Tabellen"));
		READ.put("first and last day", (file) -> "2027-05-10".equals(String.valueOf(file.startsOn())));
		READ.put("time zone", (file) -> "Europe/Stockholm".equals(file.timezone()));
		READ.put("day change", (file) -> "06:30".equals(String.valueOf(file.dayChange())));
		READ.put("venue", (file) -> file.venue() != null && String.valueOf(file.venue()).contains("Umeå"));
		READ.put("logo and page of the event",
				(file) -> "https://logga.example/l.png".equals(file.logo()) && !file.links().isEmpty());
		READ.put("organisers, seat rules, exhibition hours, announcements",
				(file) -> !file.organisers().isEmpty() && file.seatRules() != null && !file.announcements().isEmpty());
		READ.put("admission, rule for certificates",
				(file) -> file.admission() == EventAdmission.PARTICIPANTS && file.certificateRule() != null);
		READ.put("translations", (file) -> session(file).title().containsValue("The title"));
		READ.put("title", (file) -> session(file).title().containsValue("Titeln"));
		READ.put("subtitle", (file) -> String.valueOf(session(file).subtitle()).contains("Undertiteln"));
		READ.put("text", (file) -> String.valueOf(session(file).description()).contains("Brödtexten"));
		READ.put("start and end", (file) -> session(file).endsAt().toString().startsWith("2027-05-10T11:15"));
		READ.put("languages spoken", (file) -> session(file).languages().equals(List.of("sv", "fi")));
		READ.put("kind", (file) -> session(file).kind() == SessionKind.WORKSHOP);
		READ.put("track", (file) -> session(file).track() != null);
		READ.put("tags", (file) -> session(file).tags().contains("etikett"));
		READ.put("rooms", (file) -> file.rooms().stream().map(RoomEntry::name).toList().contains("Sal A"));
		READ.put("further rooms", (file) -> session(file).rooms().size() == 2);
		READ.put("capacity of rooms",
				(file) -> file.rooms().stream().anyMatch((room) -> Objects.equals(room.capacity(), 77)));
		READ.put("speakers", (file) -> file.speakers().stream().map(SpeakerEntry::name).toList().contains("Åsa Ek"));
		READ.put("roles of speakers",
				(file) -> session(file).speakers().stream().anyMatch((part) -> part.role() == SpeakerRole.MODERATOR));
		READ.put("biographies", (file) -> String.valueOf(file.speakers().getFirst().bio()).contains("Om Åsa"));
		READ.put("portraits", (file) -> "https://bild.example/a.png".equals(file.speakers().getFirst().portrait()));
		READ.put("titles and organisations of speakers",
				(file) -> "Staden".equals(file.speakers().getFirst().organisation()));
		READ.put("links",
				(file) -> session(file).links().stream().anyMatch((link) -> link.url().equals("https://mer.example/")));
		READ.put("page of the session",
				(file) -> session(file).links()
					.stream()
					.anyMatch((link) -> link.kind() == LinkKind.PAGE && link.url().equals("https://egen.example/")));
		READ.put("stream", (file) -> session(file).links().stream().anyMatch((link) -> link.kind() == LinkKind.STREAM));
		READ.put("image of the session", (file) -> "https://bild.example/s.png".equals(session(file).image()));
		READ.put("materials",
				(file) -> session(file).materials()
					.stream()
					.anyMatch((material) -> "https://material.example/m.pdf".equals(material.url())));
		READ.put("seats", (file) -> Objects.equals(session(file).capacity(), 23));
		READ.put("types of ticket, reserved seats",
				(file) -> session(file).ticketTypes().equals(List.of("VIP")) && session(file).reservedSeats() != null);
		READ.put("booking window", (file) -> session(file).booking() != null);
		READ.put("do not record", (file) -> Boolean.TRUE.equals(session(file).doNotRecord()));
		READ.put("cancelled",
				(file) -> file.sessions().stream().anyMatch((session) -> session.status() == SessionStatus.CANCELLED));
	}

	@Autowired
	private Clients clients;

	@ParameterizedTest
	@CsvSource({ "Plenum JSON, programme.json", "schedule.json, schedule.json", "schedule.xml, schedule.xml",
			"iCalendar, programme.ics", "JSON-LD, programme.jsonld", "tables, programme.csv",
			"tables, programme.xlsx" })
	void theTableSaysWhatAnExportedFileContains(String column, String name) throws IOException {
		String slug = "table-" + UUID.randomUUID().toString().substring(0, 8);
		this.clients.raw()
			.put()
			.uri("/events/{slug}/programme", slug)
			.headers((headers) -> headers.setBearerAuth(this.clients.token("admin")))
			.bodyValue(PROGRAMME.getBytes(StandardCharsets.UTF_8))
			.exchange()
			.expectStatus()
			.isOk();
		byte[] file = this.clients.raw()
			.get()
			.uri("/events/{slug}/{name}", slug, name)
			.headers((headers) -> headers.setBearerAuth(this.clients.token("admin")))
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.returnResult()
			.getResponseBody();
		ProgrammeFile read = ProgrammeReader.read(new ByteArrayResource(Objects.requireNonNull(file))).file();
		Map<String, Boolean> expected = new LinkedHashMap<>();
		Map<String, Boolean> found = new LinkedHashMap<>();
		Map<String, String> said = column(column);
		READ.forEach((row, isRead) -> {
			expected.put(row, Objects.requireNonNull(said.get(row), row).equals("both"));
			found.put(row, isRead.test(read));
		});
		assertThat(found).isEqualTo(expected);
	}

	@Test
	void theTableHasTheRowsOfThisTest() throws IOException {
		assertThat(column("Plenum JSON").keySet()).containsExactlyElementsOf(READ.keySet());
	}

	private static SessionEntry session(ProgrammeFile file) {
		return file.sessions()
			.stream()
			.filter((session) -> session.startsAt().toString().startsWith("2027-05-10T10:00"))
			.findFirst()
			.orElseThrow();
	}

	/** Returns the cells of a column of the table by the first cell of their row. */
	private static Map<String, String> column(String name) throws IOException {
		List<List<String>> rows = Files.readString(Path.of("docs/import-export.md"))
			.lines()
			.dropWhile((line) -> !line.startsWith("| value |"))
			.takeWhile((line) -> line.startsWith("|"))
			.map((line) -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
			.toList();
		int index = rows.getFirst().indexOf(name);
		Map<String, String> cells = new LinkedHashMap<>();
		rows.stream().skip(2).forEach((row) -> cells.put(row.get(1), row.get(index)));
		return cells;
	}

}
