package dev.plenum.exhibitor;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

import dev.plenum.OwnProcesses;
import dev.plenum.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Concurrent requests on two servers: more claims than an offer has, and two meetings of
 * one host at the same time.
 */
@Tag("slow")
@OwnProcesses
class ExhibitorRushTests {

	private static final int ATTENDEES = 500;

	private static final int LIMIT = 50;

	private static final int PAIRS = 10;

	private static final int PHONES_AT_ONCE = 250;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@TempDir
	static Path data;

	static List<ServerProcess> servers = List.of();

	private final HttpClient http = HttpClient.newHttpClient();

	private final Semaphore phones = new Semaphore(PHONES_AT_ONCE);

	@BeforeAll
	static void startTwoServers(TestInfo test) {
		servers = ServerProcess.two(test, data);
	}

	@AfterAll
	static void stopThem() {
		servers.reversed().forEach(ServerProcess::close);
	}

	@Test
	void exactlyTheLimitIsClaimedAndAllAnswersAgree() {
		String offer = offer();
		List<String> subjects = IntStream.range(0, ATTENDEES).mapToObj((number) -> "a" + number).toList();
		Map<String, String> tokens = new HashMap<>();
		List<CompletableFuture<String>> tokenAnswers = subjects.stream().map(this::token).toList();
		IntStream.range(0, ATTENDEES)
			.forEach((index) -> tokens.put(subjects.get(index), tokenAnswers.get(index).join()));

		List<Map.Entry<String, ServerProcess>> requests = new ArrayList<>();
		servers.forEach((server) -> subjects.forEach((subject) -> requests.add(Map.entry(subject, server))));
		Collections.shuffle(requests, new Random(4));
		List<CompletableFuture<Map.Entry<String, Integer>>> answers = requests.stream()
			.map((request) -> ask(request.getValue(), String.valueOf(tokens.get(request.getKey())),
					"mutation { claimOffer(input: { offerId: \"%s\" }) { __typename ... on OfferClaimed { claim { claimNumber } } } }"
						.formatted(offer))
				.thenApply((answer) -> Map.entry(request.getKey(), number(answer))))
			.toList();
		Map<String, Set<Integer>> told = new HashMap<>();
		answers.stream()
			.map(CompletableFuture::join)
			.forEach((answer) -> told.computeIfAbsent(answer.getKey(), (subject) -> new HashSet<>())
				.add(answer.getValue()));

		assertThat(told.values()).as("both of a phone's requests are answered the same")
			.allSatisfy((numbers) -> assertThat(numbers).hasSize(1));
		assertThat(told.values().stream().flatMap(Set::stream).filter((number) -> number > 0))
			.containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, LIMIT).boxed().toList());
		servers.forEach((server) -> assertThat(ask(server, server.token("admin"),
				"{ node(id: \"%s\") { ... on Offer { claimLimit claimsLeft } } }".formatted(offer))
			.join()
			.path("node")).hasToString("{\"claimLimit\":%d,\"claimsLeft\":0}".formatted(LIMIT)));
	}

	@Test
	void aHostOfTwoExhibitorsHasOneMeetingAtATimeOnTwoServers() {
		String event = event("two");
		List<String> exhibitors = List.of(exhibitor(event, "one"), exhibitor(event, "other"));
		Instant first = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
		List<String> times = IntStream.range(0, PAIRS)
			.mapToObj((index) -> first.plus(index, ChronoUnit.HOURS))
			.map((start) -> "{ startsAt: \"%s\", endsAt: \"%s\" }".formatted(start, start.plus(1, ChronoUnit.HOURS)))
			.toList();
		List<List<String>> wishes = times.stream()
			.map((time) -> exhibitors.stream().map((exhibitor) -> meeting(exhibitor, time)).toList())
			.toList();

		List<List<CompletableFuture<String>>> answers = IntStream.range(0, PAIRS)
			.mapToObj((pair) -> IntStream.range(0, servers.size())
				.mapToObj((at) -> ask(servers.get((at + pair) % servers.size()), servers.getFirst().token("exhibitor"),
						"mutation { answerMeeting(input: { meetingId: \"%s\", answer: { accept: %s } }) { __typename } }"
							.formatted(wishes.get(pair).get(at), times.get(pair)))
					.thenApply((answer) -> answer.path("answerMeeting").path("__typename").asString()))
				.toList())
			.toList();

		assertThat(answers).allSatisfy((pair) -> assertThat(pair.stream().map(CompletableFuture::join))
			.containsExactlyInAnyOrder("MeetingAnswered", "MeetingClash"));
		JsonNode agreed = ask(servers.getLast(), servers.getFirst().token("exhibitor"),
				"{ event(id: \"%s\") { myMeetings { time { startsAt } } } }".formatted(event))
			.join();
		assertThat(agreed.path("event").path("myMeetings").valueStream().map(JsonNode::toString)).hasSize(PAIRS)
			.doesNotHaveDuplicates();
	}

	private String meeting(String exhibitor, String time) {
		return ask(servers.getFirst(), servers.getFirst().token("attendee"), """
				mutation { requestMeeting(input: { exhibitorId: "%s", key: "%d", name: "A", times: [%s] }) {
				  ... on MeetingRequested { meeting { id } } } }""".formatted(exhibitor, time.hashCode(), time)).join()
			.path("requestMeeting")
			.path("meeting")
			.path("id")
			.asString();
	}

	private String offer() {
		String exhibitor = exhibitor(event("rush"), "e");
		return ask(servers.getFirst(), servers.getFirst().token("exhibitor"),
				"""
						mutation { putOffer(input: { exhibitorId: "%s", key: "o", title: [{ lang: "sv", text: "O" }], claimLimit: %d }) {
						  ... on OfferPut { offer { id } } } }"""
					.formatted(exhibitor, LIMIT))
			.join()
			.path("putOffer")
			.path("offer")
			.path("id")
			.asString();
	}

	private String event(String slug) {
		LocalDate today = LocalDate.now(ZoneOffset.UTC);
		JsonNode event = admin(
				"""
						mutation { putEvent(input: { slug: "%s", name: [{ lang: "sv", text: "Rusning" }], startsOn: "%s",
						  endsOn: "%s", timezone: "Europe/Stockholm", languages: ["sv"] }) { ... on EventPut { event { id } } } }"""
					.formatted(slug, today.minusDays(1), today.plusDays(3)));
		String id = event.path("putEvent").path("event").path("id").asString();
		admin("mutation { publishEvent(input: { eventId: \"%s\" }) { ... on EventPublished { event { id } } } }"
			.formatted(id));
		return id;
	}

	private String exhibitor(String event, String key) {
		String exhibitor = admin(
				"mutation { putExhibitor(input: { eventId: \"%s\", key: \"%s\", name: \"E\" }) { ... on ExhibitorPut { exhibitor { id } } } }"
					.formatted(event, key))
			.path("putExhibitor")
			.path("exhibitor")
			.path("id")
			.asString();
		admin("mutation { setExhibitorStaff(input: { exhibitorId: \"%s\", subjects: [\"exhibitor\"] }) { __typename } }"
			.formatted(exhibitor));
		return exhibitor;
	}

	private JsonNode admin(String document) {
		return ask(servers.getFirst(), servers.getFirst().token("admin"), document).join();
	}

	private CompletableFuture<JsonNode> ask(ServerProcess server, String token, String document) {
		this.phones.acquireUninterruptibly();
		return this.http
			.sendAsync(HttpRequest.newBuilder(server.address("http", "/graphql"))
				.timeout(PATIENCE)
				.header("Content-Type", "application/json")
				.header("Authorization", "Bearer " + token)
				.POST(HttpRequest.BodyPublishers
					.ofString(JsonMapper.shared().writeValueAsString(Map.of("query", document))))
				.build(), BodyHandlers.ofString())
			.whenComplete((response, ex) -> this.phones.release())
			.thenApply((response) -> {
				JsonNode answer = JsonMapper.shared().readTree(response.body());
				assertThat(answer.has("errors")).as(response.body()).isFalse();
				return answer.path("data");
			});
	}

	private CompletableFuture<String> token(String subject) {
		URI address = servers.getFirst().address("http", "/local/token?subject=" + subject);
		return this.http.sendAsync(HttpRequest.newBuilder(address).timeout(PATIENCE).build(), BodyHandlers.ofString())
			.thenApply(HttpResponse::body);
	}

	/** The number of the claim; 0 where none was left. */
	private static int number(JsonNode answer) {
		JsonNode claim = answer.path("claimOffer");
		assertThat(claim.path("__typename").asString()).isIn("OfferClaimed", "OfferExhausted");
		return claim.path("claim").path("claimNumber").asInt(0);
	}

}
