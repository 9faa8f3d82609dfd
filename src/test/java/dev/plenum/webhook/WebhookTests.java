package dev.plenum.webhook;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import dev.plenum.platform.Ids;
import dev.plenum.platform.outbound.Strangers;
import dev.plenum.platform.outbound.Strangers.Request;
import dev.plenum.platform.outbound.Strangers.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Webhooks, received by a real server.
 */
@Tag("slow")
@LiveServer
@ContextConfiguration(initializers = Strangers.class)
class WebhookTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Autowired
	private Clients clients;

	@Autowired
	private Webhooks webhooks;

	@Autowired
	private WebhookSender sender;

	private OwnConference conference;

	private String session;

	@BeforeEach
	void makeConference() {
		this.conference = OwnConference.of(this.clients);
		this.session = this.conference.session("talk", "LECTURE", 2, Map.of());
	}

	@Test
	void changesAndAnnouncementsAreReceivedInOrderWithValidSignatures() throws GeneralSecurityException {
		URI url = Strangers.at((_) -> Mono.just(Response.of(204)));
		JsonNode webhook = put("key: \"a\", url: \"%s\", language: \"en\"".formatted(url));
		assertThat(webhook.get("kinds")).hasSize(3);
		this.conference.edit("{ cancel: { sessionId: \"%s\" } }".formatted(this.session)).errors().verify();
		await().atMost(PATIENCE).until(() -> types(url).contains("schedule.changed"));
		announce("first", "Lunch");
		await().atMost(PATIENCE).until(() -> types(url).contains("announcement.published"));
		await().atMost(PATIENCE).until(() -> types(url).stream().filter("programme.changed"::equals).count() >= 2);
		for (Request request : Strangers.requests(url)) {
			verify(request, webhook.get("signingSecret").asString());
		}
		assertThat(Strangers.requests(url)).extracting((request) -> request.headers().apply("webhook-id"))
			.doesNotHaveDuplicates();
		JsonNode changed = body(url, "schedule.changed");
		assertThat(changed.at("/data/sessionId").asString()).isEqualTo(this.session);
		assertThat(changed.at("/data/kinds").toString()).isEqualTo("[\"CANCELLED\"]");
		assertThat(changed.at("/data/summary").asString()).isEqualTo("Cancelled");
		assertThat(changed.at("/data/note").asString()).isEqualTo("so");
		assertThat(changed.at("/data/eventId").asString()).isEqualTo(this.conference.id());
		assertThat(Instant.parse(changed.get("timestamp").asString())).isBetween(Instant.now().minusSeconds(120),
				Instant.now().plusSeconds(10));
		JsonNode announced = body(url, "announcement.published");
		assertThat(announced.at("/data/text").asString()).isEqualTo("Lunch");
		assertThat(announced.at("/data/urgency").asString()).isEqualTo("INFO");
		assertThat(bodies(url)).filteredOn((body) -> body.get("type").asString().equals("programme.changed"))
			.flatExtracting((body) -> body.get("data").findValuesAsString("id"))
			.contains(this.session);
		await().atMost(PATIENCE)
			.until(() -> only().at("/lastDelivery/deliveryOutcome").asString("").equals("DELIVERED"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					SLACK | {"text":"Kaffe &lt;nu&gt; &amp; te"}
					TEAMS | {"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"$schema":"http://adaptivecards.io/schemas/adaptive-card.json","type":"AdaptiveCard","version":"1.4","body":[{"type":"TextBlock","text":"Kaffe <nu> & te","wrap":true}]}}]}
					MATRIX | {"text":"Kaffe <nu> & te","html":"Kaffe &lt;nu&gt; &amp; te"}
					""")
	void aPresetHasTheBodyThatItsServiceExpects(String preset, String body) {
		URI url = Strangers.at((_) -> Mono.just(Response.of(200)));
		JsonNode webhook = put("key: \"a\", url: \"%s\", preset: %s".formatted(url, preset));
		assertThat(webhook.get("kinds").toString()).isEqualTo("[\"SCHEDULE_CHANGED\",\"ANNOUNCED\"]");
		announce("tea", "Kaffe <nu> & te");
		await().atMost(PATIENCE).until(() -> Strangers.requests(url).size() == 1);
		Request request = Strangers.requests(url).getFirst();
		assertThat(request.headers().apply("content-type")).isEqualTo("application/json");
		assertThat(JsonMapper.shared().readTree(request.body())).isEqualTo(JsonMapper.shared().readTree(body));
	}

	@Test
	void aMessageThatWasNotReceivedIsSentAgainWithTheSameIdBeforeLaterOnes() {
		AtomicInteger count = new AtomicInteger();
		URI url = Strangers.at((_) -> Mono.just(Response.of((count.getAndIncrement() == 0) ? 503 : 200)));
		put("key: \"a\", url: \"%s\", kinds: [ANNOUNCED]".formatted(url));
		announce("one", "One");
		await().atMost(PATIENCE).until(() -> !only().get("failingSince").isNull());
		assertThat(only().at("/lastDelivery/httpStatus").asInt()).isEqualTo(503);
		announce("two", "Two");
		await().atMost(PATIENCE).until(() -> Strangers.requests(url).size() == 3);
		List<String> ids = Strangers.requests(url)
			.stream()
			.map((request) -> request.headers().apply("webhook-id"))
			.toList();
		assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2));
		assertThat(bodies(url)).extracting((body) -> body.at("/data/text").asString())
			.containsExactly("One", "One", "Two");
		await().atMost(PATIENCE).until(() -> only().get("failingSince").isNull());
	}

	@Test
	void oneServerSendsAtATimeAndAnotherOneTakesOverWhenItsLeaseHasExpired() {
		URI url = Strangers.at((_) -> Mono.just(Response.of(200)));
		String id = put("key: \"a\", url: \"%s\", kinds: [ANNOUNCED]".formatted(url)).get("id").asString();
		await().atMost(PATIENCE).until(() -> document(id).lease() == null && document(id).writes() != null);
		WebhookDocument idle = document(id);
		WebhookDocument killed = Objects.requireNonNull(
				this.webhooks.lease(idle, "of a killed server", Instant.now().plusSeconds(2)).block(PATIENCE));
		announce("one", "One");
		announce("two", "Two");
		Mono.when(this.sender.sendDue(), this.sender.sendDue(), this.sender.sendDue()).block(PATIENCE);
		await().atMost(PATIENCE).until(() -> Strangers.requests(url).size() == 2);
		assertThat(this.webhooks.rest(killed, null, killed.place(), Instant.now()).block(PATIENCE)).isNull();
		await().atMost(PATIENCE).until(() -> document(id).place().bulletin() == 2);
		Mono.when(this.sender.sendDue(), this.sender.sendDue()).block(PATIENCE);
		assertThat(bodies(url)).extracting((body) -> body.at("/data/text").asString()).containsExactly("One", "Two");
	}

	@Test
	void aWebhookThatIsGoneIsDisabledAndOrganisersAreNotified() {
		URI url = Strangers.at((_) -> Mono.just(Response.of(410)));
		put("key: \"a\", url: \"%s\", kinds: [ANNOUNCED]".formatted(url));
		List<String> heard = new CopyOnWriteArrayList<>();
		Disposable listener = this.clients.listener(this.conference.person("organiser"))
			.document("subscription { webhookChanged(eventId: \"%s\") { event { webhooks { enabled gaveUpAt } } } }"
				.formatted(this.conference.id()))
			.executeSubscription()
			.toFlux("webhookChanged.event", Map.class)
			.map(String::valueOf)
			.subscribe(heard::add);
		AtomicInteger keys = new AtomicInteger();
		await().atMost(PATIENCE).until(() -> {
			put("key: \"other\", url: \"https://example.org/%d\", enabled: false".formatted(keys.incrementAndGet()));
			return !heard.isEmpty();
		});
		ask("mutation { removeWebhook(input: {webhookId: \"%s\"}) { __typename } }"
			.formatted(Ids.in("whk", this.conference.id(), "other")));
		announce("one", "One");
		await().atMost(PATIENCE).until(() -> !only().get("gaveUpAt").isNull());
		assertThat(only().get("enabled").asBoolean()).isFalse();
		await().atMost(PATIENCE).until(() -> heard.getLast().contains("gaveUpAt=2"));
		assertThat(ask("{ event(id: \"%s\") { audit { nodes { action } } } }".formatted(this.conference.id()))
			.findValuesAsString("action")).contains("webhookDisabled");
		Strangers.at(url, (_) -> Mono.just(Response.of(200)));
		announce("missed", "Missed");
		put("key: \"a\", enabled: true");
		announce("two", "Two");
		await().atMost(PATIENCE).until(() -> Strangers.requests(url).size() == 2);
		assertThat(bodies(url)).extracting((body) -> body.at("/data/text").asString()).containsExactly("One", "Two");
		listener.dispose();
	}

	@Test
	void aTestMessageIsSentAndItsOutcomeIsAnswered() throws GeneralSecurityException {
		URI url = Strangers.at((_) -> Mono.just(Response.of(200)));
		JsonNode webhook = put("key: \"a\", url: \"%s\", enabled: false".formatted(url));
		String test = "mutation { testWebhook(input: {webhookId: \"%s\"}) { ... on WebhookTested { delivery { deliveryOutcome httpStatus } } } }"
			.formatted(webhook.get("id").asString());
		assertThat(ask(test).at("/testWebhook/delivery/deliveryOutcome").asString()).isEqualTo("DELIVERED");
		assertThat(types(url)).containsExactly("webhook.test");
		verify(Strangers.requests(url).getFirst(), webhook.get("signingSecret").asString());
		Strangers.at(url, (_) -> Mono.just(Response.of(403)));
		assertThat(ask(test).at("/testWebhook/delivery/httpStatus").asInt()).isEqualTo(403);
		assertThat(only().get("lastDelivery").isNull()).isTrue();
	}

	@Test
	void changesOfADraftAreNotSent() {
		URI url = Strangers.at((_) -> Mono.just(Response.of(200)));
		String id = put("key: \"a\", url: \"%s\", kinds: [SCHEDULE_CHANGED]".formatted(url)).get("id").asString();
		int before = document(id).place().revision();
		ask("mutation { unpublishEvent(input: {eventId: \"%s\"}) { __typename } }".formatted(this.conference.id()));
		this.conference.edit("{ cancel: { sessionId: \"%s\" } }".formatted(this.session)).errors().verify();
		await().atMost(PATIENCE).until(() -> document(id).place().revision() > before);
		ask("mutation { publishEvent(input: {eventId: \"%s\"}) { __typename } }".formatted(this.conference.id()));
		this.conference.edit("{ reinstate: { sessionId: \"%s\" } }".formatted(this.session)).errors().verify();
		await().atMost(PATIENCE).until(() -> !Strangers.requests(url).isEmpty());
		assertThat(bodies(url).getFirst().at("/data/kinds").toString()).isEqualTo("[\"REINSTATED\"]");
	}

	@Test
	void forADayAfterARenewalBothSecretsSign() throws GeneralSecurityException {
		URI url = Strangers.at((_) -> Mono.just(Response.of(200)));
		String before = put("key: \"a\", url: \"%s\", kinds: [ANNOUNCED]".formatted(url)).get("signingSecret")
			.asString();
		String after = put("key: \"a\", renewSecret: true").get("signingSecret").asString();
		announce("one", "One");
		await().atMost(PATIENCE).until(() -> !Strangers.requests(url).isEmpty());
		verify(Strangers.requests(url).getFirst(), before);
		verify(Strangers.requests(url).getFirst(), after);
		WebhookDocument stored = document(Ids.in("whk", this.conference.id(), "a"));
		assertThat(stored.secrets(Instant.now().plus(Duration.ofHours(23)))).containsExactly(after, before);
		assertThat(stored.secrets(Instant.now().plus(Duration.ofHours(25)))).containsExactly(after);
	}

	@Test
	void aSecretIsRenewedAndTheVersionIsExpected() {
		JsonNode first = put("key: \"a\", url: \"https://example.org/hook\", enabled: false");
		assertThat(first.get("signingSecret").asString()).startsWith("whsec_");
		JsonNode same = put("key: \"a\", url: \"https://example.org/hook\", enabled: false, expectedVersion: 0");
		assertThat(same).isEqualTo(first);
		JsonNode renewed = put("key: \"a\", renewSecret: true, expectedVersion: 1");
		assertThat(renewed.get("signingSecret")).isNotEqualTo(first.get("signingSecret"));
		assertThat(renewed.get("url")).isEqualTo(first.get("url"));
		assertThat(ask(mutation("key: \"a\", kinds: [ANNOUNCED], expectedVersion: 1")).at("/putWebhook/__typename")
			.asString()).isEqualTo("Outdated");
		for (String url : List.of("http://example.org/", "https://127.0.0.1:1/", "https://10.0.0.1/")) {
			assertThat(
					raw(mutation("key: \"b\", url: \"%s\"".formatted(url))).at("/errors/0/extensions/code").asString())
				.isEqualTo("BAD_INPUT");
		}
	}

	/**
	 * Verifies a request as the specification of Standard Webhooks says.
	 */
	private static void verify(Request request, String secret) throws GeneralSecurityException {
		byte[] key = Base64.getDecoder().decode(secret.split("_", 2)[1]);
		String signed = request.headers().apply("webhook-id") + "." + request.headers().apply("webhook-timestamp") + "."
				+ new String(request.body(), StandardCharsets.UTF_8);
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(key, "HmacSHA256"));
		String expected = Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
		assertThat(request.headers().apply("webhook-signature").split(" ")).contains("v1," + expected);
		long timestamp = Long.parseLong(request.headers().apply("webhook-timestamp"));
		assertThat(Instant.ofEpochSecond(timestamp)).isBetween(Instant.now().minusSeconds(120),
				Instant.now().plusSeconds(10));
	}

	private WebhookDocument document(String id) {
		return Objects.requireNonNull(this.webhooks.newest(id).block(PATIENCE));
	}

	private static List<JsonNode> bodies(URI url) {
		return Strangers.requests(url).stream().map((request) -> JsonMapper.shared().readTree(request.body())).toList();
	}

	private static List<String> types(URI url) {
		return bodies(url).stream().map((body) -> body.get("type").asString()).toList();
	}

	private static JsonNode body(URI url, String type) {
		return bodies(url).stream()
			.filter((body) -> body.get("type").asString().equals(type))
			.findFirst()
			.orElseThrow();
	}

	private void announce(String key, String text) {
		this.conference.organiser()
			.document(
					"mutation ($id: ID!, $key: String!, $text: String!) { announce(input: {eventId: $id, key: $key, text: [{lang: \"sv\", text: $text}]}) { __typename } }")
			.variable("id", this.conference.id())
			.variable("key", key)
			.variable("text", text)
			.executeAndVerify();
	}

	private JsonNode only() {
		return ask(
				"{ event(id: \"%s\") { webhooks { enabled failingSince gaveUpAt lastDelivery { deliveryOutcome httpStatus } } } }"
					.formatted(this.conference.id()))
			.at("/event/webhooks/0");
	}

	private String mutation(String input) {
		return "mutation { putWebhook(input: {eventId: \"%s\", %s}) { __typename ... on WebhookPut { webhook { id version url kinds signingSecret } } } }"
			.formatted(this.conference.id(), input);
	}

	private JsonNode put(String input) {
		JsonNode webhook = ask(mutation(input)).at("/putWebhook/webhook");
		assertThat(webhook.isMissingNode()).isFalse();
		return webhook;
	}

	private JsonNode ask(String document) {
		JsonNode answer = raw(document);
		assertThat(answer.has("errors")).as("%s: %s", document, answer).isFalse();
		return answer.get("data");
	}

	private JsonNode raw(String document) {
		return this.clients.ask(this.clients.token(this.conference.person("organiser")), document);
	}

}
