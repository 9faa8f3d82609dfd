package dev.plenum.screen;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.NewEvent;
import dev.plenum.meeting.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Screens are paired by a code that an organiser enters.
 */
@Tag("slow")
@LiveServer
public class ScreenTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Autowired
	private Clients clients;

	@Autowired
	private Screens screens;

	private NewEvent event;

	@BeforeEach
	void makeEvent() {
		this.event = NewEvent.on(this.clients);
	}

	@Test
	void aScreenShowsWhatTheOrganiserChoosesWhoEntersItsCode() {
		JsonNode code = requestCode();
		assertThat(code.get("pairingCode").asString()).matches("[A-Z0-9]{8}");
		assertThat(OffsetDateTime.parse(code.get("expiresAt").asString()).toInstant())
			.isBetween(Instant.now().plusSeconds(290), Instant.now().plusSeconds(300));
		assertThat(screensOf(organiser())).isEmpty();
		String spelling = code.get("pairingCode").asString().toLowerCase(Locale.ROOT).replaceFirst("^(.{4})", "$1 - ");
		JsonNode screen = pair(spelling, room()).get("screen");
		assertThat(screen.get("id")).isEqualTo(code.get("screenId"));
		assertThat(screen.get("screenKind").asString()).isEqualTo("ROOM");
		assertThat(screen.at("/room/name").asString()).isEqualTo("Sal A");
		assertThat(screen.get("name").asString()).isEqualTo("Dörren");
		assertThat(screensOf(organiser())).hasSize(1).contains(screen);
		assertThat(pair(spelling, room()).get("screen")).isEqualTo(screen);
	}

	@Test
	void aCodeThatNoScreenShowsIsRejected() {
		String used = requestCode().get("pairingCode").asString();
		pair(used, room());
		NewEvent other = NewEvent.on(this.clients);
		String elsewhere = mutate(organiser(), "requestScreenCode", "eventId: \"%s\"".formatted(other.id()))
			.get("pairingCode")
			.asString();
		String expired = requestCode().get("pairingCode").asString();
		assertThat(this.screens
			.pair(ScreenCode.screenId(this.event.id(), expired), Instant.now().plus(Duration.ofMinutes(6)),
					new ScreenContent(ScreenKind.FOYER, null, null).stored())
			.blockOptional(PATIENCE)).isEmpty();
		for (String code : List.of(used, elsewhere, "", "ABCDEFGH", "x".repeat(10_000))) {
			assertThat(pair(code, "screenKind: FOYER").get("message").asString())
				.isEqualTo("No screen shows this code. Enter the code that the screen shows now.");
		}
	}

	@Test
	void oneOfManyOrganisersWhoEnterACodeAtOnceDecides() {
		String code = requestCode().get("pairingCode").asString();
		List<String> types = Flux.range(0, 8)
			.flatMap((i) -> Mono
				.fromCallable(
						() -> pair(code, "screenKind: FOYER, name: \"%d\"".formatted(i)).get("__typename").asString())
				.subscribeOn(Schedulers.boundedElastic()), 8)
			.collectList()
			.blockOptional(PATIENCE)
			.orElseThrow();
		assertThat(types).containsOnlyOnce("ScreenPaired").hasSize(8);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			screenKind: ROOM | A screen of this kind needs a room.
			screenKind: STAGE, roomId: "roo_none" | The event has no room 'roo_none'.
			""")
	void aScreenOfARoomNeedsARoomOfTheEvent(String content, String message) {
		String code = requestCode().get("pairingCode").asString();
		response(organiser(), "pairScreen",
				"eventId: \"%s\", pairingCode: \"%s\", %s".formatted(this.event.id(), code, content))
			.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getMessage()).isEqualTo(message)));
	}

	@Test
	void aChangeOfAScreenThatSomebodyElseChangedIsOutdated() {
		JsonNode screen = pair(requestCode().get("pairingCode").asString(), room()).get("screen");
		String id = screen.get("id").asString();
		int version = screen.get("version").asInt();
		JsonNode foyer = mutate(organiser(), "updateScreen",
				"screenId: \"%s\", expectedVersion: %d, screenKind: FOYER".formatted(id, version))
			.get("screen");
		assertThat(foyer.get("room").isNull()).isTrue();
		assertThat(foyer.get("name").asString()).isEqualTo("Dörren");
		assertThat(mutate(organiser(), "updateScreen",
				"screenId: \"%s\", expectedVersion: %d, name: null".formatted(id, version))
			.get("__typename")
			.asString()).isEqualTo("Outdated");
		assertThat(screensOf(organiser())).containsExactly(foyer);
	}

	@Test
	@Row("room: screens for the room")
	void aScreenOfARemovedRoomStaysWithoutARoom() {
		String room = this.clients.as(this.event.organiser())
			.document(
					"mutation { putRoom(input: {eventId: \"%s\", key: \"c\", name: \"Sal C\"}) { ... on RoomPut { room { id } } } }"
						.formatted(this.event.id()))
			.execute()
			.path("putRoom.room.id")
			.entity(String.class)
			.get();
		JsonNode screen = pair(requestCode().get("pairingCode").asString(),
				"screenKind: ROOM, roomId: \"%s\"".formatted(room))
			.get("screen");
		this.clients.as(this.event.organiser())
			.document("mutation { removeRoom(input: {roomId: \"%s\"}) { __typename } }".formatted(room))
			.execute()
			.path("removeRoom.__typename")
			.entity(String.class)
			.isEqualTo("RoomRemoved");
		assertThat(screensOf(organiser())).singleElement().satisfies((left) -> {
			assertThat(left.get("id")).isEqualTo(screen.get("id"));
			assertThat(left.get("room").isNull()).isTrue();
		});
	}

	@Test
	void aRevokedScreenIsGone() {
		String id = pair(requestCode().get("pairingCode").asString(), room()).at("/screen/id").asString();
		for (int times = 0; times < 2; times++) {
			assertThat(
					mutate(organiser(), "revokeScreen", "screenId: \"%s\"".formatted(id)).get("removedId").asString())
				.isEqualTo(id);
		}
		assertThat(screensOf(organiser())).isEmpty();
	}

	@Test
	void onlyOrganisersSeePairAndChangeScreens() {
		String code = requestCode().get("pairingCode").asString();
		String id = pair(code, room()).at("/screen/id").asString();
		for (String change : List.of("updateScreen", "revokeScreen")) {
			code(response(this.clients.anonymous(), change, "screenId: \"%s\"".formatted(id)), "UNAUTHENTICATED");
			code(response(this.clients.attendee(), change, "screenId: \"%s\"".formatted(id)), "FORBIDDEN");
		}
		code(screens(this.clients.anonymous()), "UNAUTHENTICATED");
		code(screens(this.clients.attendee()), "FORBIDDEN");
		code(response(this.clients.attendee(), "pairScreen",
				"eventId: \"%s\", pairingCode: \"%s\", screenKind: FOYER".formatted(this.event.id(), code)),
				"FORBIDDEN");
	}

	@Test
	void anEventHasALimitedNumberOfCodesThatNobodyEntered() {
		Instant now = Instant.now();
		IntStream.range(0, Screens.MOST_CODES)
			.mapToObj((i) -> waiting("CODE" + i, (i == 0) ? now.minusSeconds(1) : now.plusSeconds(100)))
			.forEach((screen) -> this.screens.add(screen).block(PATIENCE));
		assertThat(requestCode().get("__typename").asString()).isEqualTo("ScreenCodeRequested");
		JsonNode refused = requestCode();
		assertThat(refused.get("limit").asInt()).isEqualTo(Screens.MOST_CODES);
		assertThat(refused.get("message").asString())
			.isEqualTo("Too many screens are waiting for an organiser. Try again in a few minutes.");
	}

	private ScreenDocument waiting(String code, Instant expiresAt) {
		return new ScreenDocument(ScreenCode.screenId(this.event.id(), code), this.event.id(), 1, "hash",
				expiresAt.minusSeconds(300), expiresAt, null, null, null, null);
	}

	private JsonNode requestCode() {
		return mutate(this.clients.anonymous(), "requestScreenCode", "eventId: \"%s\"".formatted(this.event.id()));
	}

	private JsonNode pair(String code, String content) {
		return mutate(organiser(), "pairScreen",
				"eventId: \"%s\", pairingCode: \"%s\", %s".formatted(this.event.id(), code, content));
	}

	private String room() {
		return "screenKind: ROOM, roomId: \"%s\", name: \"Dörren\"".formatted(this.event.roomA());
	}

	private GraphQlTester organiser() {
		return this.clients.as(this.event.organiser());
	}

	private List<JsonNode> screensOf(GraphQlTester client) {
		return screens(client).path("event.screens").entityList(JsonNode.class).get();
	}

	private Response screens(GraphQlTester client) {
		return client
			.document("{ event(id: \"%s\") { screens { id version name screenKind room { name } } } }"
				.formatted(this.event.id()))
			.execute();
	}

	private static JsonNode mutate(GraphQlTester client, String mutation, String input) {
		return response(client, mutation, input).path(mutation).entity(JsonNode.class).get();
	}

	private static Response response(GraphQlTester client, String mutation, String input) {
		String screen = "screen { id version name screenKind room { name } }";
		String success = switch (mutation) {
			case "requestScreenCode" -> "... on ScreenCodeRequested { screenId pairingCode pairingSecret expiresAt }"
					+ " ... on LimitReached { limit }";
			case "pairScreen" -> "... on ScreenPaired { %s }".formatted(screen);
			case "updateScreen" -> "... on ScreenUpdated { %s }".formatted(screen);
			default -> "... on ScreenRevoked { removedId }";
		};
		return client
			.document("mutation { %s(input: { %s }) { __typename ... on Refusal { message } %s } }".formatted(mutation,
					input, success))
			.execute();
	}

	private static void code(Response response, String code) {
		response.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", code)));
	}

}
