package dev.plenum.interchange;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.plenum.Clients;
import dev.plenum.DatabaseCommands;
import dev.plenum.LiveServer;
import dev.plenum.NewEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.client.SubscriptionErrorException;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Imports programme files repeatedly.
 */
@Tag("slow")
@LiveServer
class ImportTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	@Autowired
	private Clients clients;

	@Autowired
	private DatabaseCommands commands;

	private final String slug = "import-" + UUID.randomUUID().toString().substring(0, 8);

	private final ScheduleFile file = congress();

	@Test
	void theFirstImportCreatesTheEventWithoutNotifyingOfAdditions() {
		JsonNode report = put("", this.file.json());
		assertThat(report.get("created").asBoolean()).isTrue();
		assertThat(report.get("added")).hasSize(20 + 3);
		assertThat(report.get("revision").asInt()).isZero();
		JsonNode event = event(
				"name timezone revision startsOn endsOn rooms { name } sessions(first: 100) { totalCount }"
						+ " changes(afterRevision: 0) { totalCount } speakers { nodes { name } }");
		assertThat(event.get("name").asString()).isEqualTo("Test Congress");
		assertThat(event.get("timezone").asString()).isEqualTo("Europe/Berlin");
		assertThat(event.get("startsOn").asString()).isEqualTo("2027-12-27");
		assertThat(event.at("/sessions/totalCount").asInt()).isEqualTo(20);
		assertThat(event.at("/changes/totalCount").asInt()).isZero();
		assertThat(event.get("speakers").findValuesAsString("name")).containsExactly("Ada", "Grace", "Linus");
	}

	@Test
	void eachChangedSessionIsOneChangeOfTheScheduleAndIsSentOnce() {
		put("", this.file.json());
		List<String> heard = new CopyOnWriteArrayList<>();
		Disposable listener = listen(heard);
		this.file.event("g1", "Talk 1", "2027-12-27T13:30:00+01:00", "Saal 2", "Grace")
			.event("g2", "Talk two", "2027-12-27T11:00:00+01:00", "Saal 1", "Grace")
			.event("new", "New talk", "2027-12-28T23:30:00+01:00", "Saal 9");
		JsonNode report = put("", this.file.json());
		assertThat(report.get("revision").asInt()).isEqualTo(2);
		assertThat(names(report, "added")).containsExactly("New talk");
		assertThat(names(report, "changed")).containsExactlyInAnyOrder("Talk 1", "Talk two", "Test Congress");
		assertThat(report.get("changed").findValuesAsString("field")).contains("time", "rooms", "speakers", "title.en");
		assertThat(report.get("unchanged").asInt()).isEqualTo(18);
		await().atMost(PATIENCE).until(() -> heard.size() >= 2);
		JsonNode again = put("", this.file.json());
		assertThat(again.get("unchanged").asInt()).isEqualTo(21);
		assertThat(again.get("revision").asInt()).isEqualTo(2);
		assertThat(heard).containsExactlyInAnyOrder("Talk 1 [MOVED_TIME, MOVED_ROOM, SPEAKERS]", "New talk [ADDED]");
		listener.dispose();
	}

	@Test
	void theSameInstantWithAnotherOffsetIsNoChange() {
		put("", this.file.json());
		JsonNode report = put("",
				this.file.with("g1", "date", "2027-12-27T09:00:00+00:00")
					.with("g2", "date", "2027-12-27T12:00:00+02:00")
					.json());
		assertThat(names(report, "changed")).isEmpty();
		assertThat(report.get("revision").asInt()).isZero();
	}

	@Test
	void aDryRunHasTheSameReportAndChangesNothing() {
		assertThat(put("?dryRun=true", this.file.json()).get("added")).hasSize(23);
		assertThat(send("admin", "?dryRun", new byte[0]).getStatus()).isEqualTo(HttpStatus.BAD_REQUEST);
		this.clients.raw().get().uri("/events/{slug}/schedule.json", this.slug).exchange().expectStatus().isNotFound();
		put("", this.file.json());
		this.file.event("g1", "Talk 1", "2027-12-27T14:00:00+01:00", "Saal 1", "Ada");
		JsonNode dry = put("?dryRun=true", this.file.json());
		assertThat(dry.get("revision").asInt()).isEqualTo(1);
		assertThat(event("revision").get("revision").asInt()).isZero();
		JsonNode wet = put("", this.file.json());
		assertThat(wet.get("changed")).isEqualTo(dry.get("changed"));
		assertThat(event("revision").get("revision").asInt()).isEqualTo(1);
	}

	@Test
	void aMissingSessionIsReportedFirstAndCancelledOnRequest() {
		put("", this.file.json());
		this.file.without("g3");
		JsonNode report = put("", this.file.json());
		assertThat(names(report, "missing")).containsExactly("Talk 3");
		assertThat(report.get("cancelled")).isEmpty();
		assertThat(event("revision").get("revision").asInt()).isZero();
		assertThat(names(put("", this.file.json()), "missing")).containsExactly("Talk 3");
		JsonNode removal = put("?remove=true", this.file.json());
		assertThat(names(removal, "cancelled")).containsExactly("Talk 3");
		assertThat(removal.get("missing")).isEmpty();
		assertThat(event("sessions(filter: {status: CANCELLED}) { nodes { title } }").findValuesAsString("title"))
			.containsExactly("Talk 3");
		assertThat(put("", this.file.json()).get("cancelled")).isEmpty();
		this.file.event("g3", "Talk 3", "2027-12-27T12:00:00+01:00", "Saal 1", "Linus");
		assertThat(put("", this.file.json()).get("changed").findValuesAsString("inFile")).containsExactly("SCHEDULED");
		assertThat(event("changes(afterRevision: 0) { nodes { kinds } }").findValues("kinds").toString())
			.isEqualTo("[[\"CANCELLED\"], [\"REINSTATED\"]]");
	}

	@Test
	void missingMoreThanATenthRequiresConfirmation() {
		put("", this.file.json());
		this.file.without("g3").without("g4").without("g5");
		EntityExchangeResult<byte[]> refused = send("admin", "", this.file.json());
		assertThat(refused.getStatus()).isEqualTo(HttpStatus.CONFLICT);
		assertThat(body(refused).toString()).contains("3 of 20 sessions", "remove=true");
		assertThat(names(put("?remove=true", this.file.json()), "cancelled")).hasSize(3);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			persons     | []                                          | 3 of 20 sessions lose their speakers
			room        | ""                                          | 3 of 20 sessions lose their room
			description | ""                                          | 3 of 20 sessions lose their text
			links       | []                                          | 3 of 20 sessions lose their links
			attachments | []                                          | 3 of 20 sessions lose their materials
			track       | null                                        | 3 of 20 sessions lose their track
			duration    | ""                                          | 3 of 20 sessions lose their time or duration
			date        | "soon"                                      | 3 of 20 sessions lose their time or duration
			""")
	void losingAnythingOfMoreThanATenthRequiresConfirmation(String name, String lost, String message) {
		for (int i = 1; i <= 20; i++) {
			this.file.with("g" + i, "description", "About " + i)
				.with("g" + i, "links", List.of("https://example.org/" + i))
				.with("g" + i, "attachments", List.of(Map.of("url", "https://example.org/%d.pdf".formatted(i))))
				.with("g" + i, "track", "Art");
		}
		put("", this.file.json());
		Object value = JsonMapper.shared().readValue(lost, Object.class);
		this.file.with("g1", name, value).with("g2", name, value);
		assertThat(send("admin", "?dryRun=true", this.file.json()).getStatus()).as("not more than a tenth")
			.isEqualTo(HttpStatus.OK);
		this.file.with("g3", name, value);
		EntityExchangeResult<byte[]> refused = send("admin", "", this.file.json());
		assertThat(refused.getStatus()).isEqualTo(HttpStatus.CONFLICT);
		assertThat(body(refused).toString()).contains(message, "remove=true");
		JsonNode report = put("?remove=true", this.file.json());
		assertThat(report.get("changed").size() + report.get("cancelled").size()).isPositive();
		assertThat(put("", this.file.json()).get("changed")).as("nothing more is lost").isEmpty();
	}

	@Test
	void aSpeakerWithoutASessionIsNotShownUntilThereIsOneAgain() {
		this.file.event("g1", "Talk 1", "2027-12-27T10:00:00+01:00", "Saal 1", "Ada", "Zoe");
		put("", this.file.json());
		assertThat(shown("Zoe")).containsExactly(true, true, true, true, true);
		this.file.event("g1", "Talk 1", "2027-12-27T10:00:00+01:00", "Saal 1", "Ada");
		put("", this.file.json());
		assertThat(shown("Zoe")).containsExactly(false, false, false, false, false);
		assertThat(shown("Ada")).containsExactly(true, true, true, true, true);
		assertThat(node(this.clients.administrator()
			.document("{ event(slug: \"%s\") { speakers(withoutSession: true) { nodes { name } } } }"
				.formatted(this.slug))
			.execute()
			.path("event")
			.entity(Map.class)
			.get()).findValuesAsString("name")).contains("Zoe");
		this.file.event("g2", "Talk 2", "2027-12-27T11:00:00+01:00", "Saal 1", "Grace", "Zoe");
		put("", this.file.json());
		assertThat(shown("Zoe")).containsExactly(true, true, true, true, true);
	}

	/** Whether a name is in the public list, the search, and the three public files. */
	private List<Boolean> shown(String name) {
		List<Boolean> shown = new ArrayList<>();
		await().atMost(PATIENCE).untilAsserted(() -> {
			shown.clear();
			shown.add(event("speakers { nodes { name } }").toString().contains(name));
			shown
				.add(event("search(text: \"%s\", in: [SPEAKER]) { object { ... on Speaker { name } } }".formatted(name))
					.toString()
					.contains(name));
			for (String file : List.of("programme.json", "schedule.json", "schedule.xml")) {
				shown.add(new String(Objects.requireNonNull(this.clients.raw()
					.get()
					.uri("/events/{slug}/{file}", this.slug, file)
					.exchange()
					.expectBody()
					.returnResult()
					.getResponseBody()), StandardCharsets.UTF_8).contains(name));
			}
			assertThat(shown).as("the search is built soon afterwards").doesNotContain(!shown.getFirst());
		});
		return shown;
	}

	@Test
	void anImportSendsAsManyCommandsForManySessionsAsForFew() {
		List<Integer> counts = new ArrayList<>();
		for (int size : List.of(20, 200)) {
			ScheduleFile sized = new ScheduleFile();
			for (int i = 0; i < size; i++) {
				sized.event("c" + i, "Talk " + i, "2027-12-27T10:00:00+01:00", "Saal " + i, "Person " + i);
			}
			String event = this.slug + "-" + size;
			for (String start : List.of("T10:00:00", "T11:00:00")) {
				for (int i = 0; i < size; i++) {
					sized.with("c" + i, "date", "2027-12-27" + start + "+01:00")
						.with("c" + i, "start", start.substring(1, 6));
				}
				this.commands.reset();
				assertThat(send(event, "admin", "", sized.json()).getStatus()).isEqualTo(HttpStatus.OK);
				counts.add(this.commands.askedOf("events", "sessions", "speakers", "schedules", "imports").size());
			}
		}
		assertThat(counts).as("of 20, 20, 200 and 200 sessions").allMatch((count) -> count <= 30);
	}

	@Test
	void aLargeScheduleWithTwoHashesInItsLinksLosesNothing() {
		int links = 2_800;
		StringBuilder events = new StringBuilder();
		for (int i = 0; i < 900; i++) {
			events.append(
					"<event guid=\"g%d\" id=\"%d\"><date>2027-01-%02dT%02d:%02d:00+01:00</date><start>%02d:%02d</start><duration>00:25</duration><room>K.%d</room><title>Talk %d</title><track>Track %d</track><type>devroom</type><language>en</language><abstract>&lt;p&gt;About %d&lt;/p&gt;</abstract><persons><person id=\"%d\">Person %d</person></persons><attachments><attachment href=\"https://fosdem.example.org/%d.pdf\">Slides</attachment></attachments><links>"
						.formatted(i, i + 1, 30 + i / 450, 9 + i % 9, 30 * (i / 9 % 2), 9 + i % 9, 30 * (i / 9 % 2),
								i / 18 % 25, i, i % 60, i, i, i, i));
			int own = links * (i + 1) / 900 - links * i / 900;
			for (int j = 0; j < own; j++) {
				events.append(
						"<link href=\"https://chat.example.org/#/room/#2027-%d-%d:example.org?web-instance[element.io]=example.org\">Room %d</link>"
							.formatted(i, j, j));
			}
			events.append("</links></event>");
		}
		String xml = "<schedule><conference><acronym>f</acronym><title>F</title><start>2027-01-30</start><end>2027-01-31</end><time_zone_name>Europe/Brussels</time_zone_name></conference><day date=\"2027-01-30\"><room name=\"K.0\">%s</room></day></schedule>"
			.formatted(events);
		JsonNode report = put("", xml.getBytes(StandardCharsets.UTF_8));
		assertThat(report.get("warnings")).isEmpty();
		JsonNode programme = JsonMapper.shared()
			.readTree(new String(Objects.requireNonNull(this.clients.raw()
				.mutate()
				.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(16 << 20))
				.build()
				.get()
				.uri("/events/{slug}/programme.json", this.slug)
				.exchange()
				.expectBody()
				.returnResult()
				.getResponseBody()), StandardCharsets.UTF_8));
		assertThat(programme.get("sessions")).hasSize(900);
		assertThat(programme.get("speakers")).hasSize(900);
		assertThat(programme.get("rooms")).hasSize(25);
		assertThat(programme.get("tracks")).hasSize(60);
		assertThat(programme.get("sessions")
			.findValuesAsString("url")
			.stream()
			.filter((url) -> url.contains("/#/room/%23"))).hasSize(links);
		assertThat(programme.get("sessions").findValuesAsString("url").stream().filter((url) -> url.endsWith(".pdf")))
			.hasSize(900);
	}

	@Test
	void addressesAndPicturesAreReadableAndReturnInEveryFile() {
		this.file.with("g1", "url", "https://conf.example.org/1")
			.with("g1", "feedback_url", "/1/feedback")
			.with("g1", "recording_url", "https://media.example.org/v/1")
			.with("g1", "video_download_url", "https://media.example.org/1.mp4")
			.with("g1", "logo", "1.png")
			.with("g1", "language", "German and English")
			.with("g1", "links",
					List.of(Map.of("url", "https://live.example.org/1", "type", "stream", "title", "Live")))
			.conference("base_url", "https://conf.example.org/")
			.conference("url", "https://conf.example.org/home")
			.conference("logo", "https://conf.example.org/logo.png")
			.conference("venue", "CCH")
			.conference("city", "Hamburg");
		put("", this.file.json());
		String selection = "venue { name city } logo links { url kind } sessions(first: 1) { nodes { image languages links { title url kind } materials { kind url } } }";
		String before = event(selection).toString();
		assertThat(before).isEqualTo("{\"venue\":{\"name\":\"CCH\",\"city\":\"Hamburg\"},"
				+ "\"logo\":\"https://conf.example.org/logo.png\","
				+ "\"links\":[{\"url\":\"https://conf.example.org/home\",\"kind\":\"PAGE\"}],"
				+ "\"sessions\":{\"nodes\":[{\"image\":\"https://conf.example.org/1.png\",\"languages\":[\"de\",\"en\"],"
				+ "\"links\":[{\"title\":\"Live\",\"url\":\"https://live.example.org/1\",\"kind\":\"STREAM\"},"
				+ "{\"title\":null,\"url\":\"https://conf.example.org/1\",\"kind\":\"PAGE\"},"
				+ "{\"title\":null,\"url\":\"https://conf.example.org/1/feedback\",\"kind\":\"FEEDBACK\"}],"
				+ "\"materials\":[{\"kind\":\"FILM\",\"url\":\"https://media.example.org/v/1\"},"
				+ "{\"kind\":\"FILM\",\"url\":\"https://media.example.org/1.mp4\"}]}]}}");
		for (String file : List.of("programme.json", "schedule.json", "schedule.xml")) {
			byte[] exported = this.clients.raw()
				.get()
				.uri("/events/{slug}/{file}", this.slug, file)
				.exchange()
				.expectBody()
				.returnResult()
				.getResponseBody();
			JsonNode report = put("", exported);
			assertThat(report.get("changed")).as(file).isEmpty();
			assertThat(event(selection).toString()).as(file).isEqualTo(before);
		}
	}

	@Test
	void sessionsWithTheSameGuidKeepTheirIdentityWhenOneIsAddedOrDropped() {
		this.file.repeated("s", "Tour", "2027-12-27T10:00:00+01:00", "2027-12-27T14:00:00+01:00");
		put("", this.file.json());
		Map<String, String> before = starts();
		this.file.repeated("s", "Tour", "2027-12-27T09:00:00+01:00", "2027-12-27T10:00:00+01:00",
				"2027-12-27T14:00:00+01:00");
		JsonNode report = put("", this.file.json());
		assertThat(names(report, "added")).containsExactly("Tour");
		assertThat(names(report, "changed")).doesNotContain("Tour");
		assertThat(starts()).containsAllEntriesOf(before).hasSize(before.size() + 1);
		this.file.repeated("s", "Tour", "2027-12-27T14:00:00+01:00");
		JsonNode dropped = put("?remove=true", this.file.json());
		assertThat(names(dropped, "cancelled")).containsExactly("Tour", "Tour");
		assertThat(dropped.get("unchanged").asInt()).isEqualTo(21);
	}

	@Test
	void anOddFileIsRejectedOnlyOnRequest() {
		this.file.with("g1", "duration", "soon");
		EntityExchangeResult<byte[]> refused = send("admin", "?strict=true", this.file.json());
		assertThat(refused.getStatus()).isEqualTo(HttpStatus.BAD_REQUEST);
		assertThat(body(refused).toString()).contains("'soon' is not a duration");
		JsonNode report = put("", this.file.json());
		assertThat(report.at("/warnings/0/count").asInt()).isEqualTo(1);
		assertThat(report.get("added")).hasSize(20 + 3);
	}

	private Map<String, String> starts() {
		Map<String, String> starts = new HashMap<>();
		event("sessions(first: 100) { nodes { id startsAt } }").at("/sessions/nodes")
			.forEach((node) -> starts.put(node.get("id").asString(), node.get("startsAt").asString()));
		return starts;
	}

	@Test
	void valuesThatOrganisersChangedAreKeptUnlessTheImportOverwrites() {
		put("", this.file.json());
		String id = event("sessions(first: 1) { nodes { id } }").at("/sessions/nodes/0/id").asString();
		this.clients.administrator()
			.document(
					"""
							mutation ($event: ID!, $id: ID!) {
							  changeSchedule(input: {eventId: $event, edits: [{cancel: {sessionId: $id}}]}) { ... on ScheduleChanged { event { revision } } }
							  putSession(input: {eventId: $event, id: $id, title: [{lang: "en", text: "Ours"}], capacity: 20, ticketTypes: ["Full"],
							    reservedSeats: {seatCount: 5, ticketTypes: ["VIP"], releasedAt: "2027-12-01T00:00:00Z"}}) { ... on SessionPut { session { title } } } }""")
			.variable("event", event("id").get("id").asString())
			.variable("id", id)
			.executeAndVerify();
		this.file.event("g1", "Theirs", "2027-12-27T15:00:00+01:00", "Saal 1", "Ada");
		JsonNode report = put("", this.file.json());
		assertThat(report.get("kept").findValuesAsString("field")).containsExactlyInAnyOrder("title.en", "status");
		assertThat(report.get("kept").findValuesAsString("stored")).containsExactlyInAnyOrder("Ours", "CANCELLED");
		assertThat(report.get("changed").findValuesAsString("field")).containsExactly("time");
		JsonNode session = session(id);
		assertThat(session.get("title").asString()).isEqualTo("Ours");
		assertThat(session.get("status").asString()).isEqualTo("CANCELLED");
		assertThat(put("", this.file.json()).get("kept").findValuesAsString("field"))
			.containsExactlyInAnyOrder("title.en", "status");
		assertThat(put("?overwrite=true", this.file.json()).get("kept")).isEmpty();
		session = session(id);
		assertThat(session.get("title").asString()).isEqualTo("Theirs");
		assertThat(session.get("status").asString()).isEqualTo("SCHEDULED");
		assertThat(session.get("capacity").asInt()).as("a value that the format cannot express").isEqualTo(20);
		assertThat(session.get("ticketTypes").valueStream()).extracting(JsonNode::asString).containsExactly("Full");
		assertThat(session.get("reservedSeats").toString()).as("values that no format can express")
			.isEqualTo("{\"seatCount\":5,\"ticketTypes\":[\"VIP\"],\"releasedAt\":\"2027-12-01T01:00:00+01:00\"}");
	}

	@Test
	void clashesAreReportedAndDoNotPreventAnImport() {
		this.file.event("g2", "Talk 2", "2027-12-27T10:30:00+01:00", "Saal 1", "Ada");
		JsonNode report = put("", this.file.json());
		assertThat(report.get("clashes").findValuesAsString("room")).contains("Saal 1");
		assertThat(put("", this.file.json()).get("clashes")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			,          401
			attendee,  403
			stranger,  403
			own,       200
			admin,     200""")
	void onlyOrganisersAndAdministratorsImport(String subject, int status) {
		NewEvent event = NewEvent.on(this.clients);
		String who = "own".equals(subject) ? event.organiser() : "stranger".equals(subject) ? "organiser" : subject;
		assertThat(send(event.slug(), who, "", this.file.json()).getStatus().value()).isEqualTo(status);
		if (status != 200) {
			assertThat(send(this.slug, who, "", this.file.json()).getStatus().value())
				.isEqualTo((who == null) ? 401 : 404);
		}
	}

	@Test
	void sessionsThatWereCreatedInPlenumStayBesideImportedOnes() {
		NewEvent event = NewEvent.on(this.clients);
		byte[] first = this.file.json();
		JsonNode report = body(send(event.slug(), event.organiser(), "", first));
		assertThat(report.get("first").asBoolean()).isFalse();
		assertThat(report.get("revision").asInt()).isEqualTo(22);
		assertThat(body(send(event.slug(), event.organiser(), "", first)).get("missing")).isEmpty();
	}

	@Test
	void simultaneousImportsResultInAStateOfOneAfterTheOther() {
		put("", this.file.json());
		byte[] one = this.file.event("g1", "Talk 1", "2027-12-27T20:00:00+01:00", "Saal 1", "Ada").json();
		byte[] other = congress().event("g2", "Talk 2", "2027-12-27T21:00:00+01:00", "Saal 1", "Grace")
			.event("extra", "Extra", "2027-12-27T22:00:00+01:00", "Saal 3")
			.json();
		List<byte[]> files = new ArrayList<>(List.of(one, other, one, other, one, other));
		List<Integer> statuses = Flux.fromIterable(files)
			.flatMap((sent) -> reactor.core.publisher.Mono.fromCallable(() -> send("admin", "?remove=true", sent))
				.subscribeOn(Schedulers.boundedElastic()))
			.map((answer) -> answer.getStatus().value())
			.collectList()
			.block(PATIENCE.multipliedBy(3));
		assertThat(statuses).containsOnly(200);
		JsonNode last = put("?remove=true", one);
		assertThat(last.get("kept")).isEmpty();
		JsonNode sessions = event("sessions(first: 100) { nodes { title startsAt status } }").at("/sessions/nodes");
		assertThat(sessions).anySatisfy((session) -> assertThat(session.toString()).contains("Talk 1", "20:00"))
			.anySatisfy((session) -> assertThat(session.toString()).contains("Talk 2", "11:00"))
			.filteredOn((session) -> session.get("title").asString().equals("Extra"))
			.allSatisfy((session) -> assertThat(session.get("status").asString()).isEqualTo("CANCELLED"));
	}

	@Test
	void ofMoreThanAThousandChangesTheLastAreKeptAndOthersRequireAResync() {
		ScheduleFile many = new ScheduleFile();
		for (int i = 0; i < 1100; i++) {
			many.event("m" + i, "Talk " + i, "2027-12-27T10:00:00+01:00", "Saal " + i);
		}
		put("", many.json());
		List<String> heard = new CopyOnWriteArrayList<>();
		Disposable listener = listen(heard);
		for (int i = 0; i < 1100; i++) {
			many.with("m" + i, "date", "2027-12-27T11:00:00+01:00");
		}
		JsonNode report = put("", many.json());
		assertThat(report.get("revision").asInt()).isEqualTo(1100);
		assertThat(report.get("changed")).hasSize(1100);
		JsonNode event = event("revision changes(afterRevision: 100, first: 1) { totalCount nodes { revision } }");
		assertThat(event.get("revision").asInt()).isEqualTo(1100);
		assertThat(event.at("/changes/totalCount").asInt()).isEqualTo(1000);
		assertThat(event.at("/changes/nodes/0/revision").asInt()).isEqualTo(101);
		this.clients.anonymous()
			.document("{ event(slug: \"%s\") { changes(afterRevision: 99) { totalCount } } }".formatted(this.slug))
			.execute()
			.errors()
			.satisfy(
					(errors) -> assertThat(errors.getFirst().getExtensions()).containsEntry("code", "RESYNC_REQUIRED"));
		await().atMost(PATIENCE).until(() -> heard.size() == 1);
		assertThat(heard).containsExactly("RESYNC_REQUIRED");
		assertThat(put("", many.json()).get("unchanged").asInt()).isEqualTo(1100);
		listener.dispose();
	}

	private static ScheduleFile congress() {
		ScheduleFile file = new ScheduleFile();
		String[] persons = { "Ada", "Grace", "Linus" };
		for (int i = 1; i <= 20; i++) {
			file.event("g" + i, "Talk " + i,
					"2027-12-%dT%d:00:00+01:00".formatted((i <= 10) ? 27 : 28, 10 + (i - 1) % 10), "Saal 1",
					persons[(i - 1) % 3]);
		}
		return file;
	}

	private Disposable listen(List<String> heard) {
		return this.clients.listener()
			.document(
					"subscription ($event: ID!) { scheduleChanged(eventId: $event, afterRevision: 0) { kinds session { title } } }")
			.variable("event", event("id").get("id").asString())
			.executeSubscription()
			.toFlux()
			.map((response) -> response.path("scheduleChanged.session.title").entity(String.class).get() + " "
					+ response.path("scheduleChanged.kinds").entityList(String.class).get())
			.onErrorResume(SubscriptionErrorException.class,
					(ex) -> Flux.just(String.valueOf(ex.getErrors().getFirst().getExtensions().get("code"))))
			.subscribe(heard::add);
	}

	private JsonNode session(String id) {
		return node(this.clients.anonymous()
			.document(
					"query ($id: ID!) { node(id: $id) { ... on Session { title status capacity startsAt ticketTypes reservedSeats { seatCount ticketTypes releasedAt } } } }")
			.variable("id", id)
			.execute()
			.path("node")
			.entity(Map.class)
			.get());
	}

	private JsonNode event(String selection) {
		return node(this.clients.anonymous()
			.document("query ($slug: String!) { event(slug: $slug) { %s } }".formatted(selection))
			.variable("slug", this.slug)
			.execute()
			.path("event")
			.entity(Map.class)
			.get());
	}

	@Test
	void aSessionWithMoreSeatsThanItsRoomHoldsIsReported() {
		String programme = """
				{"slug": "%s", "name": {"sv": "Konferens"}, "startsOn": "2027-05-10", "endsOn": "2027-05-10",
				 "timezone": "Europe/Stockholm", "languages": ["sv"], "rooms": [{"key": "r", "name": "Sal", "capacity": 5}],
				 "sessions": [{"key": "s", "kind": "SEMINAR", "title": {"sv": "Trångt"}, "rooms": ["r"], "capacity": 6,
				               "startsAt": "2027-05-10T09:00", "endsAt": "2027-05-10T10:00"}]}"""
			.formatted(this.slug);
		JsonNode warnings = put("", programme.getBytes(StandardCharsets.UTF_8)).get("warnings");
		assertThat(warnings).singleElement().satisfies((warning) -> {
			assertThat(warning.get("place").asString()).isEqualTo("/sessions/0");
			assertThat(warning.get("message").asString())
				.isEqualTo("'Trångt' has 6 seats, and 5 people fit in its rooms.");
		});
	}

	private JsonNode put(String query, byte[] sent) {
		EntityExchangeResult<byte[]> answer = send("admin", query, sent);
		assertThat(answer.getStatus()).as(() -> body(answer).toString()).isEqualTo(HttpStatus.OK);
		return body(answer);
	}

	private EntityExchangeResult<byte[]> send(String subject, String query, byte[] sent) {
		return send(this.slug, subject, query, sent);
	}

	private EntityExchangeResult<byte[]> send(String slug, String subject, String query, byte[] sent) {
		WebTestClient.RequestBodySpec request = this.clients.raw()
			.mutate()
			.responseTimeout(PATIENCE.multipliedBy(3))
			.build()
			.put()
			.uri("/events/" + slug + "/programme" + query);
		if (subject != null) {
			request.headers((headers) -> headers.setBearerAuth(this.clients.token(subject)));
		}
		return request.bodyValue(sent).exchange().expectBody().returnResult();
	}

	private static JsonNode body(EntityExchangeResult<byte[]> answer) {
		return JsonMapper.shared()
			.readTree(new String(Objects.requireNonNull(answer.getResponseBody()), StandardCharsets.UTF_8));
	}

	private static JsonNode node(Map<?, ?> map) {
		return JsonMapper.shared().valueToTree(map);
	}

	private static List<String> names(JsonNode report, String list) {
		return report.get(list).findValuesAsString("name");
	}

}
