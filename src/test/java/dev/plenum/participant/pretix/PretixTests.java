package dev.plenum.participant.pretix;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

import ch.qos.logback.classic.Level;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.CapturedLog;
import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import dev.plenum.platform.outbound.Strangers;
import dev.plenum.platform.outbound.Strangers.Response;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Participants are synchronised with a server that answers as pretix does.
 */
@Tag("slow")
@LiveServer
@ContextConfiguration(initializers = Strangers.class)
class PretixTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String SOURCE = "registrationSource { id version url organizerSlug eventSlug webhookPath nextReadAt"
			+ " appliedAt failingSince lastRound { at roundOutcome explanation complete httpStatus orderCount createdCount"
			+ " changedCount cancelledCount missingCount } }";

	private final FakePretix pretix = new FakePretix();

	@Autowired
	private Clients clients;

	@Autowired
	private Sources sources;

	@Autowired
	private OrderSync sync;

	@Autowired
	private MongoDatabase database;

	private OwnConference conference;

	@BeforeEach
	void makeAConference() {
		this.conference = OwnConference.of(this.clients);
		for (String code : List.of("AAAAA", "BBBBB", "CCCCC")) {
			this.pretix.order(code, "p", "Name of " + code);
		}
	}

	@Test
	void ordersBecomeParticipantsAndWhatChangesFollows() {
		put();
		JsonNode first = awaited("APPLIED");
		assertThat(first.at("/lastRound/complete").asBoolean()).isTrue();
		assertThat(first.at("/lastRound/createdCount").asInt()).isEqualTo(3);
		assertThat(first.at("/lastRound/explanation").isNull()).isTrue();
		assertThat(participants()).containsExactly("AAAAA-1 Name of AAAAA Student ACTIVE",
				"BBBBB-1 Name of BBBBB Student ACTIVE", "CCCCC-1 Name of CCCCC Student ACTIVE");
		this.pretix.order("BBBBB", "c", "Name of BBBBB");
		this.pretix.order("DDDDD", "p", "Name of DDDDD");
		assertThat(notified(first.get("webhookPath").asString(), "{}")).isEqualTo(204);
		JsonNode second = awaited((source) -> source.at("/lastRound/cancelledCount").asInt() == 1);
		assertThat(second.at("/lastRound/complete").asBoolean()).isFalse();
		assertThat(second.at("/lastRound/createdCount").asInt()).isOne();
		assertThat(participants()).contains("BBBBB-1 Name of BBBBB Student CANCELLED",
				"DDDDD-1 Name of DDDDD Student ACTIVE");
		assertThat(this.pretix.reads().getFirst()).doesNotContain("modified_since")
			.contains("testmode=false", "page=1");
		assertThat(this.pretix.reads().getLast()).contains("modified_since=", "include_canceled_positions=true");
	}

	@Test
	void productsAreReadOnceForAllOrdersAndNotWithoutOrders() {
		put();
		awaited("APPLIED");
		assertThat(this.pretix.reads("/items/")).hasSize(1);
		List.of("AAAAA", "BBBBB", "CCCCC").forEach(this.pretix::forget);
		int before = this.pretix.reads().size();
		read("true");
		await().atMost(PATIENCE).until(() -> this.pretix.reads().size() > before);
		awaited((source) -> source.at("/lastRound/orderCount").asInt() == 0);
		assertThat(this.pretix.reads("/items/")).hasSize(1);
	}

	@Test
	void whoeverHasNoOrderAnyMoreLeavesUnlessTheyAreMany() {
		for (int i = 0; i < 20; i++) {
			this.pretix.order("X" + i, "p", "X");
		}
		put();
		awaited((source) -> source.at("/lastRound/createdCount").asInt() == 23);
		this.pretix.forget("AAAAA");
		read("false");
		awaited((source) -> source.at("/lastRound/cancelledCount").asInt() == 1 && outcome(source).equals("APPLIED"));
		for (int i = 0; i < 15; i++) {
			this.pretix.forget("X" + i);
		}
		read("false");
		JsonNode held = awaited("HELD");
		assertThat(held.at("/lastRound/explanation").asString()).contains("confirm: true");
		assertThat(participants()).filteredOn((one) -> one.endsWith("CANCELLED")).hasSize(1);
		read("true");
		awaited((source) -> outcome(source).equals("APPLIED") && source.at("/lastRound/cancelledCount").asInt() == 15);
		assertThat(held.get("failingSince").isNull()).isFalse();
		assertThat(this.sources.newest(this.conference.id()).blockOptional(PATIENCE).orElseThrow().isConfirmed())
			.isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "401, UNAUTHORISED", "403, UNAUTHORISED", "404, NOT_FOUND", "429, TOO_MANY_REQUESTS",
			"503, HTTP_STATUS", "302, REDIRECTED", "200, INVALID_RESPONSE" })
	void aFailureIsExplainedAndTheNextRoundReadsTheSameOrdersAgain(int status, String outcome) {
		this.pretix.instead(
				(_) -> Mono.just(new Response(status, Map.of("Retry-After", "7200", "Location", "https://example.com/"),
						"<html>no</html>".getBytes(StandardCharsets.UTF_8))));
		put();
		JsonNode failed = awaited(outcome);
		assertThat(failed.at("/lastRound/explanation").asString()).isNotBlank();
		assertThat(failed.get("failingSince").isNull()).isFalse();
		assertThat(failed.get("appliedAt").isNull()).isTrue();
		Instant next = OffsetDateTime.parse(failed.get("nextReadAt").asString()).toInstant();
		assertThat(next).isAfter(Instant.now().plus((status == 429) ? Duration.ofMinutes(110) : Duration.ofMinutes(8)));
		notified(failed.get("webhookPath").asString(), "{}");
		assertThat(source().get("nextReadAt")).isEqualTo(failed.get("nextReadAt"));
		assertThat(participants()).isEmpty();
		this.pretix.instead(null);
		read("false");
		JsonNode source = awaited("APPLIED");
		assertThat(source.at("/lastRound/createdCount").asInt()).isEqualTo(3);
		assertThat(source.get("failingSince").isNull()).isTrue();
	}

	@Test
	void anIncompleteListEndsNoParticipation() {
		put();
		awaited("APPLIED");
		this.pretix.forget("AAAAA");
		this.pretix.claimMore(1);
		read("false");
		awaited("CHANGED_MEANWHILE");
		assertThat(participants()).allMatch((one) -> one.endsWith(" ACTIVE")).hasSize(3);
	}

	@Test
	void oneServerReadsAtATimeAndAnotherOneContinuesIfItIsKilled() {
		this.pretix.instead(null);
		put();
		Flux.range(0, 8).flatMap((_) -> this.sync.readDue()).blockLast(PATIENCE);
		awaited("APPLIED");
		assertThat(this.pretix.reads()).hasSize(2);
		this.sources.readSoon(this.conference.id(), false, null, Instant.now().plusSeconds(600)).block(PATIENCE);
		SourceDocument due = Objects.requireNonNull(this.sources.newest(this.conference.id()).block(PATIENCE));
		SourceDocument killed = Objects
			.requireNonNull(this.sources.lease(due, "killed", Instant.now().plusMillis(500)).block(PATIENCE));
		await().atMost(PATIENCE).until(() -> this.pretix.reads().size() == 4);
		awaited("APPLIED");
		assertThat(this.sources.holds(killed).block(PATIENCE)).isFalse();
	}

	@Test
	void aServerThatIsTooSlowChangesNothing() {
		this.pretix.instead((_) -> Mono.delay(Duration.ofSeconds(2)).thenReturn(Response.of(401)));
		put();
		await().atMost(PATIENCE)
			.until(() -> this.sources.newest(this.conference.id()).block(PATIENCE), (source) -> source.lease() != null);
		this.pretix.instead(null);
		put();
		awaited("APPLIED");
		await().during(Duration.ofSeconds(3)).atMost(PATIENCE).until(() -> outcome(source()).equals("APPLIED"));
	}

	@Test
	void aNotificationNeedsTheSecretAndManyCauseOneRound() {
		put();
		String path = awaited("APPLIED").get("webhookPath").asString();
		int before = this.pretix.reads().size();
		Instant begin = Instant.now();
		for (int i = 0; i < 20; i++) {
			assertThat(notified(path, "{\"code\": \"AAAAA\", \"action\": \"pretix.event.order.paid\"}")).isEqualTo(204);
		}
		await().atMost(PATIENCE).until(() -> this.pretix.reads().size() > before);
		long rounds = Duration.between(begin, Instant.now()).dividedBy(Sources.GAP) + 1;
		assertThat(this.pretix.reads().size() - before).isLessThanOrEqualTo((int) rounds * 2);
		assertThat(notified(path.substring(0, path.length() - 1) + (path.endsWith("A") ? "B" : "A"), "{}"))
			.isEqualTo(404);
		assertThat(notified("/events/" + this.conference.slug() + "/registration/x", "{}")).isEqualTo(404);
		assertThat(notified("/events/none" + path.substring(path.indexOf("/registration")), "{}")).isEqualTo(404);
		assertThat(notified(path, "x".repeat(2_000_000))).isEqualTo(413);
		ask(this.conference.person("organiser"),
				"mutation { removeRegistrationSource(input: {eventId: \"%s\"}) { removedId } }"
					.formatted(this.conference.id()));
		assertThat(source().isNull()).isTrue();
		assertThat(notified(path, "{}")).isEqualTo(404);
		assertThat(participants()).hasSize(3);
	}

	@Test
	void theTokenIsReadableNowhereAndGoesToNoOtherAddress() {
		CapturedLog log = new CapturedLog("dev.plenum", Level.DEBUG);
		try (log) {
			put();
			awaited("APPLIED");
		}
		assertThat(log.lines()).noneMatch((line) -> line.getFormattedMessage().contains(FakePretix.TOKEN));
		for (String collection : List.of(Sources.COLLECTION, "audit", "auditIntents")) {
			assertThat(Flux.from(this.database.getCollection(collection).find())
				.map(Document::toJson)
				.collectList()
				.block(PATIENCE)).noneMatch((document) -> document.contains(FakePretix.TOKEN));
		}
		JsonNode moved = ask(this.conference.person("organiser"), put("url: \"https://localhost/thief\""));
		assertThat(moved.at("/errors/0/extensions/code").asString()).isEqualTo("BAD_INPUT");
		assertThat(moved.at("/errors/0/extensions/path").toString()).isEqualTo("[\"input\",\"apiToken\"]");
		assertThat(ask(this.conference.person("organiser"), put("expectedVersion: 7, eventSlug: \"other\""))
			.at("/data/putRegistrationSource/__typename")
			.asString()).isEqualTo("Outdated");
	}

	private void put() {
		JsonNode answer = ask(this.conference.person("organiser"),
				put("url: \"%s/\", organizerSlug: \"acme\", eventSlug: \"demo\", apiToken: \"%s\""
					.formatted(this.pretix.url(), FakePretix.TOKEN)));
		assertThat(answer.at("/data/putRegistrationSource/registrationSource/url").asString())
			.isEqualTo(this.pretix.url());
	}

	private String put(String fields) {
		return "mutation { putRegistrationSource(input: {eventId: \"%s\", %s}) { __typename ... on RegistrationSourcePut { registrationSource { version url } } } }"
			.formatted(this.conference.id(), fields);
	}

	private void read(String confirm) {
		ask(this.conference.person("organiser"),
				"mutation { readRegistrationSource(input: {eventId: \"%s\", confirm: %s}) { __typename } }"
					.formatted(this.conference.id(), confirm));
	}

	private JsonNode awaited(String outcome) {
		return awaited((source) -> outcome(source).equals(outcome));
	}

	private JsonNode awaited(Predicate<JsonNode> condition) {
		return await().atMost(PATIENCE).until(this::source, condition);
	}

	private static String outcome(JsonNode source) {
		return source.at("/lastRound/roundOutcome").asString("");
	}

	private JsonNode source() {
		return ask(this.conference.person("organiser"),
				"{ event(id: \"%s\") { %s } }".formatted(this.conference.id(), SOURCE))
			.at("/data/event/registrationSource");
	}

	private List<String> participants() {
		return ask(this.conference.person("organiser"),
				"{ event(id: \"%s\") { participants(first: 100) { nodes { key name ticketType state } } } }"
					.formatted(this.conference.id()))
			.at("/data/event/participants/nodes")
			.valueStream()
			.map((one) -> String.join(" ", one.valueStream().map((value) -> value.asString("")).toList()))
			.sorted()
			.toList();
	}

	private int notified(String path, String body) {
		return this.clients.raw()
			.post()
			.uri(path)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(body)
			.exchange()
			.returnResult(String.class)
			.getStatus()
			.value();
	}

	private JsonNode ask(String person, String operation) {
		return this.clients.ask(this.clients.token(person), operation);
	}

}
