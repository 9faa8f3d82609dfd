package dev.plenum.live;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.plenum.Clients;
import dev.plenum.DatabaseCommands;
import dev.plenum.LiveServer;
import dev.plenum.NewEvent;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.client.SubscriptionErrorException;
import org.springframework.graphql.test.tester.GraphQlTester.Request;
import org.springframework.graphql.test.tester.WebSocketGraphQlTester;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Subscriptions to a schedule on a live server.
 */
@Tag("slow")
@LiveServer
class ScheduleChangedTests {

	private static final String LISTEN = """
			subscription ($event: ID!, $after: Int, $sessions: [ID!]) {
			  scheduleChanged(eventId: $event, afterRevision: $after, sessionIds: $sessions) {
			    revision kinds session { id title startsAt } before { startsAt } after { startsAt rooms { name } } note } }""";

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@Autowired
	private Clients clients;

	@Autowired
	private DatabaseCommands database;

	@Autowired
	private MeterRegistry meters;

	private NewEvent event;

	@BeforeEach
	void makeAnEvent() {
		this.event = NewEvent.on(this.clients);
	}

	@Test
	void aChangeReachesASubscriberWithItsSession() {
		int before = this.event.moveTalk(this.clients, "13:00");
		StepVerifier.create(revisionsAndTitles(before).take(1))
			.then(() -> this.event.moveTalk(this.clients, "14:00"))
			.expectNext("%d Hållbar socialtjänst".formatted(before + 1))
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void aSubscriberInTheMiddleOfTwoHundredChangesGetsEachOnceInOrder() {
		int before = this.event.moveTalk(this.clients, "12:00");
		AtomicInteger reached = new AtomicInteger(before);
		Mono<Void> changing = Flux.range(0, 200)
			.concatMap((i) -> Mono
				.fromCallable(() -> this.event.moveTalk(this.clients, "%02d:%02d".formatted(13 + i % 7, (i * 7) % 60)))
				.doOnNext(reached::set)
				.subscribeOn(Schedulers.boundedElastic()))
			.then();
		Random random = new Random(7);
		Flux<Heard> listeners = Flux.range(0, 10)
			.delayElements(Duration.ofMillis(50))
			.map((i) -> before + random.nextInt(reached.get() - before + 1))
			.flatMap((after) -> revisions(after).take(before + 200 - after)
				.collectList()
				.map((revisions) -> new Heard(after, revisions)));
		StepVerifier.create(listeners.doOnSubscribe((subscription) -> changing.subscribe()).collectList())
			.assertNext((all) -> assertThat(all).hasSize(10)
				.allSatisfy((heard) -> assertThat(heard.revisions())
					.isEqualTo(IntStream.rangeClosed(heard.after() + 1, before + 200).boxed().toList())))
			.expectComplete()
			.verify(Duration.ofSeconds(60));
	}

	@Test
	void aRevisionThatWasNotReachedCausesNoReadOfTheDatabase() {
		int before = this.event.moveTalk(this.clients, "13:00");
		this.database.reset();
		for (int after : List.of(before + 1, before + 2000, Integer.MAX_VALUE, Integer.MIN_VALUE)) {
			resyncRequired(after);
			this.clients.anonymous()
				.document(
						"query ($event: ID!, $after: Int!) { event(id: $event) { changes(afterRevision: $after) { totalCount } } }")
				.variable("event", this.event.id())
				.variable("after", after)
				.execute()
				.errors()
				.satisfy((errors) -> assertThat(errors).singleElement()
					.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "RESYNC_REQUIRED")));
		}
		assertThat(this.database.askedOf("events", "schedules", "sessions", "speakers")).isEmpty();
	}

	private void resyncRequired(int after) {
		StepVerifier.create(revisions(after))
			.expectErrorSatisfies((ex) -> assertThat(ex).hasMessageContaining("RESYNC_REQUIRED"))
			.verify(PATIENCE);
	}

	@Test
	void onlyChangesOfTheGivenSessionsAreSent() {
		int before = this.event.moveTalk(this.clients, "13:00");
		StepVerifier
			.create(listen(before).variable("sessions", List.of(this.event.talk()))
				.executeSubscription()
				.toFlux("scheduleChanged.session.id", String.class)
				.take(1))
			.then(() -> this.clients.as(this.event.organiser())
				.document(
						"mutation ($event: ID!, $panel: ID!) { changeSchedule(input: { eventId: $event, edits: [{ cancel: { sessionId: $panel } }] }) { __typename } }")
				.variable("event", this.event.id())
				.variable("panel", this.event.panel())
				.execute())
			.then(() -> this.event.moveTalk(this.clients, "15:00"))
			.expectNext(this.event.talk())
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void aRevisionThatIsNotReachedOrNotStoredNeedsAResync() {
		int now = this.event.moveTalk(this.clients, "13:00");
		for (int after : new int[] { now + 1, -1 }) {
			StepVerifier.create(revisions(after))
				.expectErrorSatisfies((ex) -> assertThat(((SubscriptionErrorException) ex).getErrors()).singleElement()
					.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "RESYNC_REQUIRED")))
				.verify(PATIENCE);
		}
	}

	@Test
	void aFormerOrganiserGetsNoFurtherChangesOfADraft() {
		String slug = "draft-" + UUID.randomUUID().toString().substring(0, 8);
		String draft = NewEvent.draft(this.clients, slug, "organiser-" + slug);
		this.clients.token("organiser-" + slug);
		for (String subscription : List.of("scheduleChanged(eventId: \"%s\") { revision }",
				"announced(eventId: \"%s\") { id }", "boothChanged(eventId: \"%s\") { id }")) {
			double others = this.meters.get("plenum.subscriptions").gauge().value();
			StepVerifier
				.create(this.clients.listener("organiser-" + slug)
					.document("subscription { " + subscription.formatted(draft) + " }")
					.executeSubscription()
					.toFlux())
				.expectSubscription()
				.then(() -> await().atMost(PATIENCE)
					.until(() -> this.meters.get("plenum.subscriptions").gauge().value() > others))
				.then(() -> NewEvent.draft(this.clients, slug, "somebody-else"))
				.expectErrorSatisfies((ex) -> assertThat(((SubscriptionErrorException) ex).getErrors()).singleElement()
					.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "NOT_FOUND")))
				.verify(PATIENCE);
			NewEvent.draft(this.clients, slug, "organiser-" + slug);
		}
	}

	@Test
	void anUnknownEventIsNotFound() {
		StepVerifier
			.create(this.clients.listener()
				.document(LISTEN)
				.variable("event", "evt_nowhere")
				.executeSubscription()
				.toFlux("scheduleChanged.revision", Integer.class))
			.expectErrorSatisfies((ex) -> assertThat(((SubscriptionErrorException) ex).getErrors()).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "NOT_FOUND")))
			.verify(PATIENCE);
	}

	@Test
	void serverSentEventsContainTheSameChanges() {
		int before = this.event.moveTalk(this.clients, "13:00");
		this.event.moveTalk(this.clients, "14:00");
		Flux<String> events = this.clients.raw()
			.post()
			.uri("/graphql")
			.contentType(MediaType.APPLICATION_JSON)
			.accept(MediaType.TEXT_EVENT_STREAM)
			.bodyValue(
					"""
							{ "query": "subscription { scheduleChanged(eventId: \\"%s\\", afterRevision: %d) { revision session { title } } }" }"""
						.formatted(this.event.id(), before))
			.exchange()
			.returnResult(String.class)
			.getResponseBody()
			.publishOn(Schedulers.boundedElastic());
		StepVerifier.create(events.filter((data) -> !data.isBlank()).take(2))
			.assertNext((data) -> assertThat(data).contains("\"revision\":" + (before + 1), "Hållbar socialtjänst"))
			.then(() -> this.event.moveTalk(this.clients, "15:00"))
			.assertNext((data) -> assertThat(data).contains("\"revision\":" + (before + 2)))
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void serverSentEventsContainTheError() {
		Flux<String> events = this.clients.raw()
			.post()
			.uri("/graphql")
			.contentType(MediaType.APPLICATION_JSON)
			.accept(MediaType.TEXT_EVENT_STREAM)
			.bodyValue("""
					{ "query": "subscription { scheduleChanged(eventId: \\"evt_nowhere\\") { revision } }" }""")
			.exchange()
			.returnResult(String.class)
			.getResponseBody()
			.publishOn(Schedulers.boundedElastic());
		StepVerifier.create(events.filter((data) -> !data.isBlank()))
			.assertNext((data) -> assertThat(data).contains("NOT_FOUND", "evt_nowhere"))
			.expectComplete()
			.verify(PATIENCE);
	}

	private Flux<Integer> revisions(int after) {
		return listen(after).executeSubscription().toFlux("scheduleChanged.revision", Integer.class);
	}

	private Flux<String> revisionsAndTitles(int after) {
		return listen(after).executeSubscription()
			.toFlux()
			.map((response) -> response.path("scheduleChanged.revision").entity(Integer.class).get() + " "
					+ response.path("scheduleChanged.session.title").entity(String.class).get());
	}

	private Request<?> listen(int after) {
		WebSocketGraphQlTester listener = this.clients.listener();
		return listener.document(LISTEN).variable("event", this.event.id()).variable("after", after);
	}

	private record Heard(int after, List<Integer> revisions) {
	}

}
