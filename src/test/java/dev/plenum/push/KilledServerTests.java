package dev.plenum.push;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.plenum.OwnProcesses;
import dev.plenum.ServerProcess;
import dev.plenum.platform.Ids;
import dev.plenum.push.FakePushService.Received;
import dev.plenum.push.FakePushService.Reply;
import dev.plenum.push.FakePushService.Subscription;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two servers send push notifications, and one of them fails as in a power failure while
 * it sends.
 */
@Tag("slow")
@OwnProcesses
class KilledServerTests {

	private static final int DEVICES = 120;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final FakePushService SERVICE = FakePushService.start();

	@TempDir
	private static Path data;

	private static ServerProcess first;

	private static ServerProcess second;

	private static String event = "";

	private static String session = "";

	@BeforeAll
	static void start() {
		int databasePort = ServerProcess.freePort();
		String[] settings = { "--plenum.push.services=" + SERVICE.origin(), "--plenum.push.content.settling=1s",
				"--plenum.push.lease=3s", "--plenum.feed.pulse=500ms" };
		first = ServerProcess.start(data, with("--plenum.embedded-port=" + databasePort, settings));
		second = ServerProcess.start(data,
				with("--plenum.mongodb-uri=mongodb://127.0.0.1:%d/plenum".formatted(databasePort), settings));
		openConference();
	}

	@AfterAll
	static void stop() {
		second.close();
		first.close();
		SERVICE.close();
	}

	private static String[] with(String one, String[] others) {
		return IntStream.range(0, others.length + 1)
			.mapToObj((i) -> (i == 0) ? one : others[i - 1])
			.toArray(String[]::new);
	}

	@Test
	void everyDeviceReceivesEachMessageAndAtMostOneBatchTwice() {
		Map<String, Subscription> devices = Flux.range(0, DEVICES)
			.flatMap(
					(i) -> Mono.fromCallable(() -> Map.entry("p" + i, register("p" + i, (i % 2 == 0) ? first : second)))
						.subscribeOn(Schedulers.boundedElastic()),
					8)
			.collectMap(Map.Entry::getKey, Map.Entry::getValue)
			.blockOptional(PATIENCE)
			.orElseThrow();
		move(11);
		Awaitility.await().atMost(PATIENCE).until(() -> SERVICE.received().size() >= DEVICES);
		assertThat(SERVICE.received()).as("each change rings once, whichever server sends it")
			.hasSize(DEVICES)
			.extracting(Received::subscription)
			.doesNotHaveDuplicates();
		SERVICE.forget();
		SERVICE.answer((message) -> Reply.of(201).after(Duration.ofMillis(100)));
		move(12);
		Awaitility.await()
			.atMost(PATIENCE)
			.pollInterval(Duration.ofMillis(5))
			.until(() -> SERVICE.received().size() > 25);
		second.kill();
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(bySubscription().keySet()).containsAll(devices.values()));
		Map<Subscription, List<Received>> received = bySubscription();
		assertThat(received.values()).allSatisfy((messages) -> {
			assertThat(messages).hasSizeLessThanOrEqualTo(2);
			assertThat(messages.stream().map(Received::topic).distinct()).as("the same topic").hasSize(1);
		});
		List<List<Received>> repeated = received.values().stream().filter((messages) -> messages.size() > 1).toList();
		assertThat(repeated).hasSizeLessThanOrEqualTo(DEVICES / 2)
			.allSatisfy((messages) -> assertThat(messages.getLast().content().toString()).contains("repeated"));
		SERVICE.forget();
		move(13);
		Awaitility.await().atMost(PATIENCE).until(() -> SERVICE.received().size() >= DEVICES);
		assertThat(bySubscription()).hasSize(DEVICES);
	}

	private static Map<Subscription, List<Received>> bySubscription() {
		return SERVICE.received().stream().collect(Collectors.groupingBy(Received::subscription));
	}

	private static Subscription register(String person, ServerProcess server) {
		Subscription subscription = SERVICE.subscribe();
		HttpGraphQlTester client = server.as(person);
		mutate(client, "registerDevice", "DeviceRegistered",
				Map.of("eventId", event, "lang", "sv", "timezone", "Europe/Stockholm", "address",
						Map.of("webPush", Map.of("endpoint", subscription.endpoint(), "p256dh", subscription.p256dh(),
								"auth", subscription.auth()))));
		mutate(client, "addToAgenda", "AddedToAgenda", Map.of("sessionId", session));
		return subscription;
	}

	private static void openConference() {
		LocalDate day = day();
		HttpGraphQlTester admin = first.as("admin");
		String slug = "killed";
		mutate(admin, "putEvent", "EventPut", Map.of("slug", slug, "name", text("Konferens"), "startsOn",
				day.toString(), "endsOn", day.toString(), "timezone", "Europe/Stockholm", "languages", List.of("sv")));
		event = Ids.event(slug);
		mutate(admin, "publishEvent", "EventPublished", Map.of("eventId", event));
		mutate(admin, "putSession", "SessionPut", Map.of("eventId", event, "key", "talk", "kind", "LECTURE", "title",
				text("Föredrag"), "slot", Map.of("startsAt", at(10), "endsAt", at(17))));
		session = Ids.in("ses", event, "talk");
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> second.as("admin")
				.document("query ($id: ID!) { node(id: $id) { id } }")
				.variable("id", session)
				.execute()
				.path("node.id")
				.entity(String.class)
				.isEqualTo(session));
	}

	private static void move(int hour) {
		mutate(first.as("admin"), "changeSchedule", "ScheduleChanged", Map.of("eventId", event, "edits",
				List.of(Map.of("move", Map.of("sessionId", session, "startsAt", at(hour))))));
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
