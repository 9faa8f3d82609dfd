package dev.plenum.platform.web;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The limits of an operation over every transport.
 */
@LiveServer
class OperationLimitTests {

	private static final String EVENT = "event(slug: \"socialchefsdagarna-2024\") ";

	private static final Map<String, String> TOO_LARGE = Map.of("tokens", "{" + " __typename".repeat(2001) + "}",
			"depth", "{ " + EVENT + "{ " + "sessions(first: 1) { nodes { event { ".repeat(4) + "id" + " }".repeat(14),
			"aliases", "{ " + EVENT + "{ " + numbered(16, "n%d: name ") + "} }", "root fields",
			"{ " + numbered(21, "r%d: __typename ") + "}", "cost",
			"{ " + EVENT + "{ sessions(first: 100) { nodes { event { rooms { sessions { id } } } } } } }", "fragments",
			"{ " + EVENT + "{ ...F0 } } " + IntStream.range(0, 14)
				.mapToObj((n) -> "fragment F%d on Event { %s } ".formatted(n, (n < 13)
						? "a: nowAndNext { at now { event { id ...F%d } } } b: nowAndNext { at next { event { id ...F%d } } }"
							.formatted(n + 1, n + 1)
						: "id"))
				.collect(Collectors.joining()));

	@Autowired
	private Clients clients;

	static Stream<Arguments> tooLarge() {
		return TOO_LARGE.keySet()
			.stream()
			.flatMap((name) -> Stream.of("POST", "GET", "SSE", "socket").map((way) -> Arguments.of(name, way)));
	}

	@ParameterizedTest(name = "{0} by {1}")
	@MethodSource("tooLarge")
	void aTooLargeOperationIsRefused(String name, String way) {
		String operation = TOO_LARGE.get(name);
		if (!(way.equals("GET") && name.equals("tokens"))) {
			JsonNode error = switch (way) {
				case "POST" -> post(operation).at("/errors/0");
				case "GET" -> get(operation).at("/errors/0");
				case "SSE" -> stream(operation).at("/errors/0");
				default -> socket(operation).at("/payload/0");
			};
			assertThat(error.at("/extensions/code").asString()).as(error.toString()).isEqualTo("QUERY_TOO_COMPLEX");
		}
	}

	@Test
	void aSubscriptionHasTheSameLimits() {
		String operation = "subscription { scheduleChanged(eventId: \"evt_7pf3i02rlh3\") { session { event { sessions(first: 100) { nodes { event { rooms { sessions { id } } } } } } } } }";
		assertThat(stream(operation).at("/errors/0/extensions/code").asString()).isEqualTo("QUERY_TOO_COMPLEX");
		assertThat(socket(operation).at("/payload/0/extensions/code").asString()).isEqualTo("QUERY_TOO_COMPLEX");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{ __typename }                                                                               | 0
					{ viewer { subject } }                                                                       | 1
					{ E { name } }                                                                               | 1
					{ E { sessions(first: 10) { totalCount } } }                                                 | 2
					{ E { sessions(first: 10) { nodes { id } } } }                                               | 12
					{ E { sessions(first: 10) { nodes { id } nodes { title } ...F } } } fragment F on SessionConnection { nodes { kind } } | 12
					{ E { sessions(first: 10) { edges { node { id } } } } }                                      | 22
					{ E { sessions { nodes { id } } } }                                                          | 52
					{ E { sessions(first: null) { nodes { id } } } }                                             | 52
					{ E { sessions(last: 10) { nodes { id } } } }                                                | 12
					{ E { sessions(first: 10, last: 20) { nodes { id } } } }                                     | 22
					{ E { sessions(first: 0) { nodes { id } } } }                                                | 2
					{ E { sessions(first: 10) { nodes { speakers { role speaker { name } } } } } }               | 72
					{ E { rooms { sessions { id } } } }                                                          | 421
					{ E { a: rooms { id } b: rooms { id } } }                                                    | 41
					{ E { rooms { id } rooms @skip(if: true) { sessions { id } } } }                             | 21
					{ nodes(ids: ["a", "b"]) { id } }                                                            | 2
					{ __schema { types { fields { type { ofType { ofType { ofType { ofType { ofType { ofType { ofType { name } } } } } } } } } } } } | 0
					""")
	void theResultContainsTheCost(String operation, int cost) {
		assertThat(post(operation.replace("E {", EVENT + "{")).at("/extensions/cost").toString())
			.isEqualTo("{\"requested\":%d,\"limit\":5000}".formatted(cost));
	}

	@Test
	void theLengthOfAPageCanBeAVariable() {
		String operation = "query ($first: Int = 7, $ids: [ID!]!) { " + EVENT
				+ "{ sessions(first: $first) { nodes { id } } } nodes(ids: $ids) { id } }";
		List<String> three = List.of("a", "b", "c");
		assertThat(requested(operation, Map.of("ids", three))).isEqualTo(9 + 3);
		assertThat(requested(operation, Map.of("ids", three, "first", 20))).isEqualTo(22 + 3);
		String withoutDefault = operation.replace(" = 7", "");
		assertThat(requested(withoutDefault, Map.of("ids", three))).isEqualTo(52 + 3);
		assertThat(post(withoutDefault, Map.of("ids", three, "first", 101)).at("/errors/0/extensions").toString())
			.startsWith("{\"code\":\"BAD_INPUT\",\"path\":[\"first\"]");
	}

	@Test
	void aMutationCostsMore() {
		assertThat(post(
				"mutation { deleteMyData(input: {subject: \"nobody\"}) { ... on MyDataDeleted { deleted { key } } } }")
			.at("/extensions/cost/requested")
			.asInt()).isEqualTo(14);
	}

	@Test
	void aRefusedOperationReportsItsCostToo() {
		assertThat(post(TOO_LARGE.get("cost")).at("/extensions/cost/requested").asInt()).isGreaterThan(5000);
	}

	@ParameterizedTest
	@ValueSource(ints = { 40, 100 })
	void theProgrammeOnAPhoneIsNotTooLarge(int sessions) {
		String programme = """
				{ E { name startsOn endsOn timezone revision venue { name city } days { date topic } rooms { id name capacity floor } tracks { id name color }
				  sessions(first: %d) { totalCount pageInfo { hasNextPage endCursor } nodes { id kind title abstract startsAt endsAt status note tags
				    track { id name } rooms { id name } speakers { role speaker { id name organisation titles } }
				    parts { title speakers { id name } } materials { kind title url } seats { capacity left } mySeat { state } inMyAgenda } } } }"""
			.formatted(sessions);
		JsonNode answer = post(programme.replace("E {", EVENT + "{"));
		assertThat(answer.has("errors")).as(answer.toString()).isFalse();
		assertThat(answer.at("/data/event/sessions/nodes").size()).isPositive();
	}

	@Test
	void aMisspeltFieldIsNotCorrected() {
		assertThat(post("{ evnt { id } }").at("/errors/0/message").asString())
			.doesNotContainIgnoringCase("did you mean")
			.doesNotContain("event");
	}

	private int requested(String operation, Map<String, ?> variables) {
		JsonNode answer = post(operation, variables);
		assertThat(answer.has("errors")).as(answer.toString()).isFalse();
		return answer.at("/extensions/cost/requested").asInt();
	}

	private JsonNode post(String operation) {
		return post(operation, Map.of());
	}

	private JsonNode post(String operation, Map<String, ?> variables) {
		return JsonMapper.shared()
			.readTree(this.clients.raw()
				.post()
				.uri("/graphql")
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue(Map.of("query", operation, "variables", variables))
				.exchange()
				.expectBody()
				.returnResult()
				.getResponseBodyContent());
	}

	private JsonNode get(String operation) {
		return JsonMapper.shared()
			.readTree(this.clients.raw()
				.get()
				.uri((uri) -> uri.path("/graphql").queryParam("query", "{query}").build(operation))
				.exchange()
				.expectBody()
				.returnResult()
				.getResponseBodyContent());
	}

	private JsonNode stream(String operation) {
		String events = this.clients.raw()
			.post()
			.uri("/graphql")
			.contentType(MediaType.APPLICATION_JSON)
			.accept(MediaType.TEXT_EVENT_STREAM)
			.bodyValue(Map.of("query", operation))
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		return JsonMapper.shared()
			.readTree(String.valueOf(events)
				.lines()
				.filter((line) -> line.startsWith("data: "))
				.findFirst()
				.orElseThrow()
				.substring("data: ".length()));
	}

	private JsonNode socket(String operation) {
		try (GraphQlSocket socket = GraphQlSocket.connect(this.clients.address("ws", "/graphql"), null)) {
			socket.subscribe("s", operation, null);
			return JsonMapper.shared().valueToTree(socket.next());
		}
	}

	private static String numbered(int count, String text) {
		return IntStream.range(0, count).mapToObj(text::formatted).collect(Collectors.joining());
	}

}
