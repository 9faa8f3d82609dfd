package dev.plenum.platform.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many subscribers of the same subscription.
 */
@Tag("slow")
@TransportTest
@Timeout(120)
@TestPropertySource(properties = "plenum.web.socket.keep-alive=5m")
class BroadcastTests {

	@Autowired
	private Steps steps;

	@Autowired
	private MeterRegistry meters;

	@LocalServerPort
	private int port;

	@Test
	void theSameSelectionOfManySubscribersIsExecutedOnce() {
		String document = "subscription { steps { number text(lang: \"en\") } }";
		try (Listeners listeners = new Listeners()) {
			for (int i = 0; i < 20; i++) {
				listeners.add("id-" + i, document, Map.of(), Map.of());
			}
			listeners.await(20);
			int before = this.steps.looks();
			for (int i = 0; i < 3; i++) {
				this.steps.take(1);
				listeners.assertEachHears(1);
			}
			assertThat(this.steps.looks() - before).isEqualTo(3);
		}
	}

	@Test
	void aLaterSubscriberReceivesTheEarlierStepsAndThenTheSharedOnes() {
		String document = "subscription($after: Int) { steps(after: $after) { number text } }";
		this.steps.take(30);
		int newest = newest();
		try (Listeners listeners = new Listeners()) {
			for (int i = 0; i < 10; i++) {
				listeners.add("s", document, Map.of("after", newest - 3 * i), Map.of());
				this.steps.take(1);
			}
			assertThat(lines()).isEqualTo(1);
			for (int i = 0; i < 10; i++) {
				assertThat(listeners.numbers(i, 3 * i + 10))
					.isEqualTo(IntStream.rangeClosed(newest - 3 * i + 1, newest + 10).boxed().toList());
			}
		}
	}

	@Test
	void otherLanguagesFieldsOrVariablesAreExecutedSeparately() {
		try (Listeners listeners = new Listeners()) {
			listeners.add("s", "subscription { steps { number text } }", Map.of(), Map.of("Accept-Language", "sv"));
			listeners.add("s", "subscription { steps { number text } }", Map.of(), Map.of("Accept-Language", "en"));
			String chosen = "subscription($l: Locale) { steps { number text(lang: $l) } }";
			listeners.add("s", chosen, Map.of("l", "sv"), Map.of());
			listeners.add("s", chosen, Map.of("l", "en"), Map.of());
			listeners.add("s", "subscription { other: steps { number text } }", Map.of(),
					Map.of("Accept-Language", "en"));
			listeners.await(5);
			this.steps.take(1);
			assertThat(IntStream.range(0, 5).mapToObj((i) -> listeners.sockets.get(i).next().toString()))
				.satisfiesExactly((sv) -> assertThat(sv).contains("ååå"), (en) -> assertThat(en).contains("ooo"),
						(sv) -> assertThat(sv).contains("ååå"), (en) -> assertThat(en).contains("ooo"),
						(other) -> assertThat(other).contains("other").contains("ooo"));
		}
	}

	@Test
	void aPersonalFieldIsExecutedForEachSubscriber() {
		String document = "subscription { steps { number who } }";
		try (Listeners listeners = new Listeners()) {
			listeners.add("s", document, Map.of(), Map.of("Authorization", "Bearer attendee"));
			listeners.add("s", document, Map.of(), Map.of("Authorization", "Bearer administrator"));
			listeners.add("s", document, Map.of(), Map.of());
			listeners.await(3);
			this.steps.take(1);
			assertThat(IntStream.range(0, 3).mapToObj((i) -> listeners.sockets.get(i).next().toString()))
				.satisfiesExactly((first) -> assertThat(first).contains("for attendee-1"),
						(second) -> assertThat(second).contains("for admin-1"),
						(third) -> assertThat(third).contains("for null"));
		}
	}

	@Test
	void aSharedExecutionOutlivesItsFirstSubscriberAndEndsWithTheLast() {
		String document = "subscription { steps { number } }";
		try (Listeners listeners = new Listeners()) {
			listeners.add("first", document, Map.of(), Map.of());
			listeners.await(1);
			listeners.add("second", document, Map.of(), Map.of());
			listeners.await(2);
			listeners.sockets.getFirst().complete("first");
			listeners.await(1);
			this.steps.take(1);
			assertThat(listeners.sockets.get(1).next()).containsEntry("id", "second");
			assertThat(listeners.sockets.getFirst().untilQuiet(Duration.ofMillis(50))).isEmpty();
		}
		Awaitility.await().atMost(GraphQlSocket.PATIENCE).until(() -> lines() == 0);
	}

	@Test
	void oneOfAThousandSubscribersStopsReadingAndTheOthersLoseNothing() {
		int before = newest();
		int changes = 10_000;
		int readers = 999;
		LongAdder heard = new LongAdder();
		AtomicInteger[] last = Stream.generate(() -> new AtomicInteger(before))
			.limit(readers)
			.toArray(AtomicInteger[]::new);
		List<String> faults = new CopyOnWriteArrayList<>();
		List<String> slow = new CopyOnWriteArrayList<>();
		try (ManySockets sockets = new ManySockets(this.port)) {
			sockets.listen(readers, payload("number", before), (client, message) -> {
				int number = number(message);
				if (number != last[client].incrementAndGet()) {
					faults.add("%d heard %d: %s".formatted(client, number, message.toString(StandardCharsets.UTF_8)));
				}
				heard.increment();
			});
			sockets.listen(1, payload("number page", before),
					(client, message) -> slow.add(message.toString(StandardCharsets.UTF_8)));
			Awaitility.await()
				.atMost(GraphQlSocket.PATIENCE)
				.until(() -> this.meters.get("plenum.subscriptions").gauge().value() == readers + 1);
			sockets.latestReads(false);
			long memory = memory();
			for (int i = 0; i < changes / 250; i++) {
				this.steps.take(250);
				long all = 250L * readers * (i + 1);
				Awaitility.await()
					.pollInterval(Duration.ofMillis(2))
					.atMost(Duration.ofSeconds(30))
					.until(() -> heard.sum() >= all || !faults.isEmpty());
				assertThat(faults).isEmpty();
			}
			assertThat(heard.sum()).isEqualTo((long) changes * readers);
			assertThat(memory() - memory).isLessThan(32 * 1024 * 1024);
			Awaitility.await()
				.atMost(GraphQlSocket.PATIENCE)
				.until(() -> this.meters.get("plenum.subscriptions").gauge().value() == readers);
			sockets.latestReads(true);
			Awaitility.await()
				.atMost(GraphQlSocket.PATIENCE)
				.until(() -> !slow.isEmpty() && slow.getLast().contains("RESYNC_REQUIRED"));
			assertThat(slow.getLast()).contains("\"type\":\"error\"");
			assertThat(slow.subList(0, slow.size() - 1)).hasSizeBetween(1, changes - 1000)
				.extracting(BroadcastTests::number)
				.isEqualTo(IntStream.range(0, slow.size() - 1).mapToObj((i) -> before + 1 + i).toList());
			slow.clear();
			sockets.latestSays("{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":"
					+ payload("number", before + changes - 2) + "}");
			Awaitility.await().atMost(GraphQlSocket.PATIENCE).until(() -> slow.size() == 2);
			assertThat(slow).extracting(BroadcastTests::number).containsExactly(before + changes - 1, before + changes);
		}
	}

	private double lines() {
		return this.meters.get("plenum.channels").gauge().value();
	}

	private static long memory() {
		System.gc();
		Runtime runtime = Runtime.getRuntime();
		return runtime.totalMemory() - runtime.freeMemory()
				+ ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
	}

	private static String payload(String fields, int after) {
		return "{\"query\":\"subscription { steps(after: %d) { %s } }\"}".formatted(after, fields);
	}

	/**
	 * What stands behind the first {@code "number":} of a message; -1 if there is none.
	 */
	private static int number(ByteBuf message) {
		int at = message.indexOf(message.readerIndex() + 40, message.writerIndex(), (byte) 'n');
		while (at >= 0 && message.getByte(at + 1) != 'u') {
			at = message.indexOf(at + 1, message.writerIndex(), (byte) 'n');
		}
		int number = (at >= 0) ? 0 : -1;
		for (int i = at + "number\":".length(); at >= 0 && Character.isDigit(message.getByte(i)); i++) {
			number = 10 * number + message.getByte(i) - '0';
		}
		return number;
	}

	private static int number(String message) {
		return Integer.parseInt(message.replaceFirst("(?s).*?\"number\":(\\d+).*", "$1"));
	}

	private int newest() {
		try (Listeners listeners = new Listeners()) {
			listeners.add("s", "subscription { steps { number } }", Map.of(), Map.of());
			listeners.await(1);
			this.steps.take(1);
			return listeners.numbers(0, 1).getFirst();
		}
	}

	private final class Listeners implements AutoCloseable {

		private final List<GraphQlSocket> sockets = new ArrayList<>();

		/** Subscribers of another test may still be disconnecting. */
		Listeners() {
			await(0);
		}

		void add(String id, String document, Map<String, ?> variables, Map<String, String> headers) {
			GraphQlSocket socket = GraphQlSocket.open(
					URI.create("ws://127.0.0.1:" + BroadcastTests.this.port + "/graphql"), headers,
					"graphql-transport-ws");
			socket.init(null);
			assertThat(socket.next()).containsEntry("type", "connection_ack");
			socket.subscribe(id, document, variables);
			this.sockets.add(socket);
		}

		void await(int count) {
			Awaitility.await().atMost(GraphQlSocket.PATIENCE).until(() -> subscriptions() == count);
		}

		List<Integer> numbers(int socket, int count) {
			return IntStream.range(0, count)
				.mapToObj((_) -> number(this.sockets.get(socket).next().toString().replace("number=", "\"number\":")))
				.toList();
		}

		void assertEachHears(int count) {
			List<Integer> first = numbers(0, count);
			for (int i = 1; i < this.sockets.size(); i++) {
				assertThat(numbers(i, count)).isEqualTo(first);
			}
		}

		private double subscriptions() {
			return BroadcastTests.this.meters.get("plenum.subscriptions").gauge().value();
		}

		@Override
		public void close() {
			this.sockets.forEach(GraphQlSocket::close);
			await(0);
		}

	}

}
