package dev.plenum.push;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.plenum.OwnProcesses;
import dev.plenum.ServerProcess;
import dev.plenum.platform.Ids;
import dev.plenum.platform.embedded.EmbeddedDatabase;
import dev.plenum.push.FakePushService.Received;
import dev.plenum.push.FakePushService.Reply;
import dev.plenum.push.FakePushService.Subscription;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import org.springframework.graphql.client.WebSocketGraphQlClientInterceptor;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.graphql.test.tester.WebSocketGraphQlTester;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two servers send push notifications, and one of them fails as in a power failure, is
 * not run for a while, or is asked to end.
 */
@Tag("slow")
@OwnProcesses
class KilledServerTests {

	private static final int DEVICES = 10_000;

	private static final int FEW = 320;

	private static final Duration PATIENCE = Duration.ofSeconds(180);

	/** When a server without a pulse has lost its leases, and a bit more. */
	private static final Duration LEASE = Duration.ofSeconds(6);

	/** Ten thousand messages are encrypted much faster with the second compiler. */
	private static final String ALL_COMPILERS = "-XX:TieredStopAtLevel=4";

	private static final FakePushService SERVICE = FakePushService.start();

	@TempDir
	private static Path data;

	private static EmbeddedDatabase database;

	private static ServerProcess first;

	private static StoredDevices devices;

	private ServerProcess second;

	private String event = "";

	private String session = "";

	@BeforeAll
	static void start() {
		database = EmbeddedDatabase.inMemory();
		devices = new StoredDevices(database.uri());
		first = server();
	}

	@BeforeEach
	void startTheSecond() {
		SERVICE.answer((message) -> Reply.of(201));
		SERVICE.forget();
		this.second = server();
	}

	private static ServerProcess server() {
		return ServerProcess.start(data, ALL_COMPILERS, "--plenum.mongodb-uri=" + database.uri(),
				"--plenum.push.services=" + SERVICE.origin(), "--plenum.push.content.settling=3s",
				"--plenum.push.lease=" + LEASE.toSeconds() + "s", "--plenum.feed.pulse=500ms");
	}

	@AfterEach
	void stopTheSecond() {
		this.second.close();
	}

	@AfterAll
	static void stop() {
		devices.close();
		first.close();
		database.close();
		SERVICE.close();
	}

	@Test
	void everyDeviceReceivesEachMessageAndAtMostOneBatchTwice() {
		openConference("killed");
		List<Subscription> all = devices(DEVICES);
		move(11);
		Awaitility.await()
			.atMost(PATIENCE)
			.pollInterval(Duration.ofMillis(5))
			.until(() -> SERVICE.count() > DEVICES / 4);
		this.second.kill();
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> SERVICE.count() >= DEVICES && bySubscription().size() == DEVICES);
		int largestBatch = IntStream.range(0, DEVICES)
			.boxed()
			.collect(Collectors.groupingBy((i) -> Slices.of("person " + i), Collectors.counting()))
			.values()
			.stream()
			.mapToInt(Long::intValue)
			.max()
			.orElseThrow() + 100;
		assertThat(bySubscription().keySet()).containsAll(all);
		assertThat(repeated()).as("one batch of the killed server").hasSizeLessThanOrEqualTo(largestBatch);
		reach(DEVICES);
		SERVICE.forget();
		move(12);
		undo();
		move(13);
		Awaitility.await().atMost(PATIENCE).until(() -> SERVICE.count() >= DEVICES);
		reach(DEVICES);
		assertThat(bySubscription()).as("one message about the last change, none about the undone one")
			.hasSize(DEVICES)
			.allSatisfy((_, messages) -> assertThat(messages).hasSize(1));
		assertThat(about(SERVICE.received().subList(0, 20), 13)).hasSize(20);
	}

	@Test
	void aServerThatWasNotRunForLongerThanItsLeaseDecidesNothingAgain() {
		openConference("paused");
		List<Subscription> all = devices(FEW);
		SERVICE.answer((message) -> Reply.of(201).after(Duration.ofMillis(100)));
		move(11);
		Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> SERVICE.count() > 30);
		this.second.pause();
		Awaitility.await().atMost(PATIENCE).until(() -> bySubscription().size() == all.size());
		Awaitility.await().atMost(PATIENCE).until(() -> Set.copyOf(devices.holders(this.event)).size() == 1);
		this.second.proceed();
		move(12);
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> bySubscription().values().stream().allMatch((messages) -> about(messages, 12).size() == 1));
		assertThat(bySubscription()).allSatisfy((_, messages) -> {
			assertThat(about(messages, 12)).as("the later change").hasSize(1);
			assertThat(about(messages, 11)).as("the change during which it was paused")
				.hasSizeBetween(1, 2)
				.filteredOn((message) -> !isRepeated(message))
				.hasSizeLessThanOrEqualTo(1);
		});
	}

	@Test
	void aServerThatIsAskedToEndFinishesItsBatchAndGivesItsSlicesBack() {
		openConference("ended");
		List<Subscription> all = devices(FEW);
		move(11);
		Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> SERVICE.count() > 30);
		this.second.stop(Duration.ofSeconds(60));
		long ended = System.nanoTime();
		Awaitility.await().atMost(PATIENCE).until(() -> Set.copyOf(devices.holders(this.event)).size() == 1);
		assertThat(Duration.ofNanos(System.nanoTime() - ended)).isLessThan(LEASE);
		Awaitility.await().atMost(PATIENCE).until(() -> bySubscription().size() == all.size());
		reach(all.size());
		assertThat(bySubscription()).allSatisfy((_, messages) -> assertThat(messages).hasSize(1));
	}

	@Test
	void organisersFollowTheReachOnAServerThatSendsNothing() {
		openConference("followed");
		this.second.pause();
		devices.store(this.event, Map.of("ann", SERVICE.subscribe()), revision());
		Awaitility.await().atMost(PATIENCE).until(() -> devices.holders(this.event).size() == 1);
		List<String> sender = devices.holders(this.event);
		this.second.proceed();
		List<String> reaches = new CopyOnWriteArrayList<>();
		Disposable listener = reach(this.second).subscribe(reaches::add, (ex) -> reaches.add(ex.toString()));
		Awaitility.await().atMost(PATIENCE).until(() -> !reaches.isEmpty());
		move(11);
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(
					() -> assertThat(reaches.getLast()).isEqualTo("{\"concerned\":1,\"notified\":1,\"opened\":0}"));
		assertThat(devices.holders(this.event)).as("the other server sends").isEqualTo(sender);
		mutate(first.with(first.token("ann")), "markNewsRead", "NewsMarkedRead", Map.of("eventId", this.event, "opened",
				true, "ids",
				List.of(SERVICE.received().getLast().content().at("/notification/data/content/newsIds/0").asString())));
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(
					() -> assertThat(reaches.getLast()).isEqualTo("{\"concerned\":1,\"notified\":1,\"opened\":1}"));
		listener.dispose();
	}

	/** The reach of the last change, at once and whenever it changes. */
	private Flux<String> reach(ServerProcess server) {
		return WebSocketGraphQlTester.builder(server.address("ws", "/graphql"), new ReactorNettyWebSocketClient())
			.interceptor(new WebSocketGraphQlClientInterceptor() {

				@Override
				public Mono<Object> connectionInitPayload() {
					return Mono.just(Map.of("Authorization", "Bearer " + server.token("admin")));
				}

			})
			.build()
			.document(
					"subscription { reachChanged(eventId: \"%s\") { event { changes(last: 1) { nodes { reach { concerned notified opened } } } } } }"
						.formatted(this.event))
			.executeSubscription()
			.toFlux("reachChanged.event.changes.nodes", JsonNode.class)
			.map((changes) -> changes.path(0).path("reach").toString());
	}

	/**
	 * Stores a device for each person. A server takes all slices that it finds, so that
	 * each server sees the first people of half of the slices alone.
	 */
	private List<Subscription> devices(int number) {
		Map<String, Subscription> people = IntStream.range(0, number)
			.boxed()
			.collect(Collectors.toMap((i) -> "person " + i, (_) -> SERVICE.subscribe()));
		List<Subscription> all = List.copyOf(people.values());
		Map<Integer, String> firstOfSlice = people.keySet()
			.stream()
			.collect(Collectors.toMap(Slices::of, Function.identity(), (one, other) -> one));
		storeFor(first, this.second, people, firstOfSlice, 0);
		storeFor(this.second, first, people, firstOfSlice, 1);
		people.keySet().removeAll(firstOfSlice.values());
		devices.store(this.event, people, revision());
		assertThat(Set.copyOf(devices.holders(this.event))).as("both servers send").hasSize(2);
		return all;
	}

	private void storeFor(ServerProcess taking, ServerProcess other, Map<String, Subscription> people,
			Map<Integer, String> firstOfSlice, int remainder) {
		int before = devices.holders(this.event).size();
		int revision = revision();
		Map<String, Subscription> some = firstOfSlice.entrySet()
			.stream()
			.filter((slice) -> slice.getKey() % 2 == remainder)
			.collect(Collectors.toMap(Map.Entry::getValue, (slice) -> people.get(slice.getValue())));
		other.pause();
		devices.store(this.event, some, revision);
		Awaitility.await().atMost(PATIENCE).until(() -> devices.holders(this.event).size() == before + some.size());
		other.proceed();
	}

	private static Map<Subscription, List<Received>> bySubscription() {
		return SERVICE.received().stream().collect(Collectors.groupingBy(Received::subscription));
	}

	/** The devices that received a message twice, which is marked so and has one name. */
	private static List<List<Received>> repeated() {
		List<List<Received>> repeated = bySubscription().values()
			.stream()
			.filter((messages) -> messages.size() > 1)
			.toList();
		assertThat(repeated).allSatisfy((messages) -> {
			assertThat(messages).hasSize(2);
			assertThat(messages.stream().map(Received::topic).distinct()).as("the same topic").hasSize(1);
			assertThat(isRepeated(messages.getLast())).isTrue();
		});
		return repeated;
	}

	private static boolean isRepeated(Received message) {
		return message.content().at("/notification/data/repeated").asBoolean();
	}

	private static List<Received> about(List<Received> messages, int hour) {
		return messages.stream()
			.filter((message) -> message.content()
				.at("/notification/data/content/startsAt")
				.asString()
				.contains("T%d:00".formatted(hour)))
			.toList();
	}

	private void reach(int people) {
		Awaitility.await()
			.atMost(PATIENCE)
			.pollInterval(Duration.ofSeconds(1))
			.untilAsserted(() -> assertThat(ask("changes(last: 1) { nodes { reach { concerned notified } } }",
					"changes.nodes[0].reach", JsonNode.class)
				.toString()).isEqualTo("{\"concerned\":%1$d,\"notified\":%1$d}".formatted(people)));
	}

	private int revision() {
		return ask("revision", "revision", Integer.class);
	}

	private <T> T ask(String fields, String path, Class<T> type) {
		return Objects.requireNonNull(first.as("admin")
			.document("query ($id: ID!) { event(id: $id) { %s } }".formatted(fields))
			.variable("id", this.event)
			.execute()
			.path("event." + path)
			.entity(type)
			.get());
	}

	private void openConference(String slug) {
		LocalDate day = day();
		HttpGraphQlTester admin = first.as("admin");
		mutate(admin, "putEvent", "EventPut", Map.of("slug", slug, "name", text("Konferens"), "startsOn",
				day.toString(), "endsOn", day.toString(), "timezone", "Europe/Stockholm", "languages", List.of("sv")));
		this.event = Ids.event(slug);
		mutate(admin, "publishEvent", "EventPublished", Map.of("eventId", this.event));
		mutate(admin, "putSession", "SessionPut", Map.of("eventId", this.event, "key", "talk", "kind", "PLENARY",
				"title", text("Föredrag"), "slot", Map.of("startsAt", at(10), "endsAt", at(17))));
		this.session = Ids.in("ses", this.event, "talk");
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> this.second.as("admin")
				.document("query ($id: ID!) { node(id: $id) { id } }")
				.variable("id", this.session)
				.execute()
				.path("node.id")
				.entity(String.class)
				.isEqualTo(this.session));
	}

	private void move(int hour) {
		mutate(first.as("admin"), "changeSchedule", "ScheduleChanged", Map.of("eventId", this.event, "edits",
				List.of(Map.of("move", Map.of("sessionId", this.session, "startsAt", at(hour))))));
	}

	private void undo() {
		mutate(first.as("admin"), "undoScheduleChange", "ScheduleChanged",
				Map.of("eventId", this.event, "revision", revision()));
	}

	private static LocalDate day() {
		return LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC).plusDays(3);
	}

	private static String at(int hour) {
		return "%sT%d:00:00+01:00".formatted(day(), hour);
	}

	private static List<Map<String, String>> text(String text) {
		return List.of(Map.of("lang", "sv", "text", text));
	}

	private static Response mutate(HttpGraphQlTester client, String mutation, String success, Map<String, ?> input) {
		Response response = client
			.document("mutation ($input: %sInput!) { %s(input: $input) { type: __typename } }"
				.formatted(StringUtils.capitalize(mutation), mutation))
			.variable("input", input)
			.execute();
		response.path(mutation + ".type").entity(String.class).isEqualTo(success);
		return response;
	}

}
