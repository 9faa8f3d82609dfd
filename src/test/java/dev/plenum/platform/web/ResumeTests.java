package dev.plenum.platform.web;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that connect again and continue where they were.
 */
@Tag("slow")
@TransportTest
@Timeout(60)
class ResumeTests {

	private static final String STEPS = "subscription($after: Int) { steps(after: $after) { number text } }";

	private static final JsonMapper JSON = JsonMapper.shared();

	private final List<GraphQlSocket> sockets = new ArrayList<>();

	@Autowired
	private Steps steps;

	@Autowired
	private MeterRegistry meters;

	@LocalServerPort
	private int port;

	@AfterEach
	void disconnect() {
		this.sockets.forEach(GraphQlSocket::close);
	}

	@Test
	void eachEventHasTheHashOfItsArgumentsAndThePositionAndIsExecutedOnce() {
		int newest = this.steps.newest();
		GraphQlSocket first = subscribed(null, newest);
		GraphQlSocket second = subscribed(null, newest);
		GraphQlSocket earlier = subscribed(null, newest - 1);
		assertThat(number(event(earlier))).isEqualTo(newest);
		Awaitility.await().atMost(GraphQlSocket.PATIENCE).until(() -> subscriptions() == 3);
		int looks = this.steps.looks();
		this.steps.take(1);
		String resume = resume(event(first));
		assertThat(resume).hasSizeLessThanOrEqualTo(64).endsWith("." + (newest + 1)).matches("[\\w-]{22}\\.\\d+");
		assertThat(resume(event(second))).isEqualTo(resume);
		assertThat(resume(event(earlier))).isNotEqualTo(resume).endsWith("." + (newest + 1));
		assertThat(this.steps.looks() - looks).isEqualTo(1);
	}

	@Test
	void aSocketContinuesWhereTheLastOneEnded() {
		int newest = this.steps.newest();
		String resume;
		try (GraphQlSocket socket = subscribed(null, newest)) {
			this.steps.take(2);
			assertThat(number(event(socket))).isEqualTo(newest + 1);
			JsonNode last = event(socket);
			assertThat(number(last)).isEqualTo(newest + 2);
			resume = resume(last);
		}
		this.steps.take(1);
		GraphQlSocket socket = subscribed(List.of(resume), newest);
		this.steps.take(1);
		assertThat(number(event(socket))).isEqualTo(newest + 3);
		JsonNode last = event(socket);
		assertThat(number(last)).isEqualTo(newest + 4);
		assertThat(resume(last)).as("the hash of the arguments as they were sent")
			.startsWith(resume.substring(0, resume.indexOf('.')));
	}

	@Test
	void eachResumeStringIsUsedByOneSubscription() {
		int newest = this.steps.newest();
		this.steps.take(3);
		String resume = at(newest, newest + 1);
		GraphQlSocket socket = connected(Map.of("resume", List.of(resume, at(newest, newest + 2))));
		assertThat(Stream.of("first", "second", "third").map((id) -> {
			subscribe(socket, id, newest);
			return number(event(socket, id));
		})).containsExactly(newest + 2, newest + 3, newest + 1);
	}

	@Test
	void anEarlierPositionOrOneOfOtherArgumentsChangesNothing() {
		int newest = this.steps.newest();
		this.steps.take(2);
		GraphQlSocket earlier = subscribed(List.of(at(newest, newest - 1)), newest);
		assertThat(number(event(earlier))).isEqualTo(newest + 1);
		GraphQlSocket other = subscribed(List.of(at(newest - 1, newest + 1)), newest);
		assertThat(number(event(other))).isEqualTo(newest + 1);
	}

	@Test
	void aSubscriptionWithoutAnArgumentContinuesToo() {
		String resume = at(null, 0);
		int newest = this.steps.newest();
		this.steps.take(2);
		GraphQlSocket socket = subscribed(List.of(resume.replace(".0", "." + (newest + 1))), null);
		assertThat(number(event(socket))).isEqualTo(newest + 2);
	}

	@Test
	void anythingElseThanAResumeStringIsIgnoredAndTheTokenStillCounts() {
		int newest = this.steps.newest();
		this.steps.take(1);
		List<Object> useless = new ArrayList<>(List.of(7, Map.of("a", 1), List.of(), "", ".", "x".repeat(9000)));
		useless.add(at(newest, newest).replaceAll("\\.\\d+$", ".later"));
		for (Object resume : Stream.concat(Stream.of(useless, "text", 3, Map.of("a", true)), useless.stream())
			.toList()) {
			Map<String, Object> payload = new HashMap<>(Map.of("resume", resume, "Authorization", "Bearer attendee"));
			GraphQlSocket socket = connected(payload);
			socket.subscribe("s", STEPS.replace("text", "who"), Map.of("after", newest));
			assertThat(event(socket).at("/data/steps/who").asString()).isEqualTo((newest + 1) + " for attendee-1");
		}
		GraphQlSocket flooded = subscribed(
				Stream.concat(IntStream.range(0, 100).mapToObj((i) -> "no" + i), Stream.of(at(newest, newest + 1)))
					.toList(),
				newest);
		assertThat(number(event(flooded))).as("only 100 are read").isEqualTo(newest + 1);
	}

	@Test
	void aForgedPositionIsCheckedLikeAnArgument() {
		GraphQlSocket forged = subscribed(List.of(at(null, -5000)), null);
		GraphQlSocket sent = subscribed(null, -5000);
		assertThat(forged.next()).isEqualTo(sent.next())
			.containsEntry("type", "error")
			.asString()
			.contains("RESYNC_REQUIRED");
	}

	@Test
	void aSubscriptionThatIsNotSharedHasResumeStringsToo() {
		int newest = this.steps.newest();
		GraphQlSocket socket = connected(Map.of("resume", List.of(at(newest - 1, newest))));
		socket.subscribe("s", STEPS.replace("text", "who"), Map.of("after", newest - 1));
		this.steps.take(1);
		JsonNode event = event(socket);
		assertThat(number(event)).isEqualTo(newest + 1);
		assertThat(resume(event)).isEqualTo(at(newest - 1, newest + 1));
	}

	@Test
	void theOlderProtocolContinuesToo() {
		int newest = this.steps.newest();
		this.steps.take(2);
		GraphQlSocket socket = GraphQlSocket.open(uri("ws"), Map.of(), "graphql-ws");
		this.sockets.add(socket);
		socket.init(Map.of("resume", List.of(at(newest, newest + 1))));
		assertThat(socket.next()).containsEntry("type", "connection_ack");
		socket.send(Map.of("type", "start", "id", "s", "payload",
				Map.of("query", STEPS, "variables", Map.of("after", newest))));
		JsonNode event = event(socket);
		assertThat(number(event)).isEqualTo(newest + 2);
		assertThat(resume(event)).isEqualTo(at(newest, newest + 2));
	}

	@Test
	void theIdOfAServerSentEventIsTheResumeString() throws Exception {
		int newest = this.steps.newest();
		this.steps.take(2);
		List<String> lines = stream(null, newest, 2);
		assertThat(lines).noneMatch((line) -> line.startsWith("retry:"));
		List<String> ids = lines.stream()
			.filter((line) -> line.startsWith("id: "))
			.map((line) -> line.substring(4))
			.toList();
		assertThat(ids).containsExactly(at(newest, newest + 1), at(newest, newest + 2));
		assertThat(events(lines)).extracting(ResumeTests::resume).isEqualTo(ids);
		assertThat(lines).containsSubsequence("id: " + ids.getFirst(), "event: next");
	}

	@Test
	void anEventStreamContinuesAfterTheLastEventId() throws Exception {
		int newest = this.steps.newest();
		this.steps.take(3);
		assertThat(events(stream(at(newest, newest + 2), newest, 1))).extracting(ResumeTests::number)
			.containsExactly(newest + 3);
		assertThat(events(stream("unknown", newest, 1))).extracting(ResumeTests::number).containsExactly(newest + 1);
	}

	private List<String> stream(@Nullable String lastEventId, int after, int events) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri("http"))
			.timeout(GraphQlSocket.PATIENCE)
			.header("Content-Type", "application/json")
			.header("Accept", "text/event-stream")
			.POST(HttpRequest.BodyPublishers
				.ofString(JSON.writeValueAsString(Map.of("query", STEPS, "variables", Map.of("after", after)))));
		if (lastEventId != null) {
			request.header("Last-Event-ID", lastEventId);
		}
		List<String> lines = new ArrayList<>();
		try (BufferedReader reader = new BufferedReader(new InputStreamReader(
				HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream()).body(),
				StandardCharsets.UTF_8))) {
			while (events(lines).size() < events) {
				lines.add(reader.readLine());
			}
		}
		return lines;
	}

	private static List<JsonNode> events(List<String> lines) {
		return lines.stream()
			.filter((line) -> line.startsWith("data: {"))
			.map((line) -> JSON.readTree(line.substring("data: ".length())))
			.toList();
	}

	/**
	 * The resume string of a subscription at a position.
	 * @param after the argument of the subscription, less than the newest number; null
	 * for none
	 * @param position the position
	 */
	private String at(@Nullable Integer after, int position) {
		GraphQlSocket socket = subscribed(null, after);
		if (after == null) {
			Awaitility.await().atMost(GraphQlSocket.PATIENCE).until(() -> subscriptions() > 0);
			this.steps.take(1);
		}
		return resume(event(socket)).replaceFirst("\\..*", "." + position);
	}

	private GraphQlSocket subscribed(@Nullable List<?> resume, @Nullable Integer after) {
		GraphQlSocket socket = connected((resume != null) ? Map.of("resume", resume) : null);
		subscribe(socket, "s", after);
		return socket;
	}

	private static void subscribe(GraphQlSocket socket, String id, @Nullable Integer after) {
		socket.subscribe(id, STEPS, (after != null) ? Map.of("after", after) : Map.of());
	}

	private GraphQlSocket connected(@Nullable Map<String, ?> payload) {
		GraphQlSocket socket = GraphQlSocket.connect(uri("ws"), payload);
		this.sockets.add(socket);
		return socket;
	}

	private static JsonNode event(GraphQlSocket socket) {
		return event(socket, "s");
	}

	/** The next event of an operation. */
	private static JsonNode event(GraphQlSocket socket, String id) {
		Map<String, Object> message = socket.next();
		while (!id.equals(message.get("id")) || !List.of("next", "data").contains(message.get("type"))) {
			message = socket.next();
		}
		return JSON.valueToTree(message.get("payload"));
	}

	private static int number(JsonNode event) {
		return event.at("/data/steps/number").asInt();
	}

	private static String resume(JsonNode event) {
		return event.at("/extensions/resume").asString();
	}

	private double subscriptions() {
		return this.meters.get("plenum.subscriptions").gauge().value();
	}

	private URI uri(String scheme) {
		return URI.create("%s://127.0.0.1:%d/graphql".formatted(scheme, this.port));
	}

}
