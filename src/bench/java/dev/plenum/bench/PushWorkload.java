package dev.plenum.bench;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.plenum.bench.Phones.Answered;
import dev.plenum.bench.Phones.Wish;
import dev.plenum.push.FakePushService;
import dev.plenum.push.FakePushService.Received;
import dev.plenum.push.FakePushService.Subscription;
import dev.plenum.push.StoredDevices;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A plenary session is moved, and the devices of everybody receive a push message, while
 * attendees ask for the programme at a fixed rate. The push service has no TLS. The
 * server is trained.
 */
final class PushWorkload implements Workload {

	private static final int FEW = 950;

	private static final int MANY = 10_000;

	private static final Duration SETTLING = Duration.ofSeconds(2);

	private static final Duration PATIENCE = Duration.ofSeconds(120);

	private static final int REQUESTS_PER_SECOND = 500;

	private static final Duration LOAD = Duration.ofSeconds(20);

	/** Each asks every other second, so that it has its answer before it asks again. */
	private static final int PHONES = 2 * REQUESTS_PER_SECOND;

	private static final String SESSION = "query Session($id: ID!) { node(id: $id) { ... on Session { id title startsAt endsAt status rooms { name } } } }";

	@Override
	public String name() {
		return "push";
	}

	@Override
	public void run(Stage stage, Report report) {
		try (FakePushService service = FakePushService.start();
				Plenum plenum = start(stage, "--plenum.push.services=" + service.origin(),
						"--plenum.push.content.settling=" + SETTLING.toSeconds() + "s");
				StoredDevices devices = new StoredDevices("mongodb://127.0.0.1:" + plenum.databasePort())) {
			plenum.awaitReady();
			Crowd some = new Crowd(plenum, devices, service, "push-few", FEW);
			Round cold = some.move(null);
			Crowd many = new Crowd(plenum, devices, service, "push-many", MANY);
			many.move(null);
			Round all = Round.median(many, stage.settings().rounds(), plenum);
			String message = service.received().getLast().content().toString();
			Round few = Round.median(some, stage.settings().rounds(), null);
			List<Map<String, Object>> rows = new ArrayList<>(
					List.of(row(Stage.PLENUM + ", its first messages", FEW, cold), row(Stage.PLENUM, FEW, few),
							row(Stage.PLENUM, MANY, all)));
			for (Server peer : stage.onNode(Stage.WEB_PUSH)) {
				rows.add(row(peer.name(), MANY, many.sentBy(peer, message)));
			}
			report.table(name(),
					"A session of everybody is moved. Seconds from the end of settling until so many devices have received the message; web-push only encrypts and sends it. With %,d devices and Plenum, attendees ask %d times a second meanwhile. The fake push service, the attendees and the database use the same cores."
						.formatted(MANY, REQUESTS_PER_SECOND),
					rows);
			report.atMost(name(), "s until %d devices are notified".formatted(FEW), few.last(), 2);
			report.atMost(name(), "s until %,d devices are notified".formatted(MANY), all.last(), 15);
			report.atMost(name(), "ms, 99th percentile of requests meanwhile", all.p99(), 50);
		}
	}

	private static Plenum start(Stage stage, String... settings) {
		Path directory = stage.settings().directory();
		Path data = directory.resolve("Plenum-push-data");
		Directories.delete(data);
		return Plenum.trained("Plenum-push", directory, data, stage.trained(), settings);
	}

	private static Map<String, Object> row(String server, int devices, Round round) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("server", server);
		row.put("devices", String.valueOf(devices));
		row.put("first %d after s".formatted(FEW), round.first());
		row.put("last after s", round.last());
		row.put("p99 of requests ms", (round.p99() > 0) ? round.p99() : "");
		return row;
	}

	/**
	 * What came of a round.
	 *
	 * @param first when the first {@value #FEW} devices had the message, in seconds
	 * @param last when all had it
	 * @param p99 how long 99 of 100 answers took at most, in milliseconds; 0 if nobody
	 * asked
	 */
	private record Round(double first, double last, double p99) {

		static Round of(List<Received> messages, Instant since, double p99) {
			List<Double> times = messages.stream()
				.map((message) -> Duration.between(since, message.at()).toNanos() / 1e9)
				.sorted()
				.toList();
			return new Round(times.get(FEW - 1), times.getLast(), p99);
		}

		static Round median(Crowd crowd, int rounds, @Nullable Plenum asked) {
			List<Round> all = IntStream.range(0, rounds).mapToObj((_) -> crowd.move(asked)).toList();
			return new Round(Rounds.median(all.stream().map(Round::first).toList()),
					Rounds.median(all.stream().map(Round::last).toList()),
					Rounds.median(all.stream().map(Round::p99).toList()));
		}

	}

	/** A conference with the devices of many people. */
	private static final class Crowd {

		private final Conference conference;

		private final FakePushService service;

		private final Map<String, Subscription> people;

		private int moves;

		Crowd(Plenum plenum, StoredDevices devices, FakePushService service, String slug, int size) {
			this.conference = Conference.make(plenum, slug, 8);
			this.service = service;
			this.people = IntStream.range(0, size)
				.boxed()
				.collect(Collectors.toMap((i) -> "person " + i, (_) -> service.subscribe()));
			Map<String, Object> plenary = new LinkedHashMap<>(Map.of("eventId", this.conference.id(), "id",
					this.conference.sessions().getFirst(), "kind", "PLENARY"));
			plenary.put("capacity", null);
			this.conference.organiser()
				.ask("mutation ($input: PutSessionInput!) { putSession(input: $input) { __typename } }",
						Map.of("input", plenary));
			devices.store(this.conference.id(), this.people, this.conference.revision());
			await("slices are held", () -> devices.holders(this.conference.id()).size() > 60);
		}

		Round move(@Nullable Plenum asked) {
			this.service.forget();
			this.moves++;
			CompletableFuture<Double> p99 = CompletableFuture.supplyAsync(() -> (asked != null) ? ask(asked) : 0.0);
			Instant since = Instant.now().plus(SETTLING);
			this.conference.organiser().ask(Conference.MOVE, this.conference.move(0, this.moves));
			await("devices are notified", () -> this.service.count() >= this.people.size());
			return Round.of(this.service.received(), since, p99.join());
		}

		/** Asks at a fixed rate, and returns the 99th percentile in milliseconds. */
		private double ask(Plenum plenum) {
			try (Phones phones = new Phones()) {
				IntStream.range(0, PHONES).forEach((_) -> phones.add(plenum.server()));
				int number = Math.toIntExact(REQUESTS_PER_SECOND * LOAD.toSeconds());
				List<Wish> wishes = IntStream.range(0, number)
					.mapToObj((i) -> new Wish(i % PHONES,
							new Query(SESSION,
									Map.of("id", this.conference.sessions().get(i % this.conference.sessions().size())),
									"sv", null)
								.open(plenum.server())))
					.toList();
				List<Double> times = phones.ask(wishes, LOAD).stream().map(Answered::after).sorted().toList();
				return times.get(times.size() * 99 / 100);
			}
		}

		Round sentBy(Server peer, String message) {
			String task = JsonMapper.shared()
				.writeValueAsString(Map.of("payload", message, "topic", "bench", "subscriptions",
						this.people.values()
							.stream()
							.map((browser) -> Map.of("endpoint", browser.endpoint(), "keys",
									Map.of("p256dh", browser.p256dh(), "auth", browser.auth())))
							.toList()));
			Instant since = Instant.EPOCH;
			for (int i = 0; i < 2; i++) {
				this.service.forget();
				since = Instant.now();
				GraphQl
					.sendLater(HttpRequest.newBuilder(peer.address("/send"))
						.POST(HttpRequest.BodyPublishers.ofString(task))
						.build())
					.join();
			}
			return Round.of(this.service.received(), since, 0);
		}

		private static void await(String what, BooleanSupplier condition) {
			long start = System.nanoTime();
			while (!condition.getAsBoolean()) {
				if (System.nanoTime() - start > PATIENCE.toNanos()) {
					throw new IllegalStateException("Not all " + what);
				}
				LockSupport.parkNanos(20_000_000);
			}
		}

	}

}
