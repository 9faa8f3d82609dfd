package dev.plenum.announcement;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.NewEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Announcing, and hearing of it, on a live server.
 */
@LiveServer
class AnnouncementTests {

	private static final String FIELDS = "id text urgency session { id } room { id } validUntil withdrawnAt";

	@Autowired
	private Clients clients;

	private NewEvent event;

	@BeforeEach
	void makeAnEvent() {
		this.event = NewEvent.on(this.clients);
	}

	@Test
	void anAnnouncementIsReadByEverybodyNewestFirst() {
		announce("one", Map.of());
		announce("two", Map.of("urgency", "URGENT", "sessionId", this.event.talk()));
		announce("three", Map.of("roomId", this.event.roomB(), "validUntil", "2099-01-01T00:00:00+01:00"));
		Response read = read();
		read.path("event.announcements.nodes[*].text")
			.entityList(String.class)
			.containsExactly("three åäö", "two åäö", "one åäö");
		read.path("event.announcements.nodes[1]")
			.matchesJson("""
					{ "urgency": "URGENT", "session": { "id": "%s" }, "room": null, "validUntil": null }"""
				.formatted(this.event.talk()));
		read.path("event.announcements.nodes[0]").matchesJson("""
				{ "urgency": "INFO", "session": null, "room": { "id": "%s" } }""".formatted(this.event.roomB()));
	}

	@Test
	void theSameKeyIsAnnouncedOnce() {
		String first = id(announce("same", Map.of()));
		String second = id(announce("same", Map.of("urgency", "URGENT")));
		assertThat(second).isEqualTo(first);
		read().path("event.announcements.nodes[*].urgency").entityList(String.class).containsExactly("INFO");
	}

	@Test
	void listenersHearOfAnAnnouncementAndOfItsWithdrawal() {
		Flux<Told> heard = this.clients.listener()
			.document("subscription ($event: ID!) { announced(eventId: $event) { id text withdrawnAt } }")
			.variable("event", this.event.id())
			.executeSubscription()
			.toFlux("announced", Told.class)
			.publishOn(Schedulers.boundedElastic());
		Disposable announcing = Flux.interval(Duration.ofMillis(200), Schedulers.boundedElastic())
			.subscribe((i) -> announce("bus " + i, Map.of()));
		try {
			AtomicReference<@Nullable String> first = new AtomicReference<>();
			StepVerifier
				.create(heard.filter((one) -> first.compareAndSet(null, one.id()) || one.id().equals(first.get()))
					.take(2))
				.assertNext((one) -> {
					assertThat(one.withdrawnAt()).isNull();
					assertThat(one.text()).startsWith("bus ").endsWith(" åäö");
				})
				.then(() -> withdraw(String.valueOf(first.get())).errors().verify())
				.assertNext((one) -> assertThat(one.withdrawnAt()).isNotNull())
				.expectComplete()
				.verify(Duration.ofSeconds(20));
		}
		finally {
			announcing.dispose();
		}
	}

	@Test
	void aWithdrawnAnnouncementIsReadNoMoreAndWithdrawingAgainChangesNothing() {
		String id = id(announce("wrong", Map.of()));
		Object first = withdraw(id).path("withdrawAnnouncement.announcement.withdrawnAt").entity(Object.class).get();
		Object second = withdraw(id).path("withdrawAnnouncement.announcement.withdrawnAt").entity(Object.class).get();
		assertThat(second).isEqualTo(first);
		read().path("event.announcements.nodes").entityList(Object.class).hasSize(0);
	}

	@Test
	void badInputIsRefusedWithItsPlace() {
		NewEvent other = NewEvent.on(this.clients);
		refused(Map.of("sessionId", other.talk()), "sessionId");
		refused(Map.of("roomId", other.roomA()), "roomId");
		refused(Map.of("roomId", this.event.roomA(), "sessionId", this.event.talk()), "roomId");
		refused(Map.of("validUntil", "2020-01-01T00:00:00+01:00"), "validUntil");
		refused(Map.of("text", List.of()), "text");
	}

	private void refused(Map<String, Object> input, String field) {
		announce("bad", input).errors().satisfy((errors) -> {
			assertThat(errors).singleElement();
			assertThat(errors.getFirst().getExtensions()).containsEntry("code", "BAD_INPUT")
				.containsEntry("path", List.of("input", field));
		});
	}

	private Response announce(String key, Map<String, Object> more) {
		Map<String, Object> input = new HashMap<>(Map.of("eventId", this.event.id(), "key", key, "text",
				List.of(Map.of("lang", "sv", "text", key + " åäö"))));
		input.putAll(more);
		return this.clients.as(this.event.organiser())
			.document("mutation ($input: AnnounceInput!) { announce(input: $input) { announcement { %s } } }"
				.formatted(FIELDS))
			.variable("input", input)
			.execute();
	}

	private Response withdraw(String id) {
		return this.clients.as(this.event.organiser())
			.document(
					"mutation ($id: ID!) { withdrawAnnouncement(input: { announcementId: $id }) { announcement { %s } } }"
						.formatted(FIELDS))
			.variable("id", id)
			.execute();
	}

	private Response read() {
		return this.clients.anonymous()
			.document("query ($id: ID!) { event(id: $id) { announcements { nodes { %s } } } }".formatted(FIELDS))
			.variable("id", this.event.id())
			.execute();
	}

	private static String id(Response announced) {
		return announced.path("announce.announcement.id").entity(String.class).get();
	}

	private record Told(String id, String text, @Nullable String withdrawnAt) {
	}

}
