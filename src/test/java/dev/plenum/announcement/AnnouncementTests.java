package dev.plenum.announcement;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.NewEvent;
import dev.plenum.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Announcements on a live server.
 */
@Tag("slow")
@LiveServer
class AnnouncementTests {

	private static final String FIELDS = "id version text texts { lang text } urgency session { id } room { id } validUntil withdrawnAt";

	@Autowired
	private Clients clients;

	private NewEvent event;

	@BeforeEach
	void makeAnEvent() {
		this.event = NewEvent.on(this.clients);
	}

	@Test
	void everybodyReadsTheAnnouncementsNewestFirst() {
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
	void theOldestAnnouncementsAreReadFromTheEnd() {
		List.of("one", "two", "three").forEach((key) -> announce(key, Map.of()).errors().verify());
		this.clients.anonymous()
			.document(
					"query ($id: ID!) { event(id: $id) { announcements(last: 2) { nodes { text } pageInfo { hasNextPage hasPreviousPage } } } }")
			.variable("id", this.event.id())
			.execute()
			.path("event.announcements")
			.matchesJsonStrictly("""
					{ "nodes": [{ "text": "two åäö" }, { "text": "one åäö" }],
					  "pageInfo": { "hasNextPage": false, "hasPreviousPage": true } }""");
	}

	@Test
	void announcingAgainChangesOnlyWhatTheInputContains() {
		String first = id(announce("same", Map.of("urgency", "URGENT", "roomId", this.event.roomA())));
		assertThat(id(announce("same", Map.of()))).isEqualTo(first);
		read().path("event.announcements.nodes").matchesJson("""
				[{ "version": 1, "urgency": "URGENT", "room": { "id": "%s" } }]""".formatted(this.event.roomA()));
		announce("same", Map.of("sessionId", this.event.talk(), "text", text("corrected"))).errors().verify();
		read().path("event.announcements.nodes")
			.matchesJson(
					"""
							[{ "version": 2, "text": "corrected", "urgency": "URGENT", "room": null, "session": { "id": "%s" } }]"""
						.formatted(this.event.talk()));
	}

	@Test
	void anAnnouncementIsCorrectedByItsIdInEachOfItsLanguages() {
		List<Map<String, String>> both = List.of(Map.of("lang", "en", "text", "Lunch"),
				Map.of("lang", "sv", "text", "Lunchen"));
		String id = id(announce("lunch", Map.of("text", both)));
		read().path("event.announcements.nodes[0].texts").matchesJsonStrictly("""
				[{ "lang": "sv", "text": "Lunchen" }, { "lang": "en", "text": "Lunch" }]""");
		Map<String, Object> correction = Map.of("eventId", this.event.id(), "id", id, "expectedVersion", 1, "text",
				text("Lunchen är klar"));
		announce(correction).path("announce.announcement").matchesJson("""
				{ "id": "%s", "version": 2, "texts": [{ "lang": "sv", "text": "Lunchen är klar" }] }""".formatted(id));
		announce(Map.of("eventId", this.event.id(), "id", id, "expectedVersion", 1, "text", text("sent")))
			.path("announce.__typename")
			.entity(String.class)
			.isEqualTo("Outdated");
		rejected(Map.of("id", id), "key");
	}

	@Test
	void anIdThatTheEventDoesNotHaveIsNotFoundAndCreatesNothing() {
		NewEvent other = NewEvent.on(this.clients);
		String elsewhere = id(announceAs(other.organiser(),
				Map.of("eventId", other.id(), "key", "lunch", "text", text("Lunch"), "urgency", "INFO")));
		String unknown = Ids.in(Announcements.ID_PREFIX, this.event.id(), "lunch");
		for (String id : List.of(elsewhere, unknown)) {
			for (int version = -1; version < 2; version++) {
				Map<String, Object> input = new HashMap<>(
						Map.of("eventId", this.event.id(), "id", id, "text", text("x"), "urgency", "URGENT"));
				input.put("expectedVersion", (version >= 0) ? version : null);
				announce(input).errors()
					.satisfy((errors) -> assertThat(errors).as("%s", input)
						.singleElement()
						.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "NOT_FOUND")));
			}
		}
		read().path("event.announcements.nodes").entityList(Object.class).hasSize(0);
		assertThat(id(announceAs(other.organiser(),
				Map.of("eventId", other.id(), "id", elsewhere, "expectedVersion", 1, "text", text("Lunch")))))
			.as("it has not changed")
			.isEqualTo(elsewhere);
	}

	@Test
	void aChangeOfAnotherVersionIsOutdatedUnlessItIsDoneAlready() {
		String id = id(announce("one", Map.of("expectedVersion", 0)));
		assertThat(id(announce("one", Map.of("expectedVersion", 0)))).as("a repeated request").isEqualTo(id);
		announce("one", Map.of("expectedVersion", 1, "urgency", "URGENT")).errors().verify();
		announce("one", Map.of("expectedVersion", 0)).path("announce").matchesJson("""
				{ "__typename": "Announced", "announcement": { "version": 2, "urgency": "URGENT" } }""");
		announce("one", Map.of("expectedVersion", 1, "text", text("late"))).path("announce").matchesJson("""
				{ "__typename": "Outdated", "current": { "id": "%s", "version": 2 } }""".formatted(id));
		announce("none", Map.of("expectedVersion", 1)).path("announce").matchesJson("""
				{ "__typename": "Outdated", "current": null }""");
		withdraw(id, 1).path("withdrawAnnouncement").matchesJson("""
				{ "__typename": "Outdated", "current": { "id": "%s", "version": 2 } }""".formatted(id));
		withdraw(id, 2).path("withdrawAnnouncement.announcement.withdrawnAt").hasValue();
		withdraw(id, 1).path("withdrawAnnouncement.__typename").entity(String.class).isEqualTo("AnnouncementWithdrawn");
	}

	@Test
	void subscribersReceiveAnAnnouncementAndItsWithdrawal() {
		Flux<Received> received = this.clients.listener()
			.document("subscription ($event: ID!) { announced(eventId: $event) { id text withdrawnAt } }")
			.variable("event", this.event.id())
			.executeSubscription()
			.toFlux("announced", Received.class)
			.publishOn(Schedulers.boundedElastic());
		Disposable announcing = Flux.interval(Duration.ofMillis(200), Schedulers.boundedElastic())
			.subscribe((i) -> announce("bus " + i, Map.of()));
		try {
			AtomicReference<@Nullable String> first = new AtomicReference<>();
			StepVerifier
				.create(received.filter((one) -> first.compareAndSet(null, one.id()) || one.id().equals(first.get()))
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
	void aWithdrawnAnnouncementIsHiddenAndWithdrawingAgainChangesNothing() {
		String id = id(announce("wrong", Map.of()));
		Object first = withdraw(id).path("withdrawAnnouncement.announcement.withdrawnAt").entity(Object.class).get();
		Object second = withdraw(id).path("withdrawAnnouncement.announcement.withdrawnAt").entity(Object.class).get();
		assertThat(second).isEqualTo(first);
		read().path("event.announcements.nodes").entityList(Object.class).hasSize(0);
		announce("wrong", Map.of("text", text("again"))).path("announce.announcement.withdrawnAt").hasValue();
		withdraw(id).path("withdrawAnnouncement.event.announcements.totalCount").entity(Integer.class).isEqualTo(0);
	}

	@Test
	void invalidInputIsRejectedWithItsPlace() {
		NewEvent other = NewEvent.on(this.clients);
		rejected(Map.of("sessionId", other.talk()), "sessionId");
		rejected(Map.of("roomId", other.roomA()), "roomId");
		rejected(Map.of("roomId", this.event.roomA(), "sessionId", this.event.talk()), "roomId");
		rejected(Map.of("validUntil", "2020-01-01T00:00:00+01:00"), "validUntil");
		rejected(Map.of("text", List.of()), "text");
	}

	private void rejected(Map<String, Object> input, String field) {
		announce("bad", input).errors().satisfy((errors) -> {
			assertThat(errors).singleElement();
			assertThat(errors.getFirst().getExtensions()).containsEntry("code", "BAD_INPUT")
				.containsEntry("path", List.of("input", field));
		});
	}

	private Response announce(String key, Map<String, Object> more) {
		Map<String, Object> input = new HashMap<>(
				Map.of("eventId", this.event.id(), "key", key, "text", text(key + " åäö")));
		input.putAll(more);
		return announce(input);
	}

	private Response announce(Map<String, Object> input) {
		return announceAs(this.event.organiser(), input);
	}

	private Response announceAs(String subject, Map<String, Object> input) {
		return this.clients.as(subject)
			.document("""
					mutation ($input: AnnounceInput!) { announce(input: $input) {
					  __typename
					  ... on Announced { announcement { %1$s } event { announcements { totalCount } } }
					  ... on Outdated { message current { ... on Announcement { %1$s } } } } }""".formatted(FIELDS))
			.variable("input", input)
			.execute();
	}

	private Response withdraw(String id) {
		return withdraw(id, null);
	}

	private Response withdraw(String id, @Nullable Integer expectedVersion) {
		return this.clients.as(this.event.organiser())
			.document("""
					mutation ($input: WithdrawAnnouncementInput!) { withdrawAnnouncement(input: $input) {
					  __typename
					  ... on AnnouncementWithdrawn { announcement { %1$s } event { announcements { totalCount } } }
					  ... on Outdated { message current { ... on Announcement { %1$s } } } } }""".formatted(FIELDS))
			.variable("input",
					(expectedVersion != null) ? Map.of("announcementId", id, "expectedVersion", expectedVersion)
							: Map.of("announcementId", id))
			.execute();
	}

	private static List<Map<String, String>> text(String text) {
		return List.of(Map.of("lang", "sv", "text", text));
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

	private record Received(String id, String text, @Nullable String withdrawnAt) {
	}

}
