package dev.plenum.seating;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A rush for the seats of one session on two servers with one database: 1,300 attendees
 * book 300 seats at the same moment, each on both servers.
 */
@Tag("slow")
@OwnProcesses
class RushTests {

	private static final int SEATS = 300;

	private static final int ATTENDEES = 1300;

	private static final int PHONES_AT_ONCE = 500;

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private static final Map<String, String> tokens = new ConcurrentHashMap<>();

	static List<ServerProcess> servers = List.of();

	@TempDir
	static Path data;

	@BeforeAll
	static void startTwoServers(TestInfo test) {
		tokens.clear();
		servers = ServerProcess.two(test, data);
	}

	@AfterAll
	static void stopThem() {
		servers.reversed().forEach(ServerProcess::close);
	}

	@Test
	void everyAnswerIsTrueAndTheWaitingListKeepsItsOrder() {
		Conference conference = new Conference(RushTests::client);
		String session = conference.session("rush", 2, SEATS);
		List<String> attendees = names("a", ATTENDEES);

		Map<String, Set<Integer>> told = ask("bookSeat", session, attendees, new Random(1));
		List<String> seated = new ArrayList<>();
		List<String> line = new ArrayList<>(Collections.nCopies(ATTENDEES - SEATS, ""));
		told.forEach((subject, places) -> {
			assertThat(places).as("both of a phone's requests are answered the same").hasSize(1);
			int place = places.iterator().next();
			if (place == 0) {
				seated.add(subject);
			}
			else {
				assertThat(line.set(place - 1, subject)).as("no place is told to two").isEmpty();
			}
		});
		assertThat(seated).hasSize(SEATS);
		assertThat(line).doesNotContain("");
		assertThat(places(session, attendees)).isEqualTo(expected(seated, line));

		Random random = new Random(2);
		Set<String> leaving = new HashSet<>(pick(seated, 100, random));
		leaving.addAll(pick(line, 80, random));
		List<String> late = names("late", 200);
		CompletableFuture<Map<String, Set<Integer>>> joining = CompletableFuture
			.supplyAsync(() -> ask("bookSeat", session, late, new Random(3)));
		ask("releaseSeat", session, List.copyOf(leaving), random);
		Map<String, Set<Integer>> lateTold = joining.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();

		seated.removeAll(leaving);
		line.removeAll(leaving);
		while (seated.size() < SEATS) {
			seated.add(line.removeFirst());
		}
		Map<String, Integer> after = places(session,
				Stream.concat(attendees.stream(), late.stream()).filter((one) -> !leaving.contains(one)).toList());
		Map<String, Integer> before = expected(seated, line);
		assertThat(after).as("every seat went to the next in line").containsAllEntriesOf(before);
		assertThat(places(session, List.copyOf(leaving))).isEmpty();
		assertThat(late).allSatisfy((subject) -> {
			assertThat(after.get(subject)).as("who came later stands behind").isGreaterThan(line.size());
			assertThat(lateTold.get(subject)).as("nobody falls back in line")
				.allMatch((place) -> place >= after.get(subject));
		});
		assertThat(late.stream().map(after::get)).doesNotHaveDuplicates();
		seats(session).path("node.seats")
			.matchesJson("{\"capacity\": %d, \"taken\": %d, \"left\": 0, \"waiting\": %d}".formatted(SEATS, SEATS,
					line.size() + late.size()));
	}

	/**
	 * Sends a request of each attendee to both servers at once, in random order.
	 * @return the places in the answers to each attendee, 0 for a seat and -1 for neither
	 */
	private static Map<String, Set<Integer>> ask(String mutation, String session, List<String> subjects,
			Random random) {
		String fields = mutation.equals("bookSeat")
				? "__typename ... on SeatBooked { seat { position } } ... on SeatWaiting { seat { position } }"
				: "__typename";
		String document = "mutation { answer: %s(input: {sessionId: \\\"%s\\\"}) { %s } }".formatted(mutation, session,
				fields);
		List<Map.Entry<String, ServerProcess>> requests = new ArrayList<>();
		servers.forEach((server) -> subjects.forEach((subject) -> requests.add(Map.entry(subject, server))));
		Collections.shuffle(requests, random);
		Semaphore phones = new Semaphore(PHONES_AT_ONCE);
		List<CompletableFuture<Map.Entry<String, Integer>>> answers = requests.stream().map((request) -> {
			phones.acquireUninterruptibly();
			return ask(request.getValue(), request.getKey(), document).whenComplete((answer, ex) -> phones.release())
				.thenApply((answer) -> Map.entry(request.getKey(), place(answer)));
		}).toList();
		Map<String, Set<Integer>> told = new HashMap<>();
		answers.stream()
			.map(CompletableFuture::join)
			.forEach((answer) -> told.computeIfAbsent(answer.getKey(), (subject) -> new HashSet<>())
				.add(answer.getValue()));
		return told;
	}

	/** Sends a request, and repeats it if the answer says so, as a phone does. */
	private static CompletableFuture<String> ask(ServerProcess server, String subject, String document) {
		return http
			.sendAsync(HttpRequest.newBuilder(server.address("http", "/graphql"))
				.timeout(PATIENCE)
				.header("Content-Type", "application/json")
				.header("Authorization", "Bearer " + token(subject))
				.POST(HttpRequest.BodyPublishers.ofString("{\"query\": \"%s\"}".formatted(document)))
				.build(), BodyHandlers.ofString())
			.thenCompose((response) -> response.body().contains("\"UNAVAILABLE\"") ? ask(server, subject, document)
					: CompletableFuture.completedFuture(response.body()));
	}

	private static int place(String body) {
		JsonNode answer = JsonMapper.shared().readTree(body).path("data").path("answer");
		assertThat(answer.isObject()).as(body).isTrue();
		return switch (answer.path("__typename").asString()) {
			case "SeatBooked" -> 0;
			case "SeatWaiting" -> answer.path("seat").path("position").asInt();
			default -> -1;
		};
	}

	/** Reads the place of each attendee, 0 for a seat, on alternating servers. */
	private static Map<String, Integer> places(String session, List<String> subjects) {
		Map<String, Integer> places = new ConcurrentHashMap<>();
		List<CompletableFuture<Void>> reads = IntStream.range(0, subjects.size()).mapToObj((index) -> {
			String subject = subjects.get(index);
			ServerProcess server = servers.get(index % servers.size());
			return http
				.sendAsync(HttpRequest.newBuilder(server.address("http", "/graphql"))
					.header("Content-Type", "application/json")
					.header("Authorization", "Bearer " + token(subject))
					.POST(HttpRequest.BodyPublishers.ofString("""
							{"query": "{ node(id: \\"%s\\") { ... on Session { mySeat { position } } } }"}"""
						.formatted(session)))
					.build(), BodyHandlers.ofString())
				.thenAccept((response) -> {
					JsonNode seat = JsonMapper.shared()
						.readTree(response.body())
						.path("data")
						.path("node")
						.path("mySeat");
					if (seat.isObject()) {
						places.put(subject, seat.path("position").asInt(0));
					}
				});
		}).toList();
		reads.forEach(CompletableFuture::join);
		return places;
	}

	private static Map<String, Integer> expected(List<String> seated, List<String> line) {
		Map<String, Integer> places = new HashMap<>();
		seated.forEach((subject) -> places.put(subject, 0));
		IntStream.range(0, line.size()).forEach((index) -> places.put(line.get(index), index + 1));
		return places;
	}

	private static GraphQlTester.Response seats(String session) {
		return client("admin")
			.document("query ($id: ID!) { node(id: $id) { ... on Session { seats { capacity taken left waiting } } } }")
			.variable("id", session)
			.execute();
	}

	private static List<String> names(String prefix, int count) {
		List<String> names = IntStream.range(0, count).mapToObj((number) -> prefix + number).toList();
		names.forEach(RushTests::token);
		return names;
	}

	private static List<String> pick(List<String> from, int count, Random random) {
		List<String> shuffled = new ArrayList<>(from);
		Collections.shuffle(shuffled, random);
		return shuffled.subList(0, count);
	}

	private static HttpGraphQlTester client(String subject) {
		return HttpGraphQlTester
			.builder(WebTestClient.bindToServer()
				.baseUrl(servers.getFirst().address("http", "/graphql").toString())
				.responseTimeout(PATIENCE))
			.headers((headers) -> headers.setBearerAuth(token(subject)))
			.build();
	}

	private static String token(String subject) {
		return subject.equals("admin") ? servers.getFirst().token(subject)
				: tokens.computeIfAbsent(subject, RushTests::newToken);
	}

	private static String newToken(String subject) {
		URI address = servers.getFirst().address("http", "/local/token?subject=" + subject);
		return http.sendAsync(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
			.orTimeout(10, TimeUnit.SECONDS)
			.join()
			.body();
	}

}
