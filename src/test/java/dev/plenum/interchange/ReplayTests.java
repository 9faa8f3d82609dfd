package dev.plenum.interchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.interchange.ReplayedFeed.Seen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Replays a real conference: its schedule on the evening before, and each change of its
 * feed on the four days at the original time. The files are not part of this project:
 * {@code -Dplenum.replay=DIRECTORY} names a directory with a {@code *.schedule.json} and
 * the {@code *.jsonl} of its changes.
 */
@LiveServer
@Import(ReplayTests.SettableClock.class)
@EnabledIfSystemProperty(named = "plenum.replay", matches = ".+",
		disabledReason = "the files of a real conference are not part of this project: -Dplenum.replay=DIRECTORY")
class ReplayTests {

	private static final Duration MISSING_FOR = Duration.ofMinutes(15);

	private static final JsonMapper JSON = JsonMapper.shared();

	@Autowired
	private Clients clients;

	private final ReplayedFeed feed = new ReplayedFeed();

	@Test
	void eachRealChangeIsSentOnceAndNothingElse() throws IOException {
		List<String> steps = this.feed.begin();
		now(JSON.readTree(steps.getFirst()).get("at").asString());
		put("?timezone=Europe/Berlin");
		String id = this.clients.anonymous()
			.document("{ event(slug: \"replay\") { id } }")
			.execute()
			.path("event.id")
			.entity(String.class)
			.get();
		List<JsonNode> heard = new CopyOnWriteArrayList<>();
		this.clients.listener()
			.document(
					"subscription ($event: ID!) { scheduleChanged(eventId: $event, afterRevision: 0) { revision at kinds session { title } } }")
			.variable("event", id)
			.executeSubscription()
			.toFlux()
			.map((response) -> JSON.<JsonNode>valueToTree(response.path("scheduleChanged").entity(Map.class).get()))
			.subscribe(heard::add);
		Attendee attendee = new Attendee(this.feed.sessions());
		Duration spent = Duration.ZERO;
		Duration slowest = Duration.ZERO;
		for (String line : steps) {
			JsonNode step = JSON.readTree(line);
			this.feed.apply(step.get("ops"));
			Instant at = now(step.get("at").asString());
			attendee.see(this.feed.sessions(), at);
			long begin = System.nanoTime();
			JsonNode report = put("");
			Duration took = Duration.ofNanos(System.nanoTime() - begin);
			spent = spent.plus(took);
			slowest = (took.compareTo(slowest) > 0) ? took : slowest;
			assertThat(report.get("kept")).as(line).isEmpty();
			assertThat(report.get("revision").asInt()).as(() -> line + report.get("changed") + report.get("cancelled"))
				.isEqualTo(attendee.expected.size());
		}
		await().atMost(Duration.ofSeconds(20)).until(() -> heard.size() >= attendee.expected.size());
		assertThat(heard).extracting((change) -> change.get("revision").asInt())
			.isEqualTo(IntStream.rangeClosed(1, attendee.expected.size()).boxed().toList());
		assertThat(heard)
			.extracting((change) -> OffsetDateTime.parse(change.get("at").asString()).toInstant() + " "
					+ change.get("kinds").valueStream().map(JsonNode::asString).toList())
			.containsExactlyInAnyOrderElementsOf(attendee.expected);
		System.out.printf(
				"replay: %d imports in %s, the slowest %s; %d changes heard once each, %d of them cancellations, "
						+ "%d reinstated later; %d sessions at the end%n",
				steps.size(), spent, slowest, heard.size(),
				attendee.expected.stream().filter((change) -> change.contains("CANCELLED")).count(),
				attendee.expected.stream().filter((change) -> change.contains("REINSTATED")).count(),
				this.feed.sessions().size());
	}

	private JsonNode put(String query) {
		byte[] answer = this.clients.raw()
			.mutate()
			.responseTimeout(Duration.ofSeconds(60))
			.build()
			.put()
			.uri("/events/replay/programme" + query)
			.headers((headers) -> headers.setBearerAuth(this.clients.token("admin")))
			.bodyValue(this.feed.json())
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.returnResult()
			.getResponseBody();
		return JSON.readTree(new String(answer, StandardCharsets.UTF_8));
	}

	private static Instant now(String at) {
		Instant moment = OffsetDateTime.parse(at).toInstant();
		SettableClock.NOW.set(moment);
		return moment;
	}

	/**
	 * Calculates the expected changes without the server.
	 */
	private static final class Attendee {

		private final List<String> expected = new ArrayList<>();

		private final Map<String, Seen> known = new LinkedHashMap<>();

		private final Map<String, Instant> missing = new LinkedHashMap<>();

		Attendee(Map<String, Seen> first) {
			this.known.putAll(first);
		}

		void see(Map<String, Seen> sessions, Instant at) {
			sessions.forEach((key, now) -> {
				Seen before = this.known.put(key, now);
				this.missing.remove(key);
				if (before == null) {
					tell(at, List.of("ADDED"));
					return;
				}
				List<String> kinds = new ArrayList<>();
				if (!before.time().equals(now.time())) {
					kinds.add("MOVED_TIME");
				}
				if (!before.room().equals(now.room())) {
					kinds.add("MOVED_ROOM");
				}
				if (before.cancelled()) {
					kinds.add("REINSTATED");
				}
				if (!before.persons().equals(now.persons())) {
					kinds.add("SPEAKERS");
				}
				if (!kinds.isEmpty()) {
					tell(at, kinds);
				}
			});
			this.known.replaceAll((key, session) -> {
				if (sessions.containsKey(key) || session.cancelled()) {
					return session;
				}
				Instant since = this.missing.computeIfAbsent(key, (first) -> at);
				if (at.isBefore(since.plus(MISSING_FOR))) {
					return session;
				}
				tell(at, List.of("CANCELLED"));
				return new Seen(session.time(), session.room(), session.persons(), true);
			});
		}

		private void tell(Instant at, List<String> kinds) {
			this.expected.add(at + " " + kinds);
		}

	}

	/** A clock that the test sets. */
	@TestConfiguration
	static class SettableClock {

		static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.MILLIS));

		@Bean
		@Primary
		InstantSource settableClock() {
			return NOW::get;
		}

	}

}
