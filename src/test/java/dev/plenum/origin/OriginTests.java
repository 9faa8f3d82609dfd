package dev.plenum.origin;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

import ch.qos.logback.classic.Level;
import dev.plenum.CapturedLog;
import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.interchange.ScheduleFile;
import dev.plenum.platform.Ids;
import dev.plenum.platform.outbound.Strangers;
import dev.plenum.platform.outbound.Strangers.Request;
import dev.plenum.platform.outbound.Strangers.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Imports of a programme from its address, from a real server.
 */
@Tag("slow")
@LiveServer
@ContextConfiguration(initializers = Strangers.class)
class OriginTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String ORIGIN = "importOrigin { id version url everyMinutes paused nextFetchAt failingSince"
			+ " stop { stopReason since } lastImportedFetch { addedCount } lastFetch { at fetchOutcome httpStatus detail"
			+ " addedCount changedCount cancelledCount missingCount keptCount warningCount } }";

	private final String slug = "origin-" + UUID.randomUUID().toString().substring(0, 8);

	private final String eventId = Ids.event(this.slug);

	private final String organiser = "organiser-" + this.slug;

	private final ScheduleFile file = file();

	@Autowired
	private Clients clients;

	@Autowired
	private Origins origins;

	@Autowired
	private OriginFetcher fetcher;

	@BeforeEach
	void makeEvent() {
		this.clients.raw()
			.put()
			.uri("/events/{slug}/programme", this.slug)
			.headers((headers) -> headers.setBearerAuth(this.clients.token("admin")))
			.bodyValue(this.file.json())
			.exchange()
			.expectStatus()
			.isOk();
		ask("admin",
				"mutation { setOrganisers(input: {eventId: \"%s\", subjects: [\"%s\", \"second-%s\"]}) { __typename } }"
					.formatted(this.eventId, this.organiser, this.slug));
	}

	@Test
	void aFileIsFetchedAndImportedAndIsNotSentAgainIfItIsTheSame() {
		this.file.event("new", "New talk", "2027-12-28T15:00:00+01:00", "Saal 2");
		URI url = Strangers.at(answering("\"one\"", this.file.json()));
		JsonNode put = put("url: \"%s?token=s3cret\", everyMinutes: 7".formatted(url));
		assertThat(put.at("/importOrigin/everyMinutes").asInt()).isEqualTo(7);
		JsonNode imported = awaited((origin) -> outcome(origin).equals("IMPORTED"));
		assertThat(imported.at("/lastFetch/addedCount").asInt()).isOne();
		assertThat(OffsetDateTime.parse(imported.get("nextFetchAt").asString()).toInstant())
			.isBetween(Instant.now().plus(Duration.ofMinutes(6)), Instant.now().plus(Duration.ofMinutes(8)));
		assertThat(titles()).contains("New talk");
		fetchNow("");
		JsonNode same = awaited((origin) -> outcome(origin).equals("NOT_MODIFIED"));
		assertThat(same.at("/lastImportedFetch/addedCount").asInt()).isOne();
		assertThat(Strangers.requests(url)).extracting(Request::uri).allMatch((uri) -> uri.endsWith("?token=s3cret"));
		assertThat(Strangers.requests(url)).extracting((request) -> request.headers().apply("if-none-match"))
			.containsExactly(null, "\"one\"");
		assertThat(audit("importFromOrigin")).hasSize(1);
		assertThat(audit("importFromOrigin").getFirst().get("subject").asString()).isEqualTo(this.organiser);
	}

	@Test
	void anImportThatLosesMuchIsNotAppliedAndOrganisersAreNotified() {
		byte[] complete = this.file.json();
		URI url = Strangers.at(answering(null, complete));
		put("url: \"%s\"".formatted(url));
		awaited((origin) -> outcome(origin).equals("IMPORTED"));
		List<String> heard = new CopyOnWriteArrayList<>();
		Disposable listener = listen(heard);
		AtomicInteger minutes = new AtomicInteger(20);
		await().atMost(PATIENCE).until(() -> {
			put("everyMinutes: " + minutes.incrementAndGet());
			return !heard.isEmpty();
		});
		awaited((origin) -> !origin.get("lastFetch").isNull());
		this.file.without("g1").without("g2").without("g3");
		Strangers.at(url, answering(null, this.file.json()));
		fetchNow("");
		JsonNode stopped = awaited((origin) -> origin.at("/stop/stopReason").asString("").equals("LOSSES"));
		assertThat(stopped.at("/lastFetch/detail").asString()).contains("3 of 10").contains("remove: true");
		assertThat(stopped.get("nextFetchAt").isNull()).isFalse();
		assertThat(titles()).hasSize(10);
		await().atMost(PATIENCE).until(() -> heard.contains("LOSSES"));
		assertThat(audit("importOriginStopped")).singleElement()
			.satisfies((entry) -> assertThat(entry.get("answer").asString()).isEqualTo("LOSSES"));
		Strangers.at(url, answering(null, complete));
		fetchNow("");
		awaited((origin) -> origin.get("stop").isNull() && outcome(origin).equals("IMPORTED"));
		await().atMost(PATIENCE).until(() -> heard.getLast().equals(""));
		Strangers.at(url, answering(null, this.file.json()));
		fetchNow(", remove: true");
		JsonNode confirmed = awaited((origin) -> origin.at("/lastFetch/cancelledCount").asInt() == 3);
		assertThat(confirmed.get("stop").isNull()).isTrue();
		listener.dispose();
	}

	@Test
	void aFileIsImportedAgainAsLongAsSessionsAreMissing() {
		this.file.without("g1");
		URI url = Strangers.at(answering("\"one\"", this.file.json()));
		put("url: \"%s\"".formatted(url));
		JsonNode origin = awaited((one) -> outcome(one).equals("IMPORTED"));
		assertThat(origin.at("/lastFetch/missingCount").asInt()).isOne();
		fetchNow("");
		await().atMost(PATIENCE).until(() -> Strangers.requests(url).size() == 2);
		assertThat(Strangers.requests(url).getLast().headers().apply("if-none-match")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "404 HTTP_STATUS", "500 HTTP_STATUS", "302 REDIRECTED", "200 INVALID_FILE" })
	void aFailureIsShownAndTheNextFetchIsLater(String row) {
		int status = Integer.parseInt(row.split(" ")[0]);
		URI url = Strangers.at((_) -> Mono.just(new Response(status, Map.of("Location", "https://example.com/"),
				"<html>none</html>".getBytes(StandardCharsets.UTF_8))));
		put("url: \"%s\", everyMinutes: 1".formatted(url));
		JsonNode origin = awaited((one) -> !one.get("lastFetch").isNull());
		assertThat(outcome(origin)).isEqualTo(row.split(" ")[1]);
		assertThat(origin.get("failingSince").isNull()).isFalse();
		assertThat(origin.get("stop").isNull()).isTrue();
		assertThat(titles()).hasSize(10);
	}

	@Test
	void anAddressThatIsNotPublicOrNotHttpsIsRefused() {
		for (String url : List.of("http://example.org/a.xml", "https://10.0.0.1/a.xml", "https://[::1]/",
				"https://example.org:8443/", "https://2130706433/", "https://169.254.169.254/latest/meta-data/")) {
			JsonNode answer = raw(this.organiser, put("url: \"%s\"", url));
			assertThat(answer.at("/errors/0/extensions/code").asString()).as(url).isEqualTo("BAD_INPUT");
			assertThat(answer.at("/errors/0/extensions/path").toString()).isEqualTo("[\"input\",\"url\"]");
		}
		put("url: \"https://private.invalid/a.xml\"");
		assertThat(outcome(awaited((one) -> !one.get("lastFetch").isNull()))).isEqualTo("UNKNOWN_HOST");
	}

	@Test
	void theImportEndsWithTheRightsOfTheOrganiserWhoSetIt() {
		URI url = Strangers.at(answering(null, this.file.json()));
		put("url: \"%s\"".formatted(url));
		awaited((origin) -> outcome(origin).equals("IMPORTED"));
		ask("admin", "mutation { setOrganisers(input: {eventId: \"%s\", subjects: [\"second-%s\"]}) { __typename } }"
			.formatted(this.eventId, this.slug));
		makeDue();
		JsonNode stopped = awaited("second-" + this.slug,
				(origin) -> origin.at("/stop/stopReason").asString("").equals("NOT_ORGANISER"));
		assertThat(stopped.get("nextFetchAt").isNull()).isTrue();
		assertThat(Strangers.requests(url)).hasSize(1);
		ask("second-" + this.slug,
				"mutation { fetchImportOrigin(input: {eventId: \"%s\"}) { __typename } }".formatted(this.eventId));
		awaited("second-" + this.slug, (origin) -> origin.get("stop").isNull());
		await().atMost(PATIENCE).until(() -> Strangers.requests(url).size() == 2);
	}

	@Test
	void anArchivedEventIsNotImported() {
		URI url = Strangers.at(answering(null, this.file.json()));
		put("url: \"%s\"".formatted(url));
		awaited((origin) -> outcome(origin).equals("IMPORTED"));
		ask(this.organiser,
				"mutation { archiveEvent(input: {eventId: \"%s\"}) { __typename } }".formatted(this.eventId));
		makeDue();
		awaited((origin) -> origin.at("/stop/stopReason").asString("").equals("ARCHIVED"));
		assertThat(Strangers.requests(url)).hasSize(1);
		assertThat(ask(this.organiser,
				"mutation { fetchImportOrigin(input: {eventId: \"%s\"}) { __typename } }".formatted(this.eventId))
			.at("/fetchImportOrigin/__typename")
			.asString()).isEqualTo("EventClosed");
		ask(this.organiser,
				"mutation { removeImportOrigin(input: {eventId: \"%s\"}) { removedId } }".formatted(this.eventId));
		assertThat(origin(this.organiser).isNull()).isTrue();
	}

	@Test
	void oneServerFetchesAtATimeAndAnotherOneTakesOverWhenItsLeaseHasExpired() {
		URI url = Strangers
			.at((_) -> Mono.delay(Duration.ofMillis(500)).thenReturn(new Response(200, Map.of(), this.file.json())));
		put("url: \"%s\"".formatted(url));
		Mono.when(this.fetcher.fetchDue(), this.fetcher.fetchDue(), this.fetcher.fetchDue()).block(PATIENCE);
		awaited((origin) -> outcome(origin).equals("IMPORTED"));
		assertThat(Strangers.requests(url)).hasSize(1);
		OriginDocument due = Objects.requireNonNull(this.origins.newest(this.eventId).block(PATIENCE));
		OriginDocument killed = Objects.requireNonNull(
				this.origins.lease(due, "of a killed server", Instant.now().plusSeconds(1)).block(PATIENCE));
		await().atMost(PATIENCE).until(() -> Strangers.requests(url).size() == 2);
		await().atMost(PATIENCE).until(() -> !this.origins.holds(killed).block(PATIENCE));
		assertThat(this.origins
			.end(killed, FetchProgress.stopped(killed, OriginDocument.StopReason.OVER, Instant.now()), Instant.now())
			.block(PATIENCE)).isNull();
		assertThat(titles()).hasSize(10);
	}

	@Test
	void theOriginIsPausedAndContinuedAndTheVersionIsExpected() {
		URI url = Strangers.at(answering(null, this.file.json()));
		JsonNode first = put("url: \"%s\", paused: true, expectedVersion: 0".formatted(url));
		assertThat(first.at("/importOrigin/nextFetchAt").isNull()).isTrue();
		int version = first.at("/importOrigin/version").asInt();
		assertThat(put("everyMinutes: 30, expectedVersion: 9").get("__typename").asString()).isEqualTo("Outdated");
		assertThat(
				put("url: \"%s\", paused: true, expectedVersion: 0".formatted(url)).at("/importOrigin/version").asInt())
			.isEqualTo(version);
		JsonNode changed = put("everyMinutes: 30, expectedVersion: " + version);
		assertThat(changed.at("/importOrigin/everyMinutes").asInt()).isEqualTo(30);
		assertThat(changed.at("/importOrigin/nextFetchAt").isNull()).isTrue();
		fetchNow("");
		assertThat(awaited((origin) -> outcome(origin).equals("IMPORTED")).get("nextFetchAt").isNull()).isTrue();
		put("paused: false");
		assertThat(awaited((origin) -> !origin.get("nextFetchAt").isNull()).get("paused").asBoolean()).isFalse();
		await().atMost(PATIENCE).until(() -> Strangers.requests(url).size() == 2);
	}

	@Test
	void theAddressIsVisibleToOrganisersOnlyAndIsNotLogged() {
		CapturedLog log = new CapturedLog("dev.plenum", Level.DEBUG);
		try (log) {
			URI url = Strangers.at((_) -> Mono.just(Response.of(500)));
			put("url: \"%s?token=s3cret\"".formatted(url));
			awaited((origin) -> !origin.get("lastFetch").isNull());
			put("url: \"https://localhost:443/a?token=s3cret\"");
			awaited((origin) -> outcome(origin).equals("NOT_CONNECTED"));
		}
		assertThat(log.lines()).allSatisfy((line) -> {
			assertThat(line.getFormattedMessage()).doesNotContain("s3cret");
			assertThat(String.valueOf((line.getThrowableProxy() != null) ? line.getThrowableProxy().getMessage() : ""))
				.doesNotContain("s3cret");
		});
		JsonNode refused = raw("attendee", "{ event(id: \"%s\") { importOrigin { url } } }".formatted(this.eventId));
		assertThat(refused.at("/errors/0/extensions/code").asString()).isEqualTo("FORBIDDEN");
		assertThat(refused.toString()).doesNotContain("s3cret");
	}

	private Disposable listen(List<String> heard) {
		return this.clients.listener(this.organiser)
			.document(
					"subscription { importOriginChanged(eventId: \"%s\") { event { importOrigin { stop { stopReason } lastFetch { fetchOutcome } } } } }"
						.formatted(this.eventId))
			.executeSubscription()
			.toFlux("importOriginChanged.event.importOrigin", Map.class)
			.map((origin) -> (origin.get("stop") instanceof Map<?, ?> stop) ? String.valueOf(stop.get("stopReason"))
					: "")
			.subscribe(heard::add);
	}

	private void makeDue() {
		OriginDocument origin = Objects.requireNonNull(this.origins.newest(this.eventId).block(PATIENCE));
		this.origins.fetchSoon(this.eventId, origin.setBy(), false, null, Instant.now()).block(PATIENCE);
	}

	private JsonNode put(String input) {
		return ask(this.organiser, put(input, "")).get("putImportOrigin");
	}

	private String put(String input, String url) {
		return "mutation { putImportOrigin(input: {eventId: \"%s\", %s}) { __typename ... on ImportOriginPut { importOrigin { version everyMinutes nextFetchAt } } } }"
			.formatted(this.eventId, input.formatted(url));
	}

	private void fetchNow(String more) {
		JsonNode answer = ask(this.organiser,
				"mutation { fetchImportOrigin(input: {eventId: \"%s\"%s}) { __typename } }".formatted(this.eventId,
						more));
		assertThat(answer.at("/fetchImportOrigin/__typename").asString()).isEqualTo("ImportOriginDue");
	}

	private JsonNode awaited(Predicate<JsonNode> condition) {
		return awaited(this.organiser, condition);
	}

	private JsonNode awaited(String person, Predicate<JsonNode> condition) {
		return await().atMost(PATIENCE).until(() -> origin(person), condition);
	}

	private JsonNode origin(String person) {
		return ask(person, "{ event(id: \"%s\") { %s } }".formatted(this.eventId, ORIGIN)).at("/event/importOrigin");
	}

	private static String outcome(JsonNode origin) {
		return origin.at("/lastFetch/fetchOutcome").asString("");
	}

	private List<String> titles() {
		return ask("attendee",
				"{ event(id: \"%s\") { sessions(first: 100, filter: {status: SCHEDULED}) { nodes { title } } } }"
					.formatted(this.eventId))
			.findValuesAsString("title");
	}

	private List<JsonNode> audit(String action) {
		return ask(this.organiser,
				"{ event(id: \"%s\") { audit { nodes { action subject answer } } } }".formatted(this.eventId))
			.at("/event/audit/nodes")
			.valueStream()
			.filter((entry) -> entry.get("action").asString().equals(action))
			.toList();
	}

	private JsonNode ask(String person, String document) {
		JsonNode answer = raw(person, document);
		assertThat(answer.has("errors")).as("%s: %s", document, answer).isFalse();
		return answer.get("data");
	}

	private JsonNode raw(String person, String document) {
		return this.clients.ask(this.clients.token(person), document);
	}

	private static Function<Request, Mono<Response>> answering(String etag, byte[] content) {
		return (request) -> Mono.just((etag != null && etag.equals(request.headers().apply("if-none-match")))
				? Response.of(304) : new Response(200, (etag != null) ? Map.of("ETag", etag) : Map.of(), content));
	}

	private static ScheduleFile file() {
		ScheduleFile file = new ScheduleFile();
		for (int i = 0; i < 10; i++) {
			file.event("g" + i, "Talk " + i, "2027-12-27T%02d:00:00+01:00".formatted(8 + i), "Saal 1", "Ada");
		}
		return file;
	}

}
