package dev.plenum.screen;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.NewEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.client.SubscriptionErrorException;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.graphql.test.tester.WebSocketGraphQlTester;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A paired screen is signed in until it is revoked.
 */
@Tag("slow")
@LiveServer
@TestPropertySource(properties = { "plenum.proxies.trusted=127.0.0.1", "plenum.rates.enabled=true" })
class ScreenSignInTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String ME = "{ viewer { subject screen { id screenKind room { name } } } }";

	@Autowired
	private Clients clients;

	private NewEvent event;

	private JsonNode code;

	@BeforeEach
	void requestCode() {
		this.event = NewEvent.on(this.clients);
		this.code = mutate(this.clients.anonymous(), "requestScreenCode", "eventId: \"%s\"".formatted(this.event.id()),
				"ScreenCodeRequested { screenId pairingCode pairingSecret }");
	}

	@Test
	void aScreenIsSignedInOnceItIsPaired() {
		JsonNode waiting = signIn(secret());
		assertThat(waiting.get("codeValid").asBoolean()).isTrue();
		assertThat(waiting.get("message").asString()).isEqualTo("Enter the code of this screen in the console.");
		pair();
		JsonNode tokens = signIn(secret());
		assertThat(tokens.get("refreshTokenExpiresAt").asString()).startsWith("2027-05-13T");
		JsonNode viewer = bearer(token(tokens)).document(ME).execute().path("viewer").entity(JsonNode.class).get();
		assertThat(viewer.get("subject").asString()).isEqualTo("plenum:screen:" + id());
		assertThat(viewer.at("/screen/id").asString()).isEqualTo(id());
		assertThat(viewer.at("/screen/room/name").asString()).isEqualTo("Sal A");
	}

	@Test
	void onlyTheScreenItselfIsSignedIn() {
		pair();
		JsonNode refused = signIn("another secret");
		assertThat(refused.get("codeValid").asBoolean()).isFalse();
		assertThat(refused.get("message").asString())
			.isEqualTo("This screen is not paired. Enter its new code in the console.");
	}

	@Test
	void aLostAnswerIsAskedForAgainAndTheEarlierTokensEnd() {
		pair();
		String first = signIn(secret()).get("refreshToken").asString();
		String second = signIn(secret()).get("refreshToken").asString();
		assertThat(renew(first).has("codeValid")).isTrue();
		assertThat(renew(second).get("screen").get("id").asString()).isEqualTo(id());
	}

	@Test
	void oneAddressDoesNotTakeAllCodesOfAnEvent() {
		HttpGraphQlTester other = this.clients.anonymous().mutate().header("X-Forwarded-For", "203.0.113.7").build();
		List<String> errors = new CopyOnWriteArrayList<>();
		for (int i = 0; i < 210; i++) {
			other
				.document("mutation { requestScreenCode(input: {eventId: \"%s\"}) { __typename } }"
					.formatted(this.event.id()))
				.execute()
				.errors()
				.satisfy((found) -> found
					.forEach((error) -> errors.add(String.valueOf(error.getExtensions().get("code")))));
		}
		assertThat(errors).containsOnly("RATE_LIMITED").hasSizeGreaterThan(100);
		assertThat(mutate(this.clients.anonymous(), "requestScreenCode", "eventId: \"%s\"".formatted(this.event.id()),
				"ScreenCodeRequested { pairingCode }")
			.get("pairingCode")
			.asString()).hasSize(8);
	}

	@Test
	void anotherKindOfAccountIsNoScreen() {
		this.clients.attendee().document(ME).execute().path("viewer.screen").valueIsNull();
	}

	@Test
	void aScreenHearsOfItsOwnChangesUntilItIsRevoked() {
		pair();
		JsonNode tokens = signIn(secret());
		Flux<String> kinds = listener(token(tokens))
			.document("subscription { screenChanged(eventId: \"%s\") { screen { screenKind } } }"
				.formatted(this.event.id()))
			.executeSubscription()
			.toFlux("screenChanged.screen.screenKind", String.class);
		List<String> heard = new CopyOnWriteArrayList<>();
		kinds.subscribe(heard::add, (error) -> heard.add(code(error)));
		listening(heard, "screenKind: STAGE");
		change("screenKind: FOYER");
		await().atMost(PATIENCE).until(() -> heard.getLast().equals("FOYER"));
		revoke();
		await().atMost(PATIENCE).until(() -> heard.getLast().equals("UNAUTHENTICATED"));
		assertThat(renew(tokens.get("refreshToken").asString()).get("codeValid").asBoolean()).isFalse();
		assertThat(signIn(secret()).get("codeValid").asBoolean()).isFalse();
		bearer(token(tokens)).document(ME).execute().path("viewer.screen").valueIsNull();
	}

	@Test
	void organisersHearOfEachScreen() {
		Flux<Integer> counts = this.clients.listener(this.event.organiser())
			.document("subscription { screenChanged(eventId: \"%s\") { event { screens { id } } } }"
				.formatted(this.event.id()))
			.executeSubscription()
			.toFlux("screenChanged.event.screens", Object[].class)
			.map((screens) -> screens.length);
		List<Integer> heard = new CopyOnWriteArrayList<>();
		Disposable listener = counts.subscribe(heard::add);
		pair();
		listening(heard, "screenKind: STAGE");
		revoke();
		await().atMost(PATIENCE).until(() -> heard.getLast() == 0);
		listener.dispose();
	}

	/**
	 * Changes the screen until the listener hears of it.
	 */
	private void listening(List<?> heard, String change) {
		AtomicInteger names = new AtomicInteger();
		await().atMost(PATIENCE).until(() -> {
			change("%s, name: \"%d\"".formatted(change, names.incrementAndGet()));
			return !heard.isEmpty();
		});
	}

	private static String code(Throwable error) {
		return String.valueOf(((SubscriptionErrorException) error).getErrors().getFirst().getExtensions().get("code"));
	}

	private String id() {
		return this.code.get("screenId").asString();
	}

	private String secret() {
		return this.code.get("pairingSecret").asString();
	}

	private static String token(JsonNode tokens) {
		return tokens.get("accessToken").asString();
	}

	private void pair() {
		mutate(organiser(), "pairScreen", "eventId: \"%s\", pairingCode: \"%s\", screenKind: ROOM, roomId: \"%s\""
			.formatted(this.event.id(), this.code.get("pairingCode").asString(), this.event.roomA()),
				"ScreenPaired { screen { id } }");
	}

	private void change(String change) {
		mutate(organiser(), "updateScreen", "screenId: \"%s\", %s".formatted(id(), change),
				"ScreenUpdated { screen { id } }");
	}

	private void revoke() {
		mutate(organiser(), "revokeScreen", "screenId: \"%s\"".formatted(id()), "ScreenRevoked { removedId }");
	}

	private JsonNode signIn(String secret) {
		return mutate(this.clients.anonymous(), "signInScreen",
				"screenId: \"%s\", pairingSecret: \"%s\"".formatted(id(), secret), signedIn());
	}

	private JsonNode renew(String refreshToken) {
		return mutate(this.clients.anonymous(), "renewScreenToken", "refreshToken: \"%s\"".formatted(refreshToken),
				signedIn());
	}

	private static String signedIn() {
		return "ScreenSignedIn { accessToken refreshToken refreshTokenExpiresAt screen { id } } ... on ScreenNotPaired { codeValid }";
	}

	private GraphQlTester organiser() {
		return this.clients.as(this.event.organiser());
	}

	private HttpGraphQlTester bearer(String token) {
		return HttpGraphQlTester
			.builder(this.clients.raw().mutate().baseUrl(this.clients.address("http", "/graphql").toString()))
			.headers((headers) -> headers.setBearerAuth(token))
			.build();
	}

	private WebSocketGraphQlTester listener(String token) {
		return Clients.listener(this.clients.address("ws", "/graphql"), token);
	}

	private static JsonNode mutate(GraphQlTester client, String mutation, String input, String success) {
		return client
			.document("mutation { %s(input: { %s }) { ... on Refusal { message } ... on %s } }".formatted(mutation,
					input, success))
			.execute()
			.path(mutation)
			.entity(JsonNode.class)
			.get();
	}

}
