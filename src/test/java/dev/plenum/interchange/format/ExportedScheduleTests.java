package dev.plenum.interchange.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.plenum.interchange.format.ProgrammeFile.MaterialEntry;
import dev.plenum.interchange.format.ProgrammeFile.RoomEntry;
import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerPart;
import dev.plenum.interchange.format.ProgrammeFile.TrackEntry;
import dev.plenum.interchange.reading.ProgrammeReader;
import dev.plenum.programme.document.Link;
import dev.plenum.programme.document.LinkKind;
import dev.plenum.programme.document.MaterialKind;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.programme.document.SpeakerType;
import dev.plenum.schedule.SessionStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Exported schedules of odd events are valid, other programs can read them, and Plenum
 * reads from them what it wrote.
 */
class ExportedScheduleTests {

	private static final int REVISION = 42;

	private static final Schema JSON_SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
		.getSchema(resource("/schedule/schedule.schema.json"));

	static Stream<ProgrammeFile> programmes() {
		return Stream.concat(IntStream.range(0, 60).mapToObj((seed) -> new OddProgramme(new Random(seed)).file()),
				Stream.of("aktuell-socialpolitik-2019", "socialchefsdagarna-2024", "socialrattsdagen-2021")
					.map((name) -> sample("/sample/" + name + ".json")));
	}

	private static ProgrammeFile sample(String name) {
		try {
			return ProgrammeReader.read(new ByteArrayResource(resource(name).getBytes(StandardCharsets.UTF_8))).file();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@ParameterizedTest
	@MethodSource("programmes")
	void theJsonIsValid(ProgrammeFile programme) {
		String file = json(programme);
		assertThat(JSON_SCHEMA.validate(file, InputFormat.JSON)).as(() -> file).isEmpty();
		JsonNode schedule = JsonMapper.shared().readTree(file).get("schedule");
		assertThat(schedule.get("version").asString()).contains("42");
		assertThat(file).doesNotContain("\"additional_rooms\":[]").doesNotContain("public_name");
		JsonNode days = schedule.path("conference").path("days");
		assertThat(schedule.path("conference").path("daysCount").asInt()).isEqualTo(days.size());
		List<JsonNode> events = days.findParents("guid").stream().filter((node) -> node.has("start")).toList();
		for (String name : List.of("guid", "id", "slug")) {
			assertThat(events).as(name).extracting((event) -> event.get(name)).doesNotHaveDuplicates();
		}
		assertThat(events.stream().filter((event) -> event.has("code")).map((event) -> event.get("code")))
			.doesNotHaveDuplicates();
		Map<String, Integer> persons = new HashMap<>();
		events.forEach((event) -> event.get("persons")
			.forEach((person) -> persons.put(person.get("guid").asString(), person.get("id").asInt())));
		assertThat(persons.values()).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@MethodSource("programmes")
	void theXmlIsValid(ProgrammeFile programme) {
		byte[] file = xml(programme);
		assertThatCode(() -> SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
			.newSchema(ExportedScheduleTests.class.getResource("/schedule/schedule.xsd"))
			.newValidator()
			.validate(new StreamSource(new ByteArrayInputStream(file))))
			.as(() -> new String(file, StandardCharsets.UTF_8))
			.doesNotThrowAnyException();
	}

	@ParameterizedTest
	@MethodSource("programmes")
	void plenumReadsWhatItWrote(ProgrammeFile programme) throws IOException {
		for (byte[] file : List.of(json(programme).getBytes(StandardCharsets.UTF_8), xml(programme))) {
			if (programme.sessions().stream().allMatch((session) -> session.status() == SessionStatus.CANCELLED)) {
				return;
			}
			ReadProgramme read = ProgrammeReader.read(new ByteArrayResource(file));
			assertThat(read.warnings()).allMatch((odd) -> odd.message().contains("is not a safe address"));
			assertThat(read.file().dayChange()).isEqualTo(programme.dayChange());
			assertThat(read.file().timezone()).isEqualTo(programme.timezone());
			assertThat(read.file().startsOn()).isEqualTo(programme.startsOn());
			ZoneId zone = ZoneId.of(Objects.requireNonNull(programme.timezone()));
			Map<String, String> rooms = new HashMap<>();
			programme.rooms().forEach((room) -> rooms.put(room.key(), room.name()));
			Map<String, List<Object>> written = new TreeMap<>();
			programme.sessions()
				.stream()
				.filter((session) -> session.status() != SessionStatus.CANCELLED)
				.forEach((session) -> written.put(Guids.of(session.key()),
						List.of(session.startsAt().in(zone), session.endsAt().in(zone),
								session.rooms().stream().map(rooms::get).toList(), session.speakers().size(),
								further(session))));
			Map<String, List<Object>> found = new TreeMap<>();
			read.file()
				.sessions()
				.forEach((session) -> found.put(session.key(), List.of(session.startsAt().in(zone),
						session.endsAt().in(zone), session.rooms(), session.speakers().size(), further(session))));
			assertThat(found).isEqualTo(written);
		}
	}

	private static Set<Link> further(SessionEntry session) {
		return session.links()
			.stream()
			.filter((link) -> link.kind() == null || link.kind() == LinkKind.STREAM)
			.collect(Collectors.toSet());
	}

	/**
	 * EventFahrplan counts the days by their index and date, needs the end of each day,
	 * and reads a time of day, a moment with an offset, and a duration in hours and
	 * minutes; three numbers are days, hours and minutes for it. Older versions take the
	 * time of day of a day's end for the time at which the day changes.
	 */
	@ParameterizedTest
	@MethodSource("programmes")
	void eventFahrplanCanReadTheXml(ProgrammeFile programme) {
		Document file = document(xml(programme));
		Set<String> dates = new HashSet<>();
		int last = 0;
		ZoneId zone = ZoneId.of(text(file.getDocumentElement(), "time_zone_name"));
		for (Element day : elements(file, "day")) {
			last = Math.max(last, Integer.parseInt(day.getAttribute("index")));
			dates.add(day.getAttribute("date"));
			LocalTime change = OffsetDateTime.parse(day.getAttribute("end")).toLocalTime();
			for (Element event : elements(day, "event")) {
				OffsetDateTime date = OffsetDateTime.parse(text(event, "date"));
				LocalTime start = LocalTime.parse(text(event, "start"), DateTimeFormatter.ofPattern("H:mm[:ss]"));
				assertThat(date.atZoneSameInstant(zone).toLocalTime().withSecond(0)).isEqualTo(start);
				LocalDate own = LocalDate.parse(day.getAttribute("date"));
				boolean first = day.getAttribute("index").equals("1");
				assertThat(date.atZoneSameInstant(zone).toLocalDate()).isIn(
						start.isBefore(change) ? own.plusDays(1) : own,
						first ? own : own.plusDays(start.isBefore(change) ? 1 : 0));
				assertThat(text(event, "duration").split(":")).hasSize(2);
				assertThat(text(event, "title")).isNotNull();
			}
		}
		assertThat(dates).hasSize(last);
		assertThat(text(file.getDocumentElement(), "version")).isNotBlank();
	}

	/**
	 * Giggity reads dates with offsets, durations below a day, the name of a known time
	 * zone, and needs an id or guid, a title, a start and a duration for each event.
	 */
	@ParameterizedTest
	@MethodSource("programmes")
	void giggityCanReadTheXml(ProgrammeFile programme) {
		Document file = document(xml(programme));
		assertThat(ZoneId.getAvailableZoneIds()).contains(text(file.getDocumentElement(), "time_zone_name"));
		DateTimeFormatter clock = DateTimeFormatter.ofPattern("H:mm[:ss]");
		for (Element day : elements(file, "day")) {
			assertThat(LocalDate.parse(day.getAttribute("date"))).isNotNull();
			for (Element room : elements(day, "room").stream().filter((room) -> room.hasAttribute("name")).toList()) {
				for (Element event : elements(room, "event")) {
					assertThat(event.getAttribute("id") + event.getAttribute("guid")).isNotBlank();
					assertThat(OffsetDateTime.parse(text(event, "date"))).isNotNull();
					assertThat(LocalTime.parse(text(event, "start"), clock)).isNotNull();
					assertThat(LocalTime.parse(text(event, "duration"), clock)).isAfter(LocalTime.MIDNIGHT);
					assertThat(elements(elements(event, "links").getFirst(), "link"))
						.allMatch((link) -> link.hasAttribute("href"));
					List<Element> pages = elements(event, "url");
					assertThat(pages.isEmpty() || pages.getLast().getParentNode() == event
							|| pages.stream().allMatch((page) -> page.getParentNode() != event))
						.isTrue();
				}
			}
		}
	}

	/**
	 * ConfClerk stores events and persons by integers, finds events in named rooms of
	 * days, and reads times and durations of two digits each.
	 */
	@ParameterizedTest
	@MethodSource("programmes")
	void confClerkCanReadTheXml(ProgrammeFile programme) {
		Document file = document(xml(programme));
		Map<Integer, String> persons = new HashMap<>();
		Set<Integer> events = new HashSet<>();
		assertThat(text(file.getDocumentElement(), "timeslot_duration")).matches("\\d\\d:\\d\\d");
		assertThat(LocalDate.parse(text(file.getDocumentElement(), "start")))
			.isBeforeOrEqualTo(LocalDate.parse(text(file.getDocumentElement(), "end")));
		for (Element event : elements(file, "event")) {
			Element room = (Element) event.getParentNode();
			assertThat(room.getTagName()).isEqualTo("room");
			assertThat(room.getAttribute("name")).isEqualTo(text(event, "room"));
			assertThat(((Element) room.getParentNode()).getTagName()).isEqualTo("day");
			assertThat(events.add(Integer.valueOf(event.getAttribute("id")))).isTrue();
			assertThat(text(event, "start")).matches("\\d\\d:\\d\\d");
			assertThat(text(event, "duration")).matches("[01]\\d:[0-5]\\d|2[0-3]:[0-5]\\d");
			for (Element person : elements(event, "person")) {
				String guid = person.getAttribute("guid");
				assertThat(persons.put(Integer.valueOf(person.getAttribute("id")), guid)).isIn(null, guid);
			}
		}
	}

	@Test
	void idsStayTheSameIfOtherSessionsChange() {
		ProgrammeFile programme = new OddProgramme(new Random(7)).file();
		ProgrammeFile fewer = programme
			.with(programme.sessions().stream().filter((session) -> session.facts().isEmpty()).toList());
		assertThat(fewer.sessions()).hasSizeBetween(1, programme.sessions().size() - 1);
		assertThat(ids(programme)).containsAllEntriesOf(ids(fewer));
	}

	private static Map<String, String> ids(ProgrammeFile programme) {
		Map<String, String> ids = new HashMap<>();
		JsonMapper.shared()
			.readTree(json(programme))
			.findParents("start")
			.stream()
			.filter((event) -> event.has("guid"))
			.forEach((event) -> ids.put(event.get("guid").asString(), event.get("id") + " " + event.get("slug")));
		return ids;
	}

	private static String json(ProgrammeFile programme) {
		return new String(ProgrammeWriter.write(programme, REVISION, FileFormat.SCHEDULE_JSON), StandardCharsets.UTF_8);
	}

	private static byte[] xml(ProgrammeFile programme) {
		return ProgrammeWriter.write(programme, REVISION, FileFormat.SCHEDULE_XML);
	}

	private static Document document(byte[] file) {
		try {
			return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(file));
		}
		catch (SAXException | IOException | ParserConfigurationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<Element> elements(org.w3c.dom.Node in, String name) {
		NodeList found = (in instanceof Document document) ? document.getElementsByTagName(name)
				: ((Element) in).getElementsByTagName(name);
		return IntStream.range(0, found.getLength()).mapToObj((i) -> (Element) found.item(i)).toList();
	}

	private static String text(Element in, String name) {
		return elements(in, name).getFirst().getTextContent();
	}

	private static String resource(String name) {
		try (InputStream bytes = Objects.requireNonNull(ExportedScheduleTests.class.getResourceAsStream(name))) {
			return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** An event with all the oddities that Plenum stores. */
	private static final class OddProgramme {

		private static final List<String> ZONES = List.of("Europe/Stockholm", "America/Sao_Paulo", "Etc/GMT-2",
				"US/Eastern", "Etc/UTC", "Australia/Lord_Howe");

		private static final List<String> DAYS = List.of("2027-03-27", "2027-10-30", "2027-06-01", "2018-11-03");

		private static final List<String> TITLES = List.of("Öppet hus", "Oppet hus", "Åäö", "Talk & <b>more</b>",
				"A\u0007bell", "…", "Keynote ]]> ?> -->", "\uD83D\uDE00");

		private static final List<String> ODD_FACTS = List.of("0", "12", "12", "007", "abc", "ABC123", "ABC123",
				"abc123", "öppet-hus", "talk", "2027-talk-about", "https://example.org/x", "/relative/x.png",
				"urn:uuid:x", "a\"b", "lecturehall", "Saal", "2cb0ad87-0b9c-4b5c-b7c4-6d3d6bd5e9a1");

		private final Random random;

		private final List<String> rooms = new ArrayList<>();

		private ZoneId zone = ZoneId.of("UTC");

		OddProgramme(Random random) {
			this.random = random;
		}

		ProgrammeFile file() {
			this.zone = ZoneId.of(one(ZONES));
			LocalDate first = LocalDate.parse(one(DAYS));
			LocalDate last = first.plusDays(this.random.nextInt(4));
			List<RoomEntry> places = IntStream.range(0, this.random.nextInt(4))
				.mapToObj((i) -> new RoomEntry("room " + i, "Sal " + i + one(TITLES).replace("\u0007", ""),
						(i > 0) ? i : null, null, null, null, facts("guid", "slug", "type", "description", "url")))
				.toList();
			places.forEach((room) -> this.rooms.add(room.key()));
			List<TrackEntry> tracks = List.of(new TrackEntry("t", Map.of("sv", "Spår"), "#00aaff", facts("slug")));
			List<SpeakerEntry> speakers = IntStream.range(0, 4)
				.mapToObj((i) -> new SpeakerEntry("speaker " + i, "Åsa " + i, SpeakerType.PERSON, List.of(), null,
						Map.of("sv", "Om Åsa"), null, null, "https://example.org/" + i + ".png",
						List.of(new Link(null, "https://example.org/")), facts("id", "code")))
				.toList();
			List<SessionEntry> sessions = IntStream.range(0, this.random.nextInt(25))
				.mapToObj((i) -> session(i, first, last))
				.toList();
			LocalTime change = this.random.nextBoolean() ? null : LocalTime.of(9, 30);
			return new ProgrammeFile("odd-" + this.random.nextInt(10), Map.of("sv", "Udda"), null, null, null, null,
					first, last, change, this.zone.getId(), List.of("sv"), null, List.of(), null, List.of(), List.of(),
					Map.of(), null, null, null, null, null, List.of(), List.of(), null, null, List.of(), List.of(),
					null, null, facts("acronym", "base_url", "url", "logo", "timeslot_duration", "description"), places,
					tracks, speakers, sessions, List.of());
		}

		private SessionEntry session(int number, LocalDate first, LocalDate last) {
			LocalDateTime start = first.atStartOfDay()
				.plusMinutes(this.random
					.nextInt((int) Duration.between(first.atStartOfDay(), last.plusDays(1).atTime(3, 0)).toMinutes()))
				.plusSeconds((this.random.nextInt(5) == 0) ? 30 : 0);
			Duration length = switch (this.random.nextInt(12)) {
				case 0 -> Duration.ofHours(30);
				case 1 -> Duration.ofDays(5);
				case 2 -> Duration.ofMinutes(45).plusSeconds(20);
				case 3 -> Duration.ofSeconds(10);
				default -> Duration.ofMinutes(1 + this.random.nextInt(300));
			};
			List<String> places = this.rooms.stream().filter((_) -> this.random.nextInt(3) == 0).toList();
			return new SessionEntry(
					this.random.nextInt(3) == 0 ? "4be7e5e5-0000-4000-8000-%012d".formatted(number) : "s/" + number,
					one(List.of(SessionKind.values())), Map.of("sv", one(TITLES)),
					this.random.nextBoolean() ? null : Map.of("sv", "Under"),
					this.random.nextBoolean() ? null : Map.of("sv", "Text\n\nmer " + one(TITLES)), null, "sv",
					List.of("sv"), this.random.nextBoolean() ? null : "t", List.of(),
					Moment.of(start.atZone(this.zone).toInstant(), this.zone),
					Moment.of(start.atZone(this.zone).toInstant().plus(length), this.zone),
					(this.random.nextInt(6) == 0) ? SessionStatus.CANCELLED : null, places,
					IntStream.range(0, this.random.nextInt(3))
						.mapToObj((i) -> new SpeakerPart("speaker " + i, null, null))
						.toList(),
					List.of(), List.of(),
					List.of(new MaterialEntry(MaterialKind.FILM, null, "https://example.org/film.mp4", null, null)),
					List.of(new Link("Länk", "https://example.org/a?b=c#d"), new Link(null, "mailto:ada@example.org"),
							new Link("Sänds", "https://stream.example.org/", LinkKind.STREAM)),
					null, null, null, null, List.of(), null, null, this.random.nextBoolean(), null, List.of(),
					facts("id", "slug", "code", "url", "logo", "type", "recording_license", "feedback_url",
							"origin_url", "recording_url", "recording_link", "video_download_url", "abstract_length"));
		}

		private Map<String, String> facts(String... names) {
			Map<String, String> facts = new HashMap<>();
			if (this.random.nextInt(3) > 0) {
				for (String name : names) {
					if (this.random.nextInt(3) == 0) {
						facts.put(name, name.equals("abstract_length") ? "4" : one(ODD_FACTS));
					}
				}
			}
			return facts;
		}

		private <T> T one(List<T> all) {
			return all.get(this.random.nextInt(all.size()));
		}

	}

}
