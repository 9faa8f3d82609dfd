package dev.plenum.organiser;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.document.EventDocument;
import dev.plenum.programme.document.EventState;
import dev.plenum.programme.document.Events;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.client.SubscriptionErrorException;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The states of an event: published, also at a time, unpublished, deleted.
 */
@Tag("slow")
@LiveServer
class EventStateTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@Autowired
	private Clients clients;

	@Autowired
	private EventStateDesk desk;

	@Autowired
	private Events events;

	@Autowired
	private Programmes programmes;

	@Autowired
	private MongoDatabase database;

	private OwnConference conference;

	private String session;

	@BeforeEach
	void ownConference() {
		this.conference = OwnConference.of(this.clients);
		this.session = this.conference.session("talk", "SEMINAR", 2, Map.of("capacity", 5));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					scheduleChanged(eventId: "$event") { revision }                 | organiser | changeSchedule(input: {eventId: "$event", edits: [{move: {sessionId: "$session", endsAt: "$time"}}]}) { __typename }
					scheduleChanged(eventId: "$event", onlyMine: true) { revision } | organiser | changeSchedule(input: {eventId: "$event", edits: [{move: {sessionId: "$session", endsAt: "$time"}}]}) { __typename }
					announced(eventId: "$event") { id }                             | organiser | announce(input: {eventId: "$event", key: "$n", text: [{lang: "sv", text: "Hej"}]}) { __typename }
					boothChanged(eventId: "$event") { id }                          | ann       | updateBooth(input: {exhibitorId: "$exhibitor", products: [[{lang: "sv", text: "$n"}]]}) { __typename }
					myAgendaChanged(eventId: "$event") { kind }                     | ann       | putSessionNote(input: {sessionId: "$session", text: "$n"}) { __typename }
					meetingChanged(exhibitorId: "$exhibitor") { id }                | bo        | requestMeeting(input: {exhibitorId: "$exhibitor", key: "m", name: "$n", times: [{startsAt: "$time", endsAt: "$later"}]}) { __typename }
					""")
	void unpublishingEndsTheSubscriptionsOfEverybodyButOrganisers(String subscription, String who, String mutation) {
		String exhibitor = exhibitor("ann");
		mutate("ann", "addToAgenda(input: {sessionId: \"%s\"}) { __typename }".formatted(this.session));
		this.clients.token(this.conference.person("ann"));
		AtomicInteger received = new AtomicInteger();
		AtomicInteger sent = new AtomicInteger();
		StepVerifier
			.create(subscribe("ann", "subscription { " + filled(subscription, exhibitor, 0) + " }")
				.doOnNext((next) -> received.incrementAndGet()))
			.expectSubscription()
			.then(() -> await().atMost(PATIENCE).until(() -> {
				mutate(who, filled(mutation, exhibitor, sent.incrementAndGet()));
				return received.get() > 0;
			}))
			.then(this::unpublish)
			.thenConsumeWhile((next) -> true)
			.expectErrorSatisfies(
					(error) -> assertThat(((SubscriptionErrorException) error).getErrors()).singleElement()
						.satisfies((one) -> assertThat(one.getExtensions()).containsEntry("code", "NOT_FOUND")))
			.verify(PATIENCE);
	}

	@Test
	void anOrganisersSubscriptionGoesOnAfterUnpublishing() {
		StepVerifier
			.create(subscribe("organiser",
					"subscription { scheduleChanged(eventId: \"%s\", afterRevision: 0) { kinds } }"
						.formatted(this.conference.id())))
			.expectNextCount(1)
			.then(this::unpublish)
			.then(() -> this.conference.edit("{cancel: {sessionId: \"%s\"}}".formatted(this.session)))
			.assertNext((next) -> assertThat(next).contains("CANCELLED"))
			.thenCancel()
			.verify(PATIENCE);
	}

	@Test
	void anUnpublishedEventIsADraftForEverybodyAndKeepsSeatsAndAgendas() {
		mutate("ann", "bookSeat(input: {sessionId: \"%s\"}) { __typename }".formatted(this.session));
		unpublish();
		assertThat(state("ann")).isEqualTo("hidden");
		assertThat(state("organiser")).isEqualTo("DRAFT");
		assertThat(status("/events/%s/programme.ics".formatted(this.conference.slug()))).isEqualTo(404);
		assertThat(status("/events/%s/schedule.json".formatted(this.conference.slug()))).isEqualTo(404);
		assertThat(unpublish()).isEqualTo("EventUnpublished");
		this.conference.publish();
		query("ann", "{ node(id: \"%s\") { ... on Session { mySeat { state } } } }".formatted(this.session))
			.path("node.mySeat.state")
			.entity(String.class)
			.isEqualTo("BOOKED");
	}

	@Test
	void anUnpublishedEventIsCancelledInPersonalCalendars() {
		mutate("ann", "addToAgenda(input: {sessionId: \"%s\"}) { __typename }".formatted(this.session));
		mutate("ann",
				"putAppointment(input: {eventId: \"%s\", key: \"a\", title: \"Lunch\", startsAt: \"%s\", endsAt: \"%s\"}) { __typename }"
					.formatted(this.conference.id(), this.conference.in(4), this.conference.in(5)));
		String feed = query("ann",
				"{ event(id: \"%s\") { myAgenda { calendarFeed { url } } } }".formatted(this.conference.id()))
			.path("event.myAgenda.calendarFeed.url")
			.entity(String.class)
			.get();
		String path = URI.create(feed).getPath();
		assertThat(body(path)).contains("SUMMARY;LANGUAGE=sv:talk").doesNotContain("STATUS:CANCELLED");
		unpublish();
		assertThat(body(path).split("BEGIN:VEVENT")).filteredOn((event) -> event.contains("STATUS:"))
			.hasSize(2)
			.anySatisfy((event) -> assertThat(event).contains("SUMMARY;LANGUAGE=sv:talk", "STATUS:CANCELLED"))
			.anySatisfy((event) -> assertThat(event).contains("SUMMARY:Lunch", "STATUS:CONFIRMED"));
		this.conference.publish();
		assertThat(body(path)).contains("SUMMARY;LANGUAGE=sv:talk").doesNotContain("STATUS:CANCELLED");
	}

	@Test
	void aDraftIsPublishedAtItsTimeByOneWrite() {
		unpublish();
		Instant at = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS);
		Response scheduled = publishAt(at);
		scheduled.path("publishEvent.__typename").entity(String.class).isEqualTo("PublicationScheduled");
		int version = scheduled.path("publishEvent.event.detailsVersion").entity(Integer.class).get();
		assertThat(scheduled.path("publishEvent.event.publishesAt").entity(OffsetDateTime.class).get().toInstant())
			.isEqualTo(at);
		assertThat(state("ann")).isEqualTo("hidden");
		await().atMost(PATIENCE).until(() -> state("ann").equals("PUBLISHED"));
		assertThat(Instant.now()).isAfterOrEqualTo(at);
		EventDocument stored = this.programmes.live(this.conference.id()).get().block(PATIENCE).documents().event();
		assertThat(stored.version()).isEqualTo(version + 1);
		assertThat(stored.publishAt()).isNull();
	}

	@Test
	void ofManyServersThatNoticeTheTimeOnePublishes() {
		unpublish();
		Instant at = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
		publishAt(at).errors().verify();
		List<EventDocument> published = Flux.range(0, 10)
			.flatMap((server) -> this.events.publishDue(this.conference.id(), at), 10)
			.collectList()
			.block(PATIENCE);
		assertThat(published).hasSize(1);
	}

	@Test
	void unpublishingForgetsTheTimeAndAPastTimePublishesAtOnce() {
		unpublish();
		Instant at = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
		publishAt(at).errors().verify();
		unpublish();
		assertThat(this.events.publishDue(this.conference.id(), at).blockOptional(PATIENCE)).isEmpty();
		publishAt(Instant.now().minusSeconds(1)).path("publishEvent.__typename")
			.entity(String.class)
			.isEqualTo("EventPublished");
		assertThat(state("ann")).isEqualTo("PUBLISHED");
	}

	@Test
	void aPublishedOrArchivedEventIsNotDeleted() {
		assertThat(delete("organiser", "")).isEqualTo("NotADraft");
		mutate("organiser", "archiveEvent(input: {eventId: \"%s\"}) { __typename }".formatted(this.conference.id()));
		assertThat(delete("organiser", "")).isEqualTo("NotADraft");
		assertThat(state("ann")).isEqualTo("ARCHIVED");
		assertThat(documents("sessions")).isOne();
	}

	@Test
	void aDeletedDraftLeavesNothingButItsAuditTrailAndItsSlugIsFree() {
		String exhibitor = exhibitor("staff");
		mutate("ann", "bookSeat(input: {sessionId: \"%s\"}) { __typename }".formatted(this.session));
		mutate("ann", "addToAgenda(input: {sessionId: \"%s\"}) { __typename }".formatted(this.session));
		mutate("staff",
				"putOffer(input: {exhibitorId: \"%s\", key: \"o\", title: [{lang: \"sv\", text: \"Mugg\"}]}) { __typename }"
					.formatted(exhibitor));
		mutate("organiser",
				"announce(input: {eventId: \"%s\", key: \"k\", text: [{lang: \"sv\", text: \"Hej\"}]}) { __typename }"
					.formatted(this.conference.id()));
		unpublish();
		assertThat(delete("organiser", ", expectedVersion: 1")).isEqualTo("Outdated");
		assertThat(delete("organiser", "")).isEqualTo("EventDeleted");
		assertThat(leftovers()).containsOnly("audit", "steps");
		query("organiser",
				"{ event(id: \"%s\") { id } node(id: \"%s\") { id } }".formatted(this.conference.id(), this.session))
			.path("event")
			.valueIsNull()
			.path("node")
			.valueIsNull();
		query("organiser", deletion("")).errors()
			.satisfy((errors) -> assertThat(errors).extracting(ResponseError::getExtensions)
				.anySatisfy((extensions) -> assertThat(extensions).containsEntry("code", "NOT_FOUND")));
		createAgain();
		query("organiser",
				"{ event(id: \"%s\") { revision sessions { totalCount } exhibitors { totalCount } } }"
					.formatted(this.conference.id()))
			.path("event.revision")
			.entity(Integer.class)
			.isEqualTo(0)
			.path("event.sessions.totalCount")
			.entity(Integer.class)
			.isEqualTo(0)
			.path("event.exhibitors.totalCount")
			.entity(Integer.class)
			.isEqualTo(0);
		this.conference.session("talk", "SEMINAR", 2, Map.of("capacity", 5));
		this.conference.publish();
		query("ann", "{ node(id: \"%s\") { ... on Session { title seats { taken } } } }".formatted(this.session))
			.path("node.seats.taken")
			.entity(Integer.class)
			.isEqualTo(0);
	}

	@Test
	void anInterruptedDeletionHidesTheDraftAndIsContinued() {
		unpublish();
		EventDocument marked = this.events.beginDeletion(this.conference.id(), null, Instant.now()).block(PATIENCE);
		this.programmes.known(marked).block(PATIENCE);
		assertThat(state("organiser")).isEqualTo("hidden");
		assertThat(this.events.setState(this.conference.id(), null, EventState.PUBLISHED).blockOptional(PATIENCE))
			.isEmpty();
		query("organiser",
				"mutation { publishEvent(input: {eventId: \"%s\"}) { __typename } }".formatted(this.conference.id()))
			.errors()
			.satisfy((errors) -> assertThat(errors).extracting(ResponseError::getExtensions)
				.anySatisfy((extensions) -> assertThat(extensions).containsEntry("code", "NOT_FOUND")));
		assertThat(delete("organiser", "")).isEqualTo("EventDeleted");
		assertThat(leftovers()).containsOnly("audit", "steps");
	}

	@Test
	void anInterruptedDeletionIsCompletedByAnyServerAfterAMinute() {
		OwnConference recent = OwnConference.draft(this.clients, LocalDate.now(), LocalDate.now());
		unpublish();
		this.events.beginDeletion(recent.id(), null, Instant.now()).flatMap(this.programmes::known).block(PATIENCE);
		this.events.beginDeletion(this.conference.id(), null, Instant.now().minusSeconds(61))
			.flatMap(this.programmes::known)
			.block(PATIENCE);
		this.desk.endDeletions().block(PATIENCE);
		assertThat(leftovers()).containsOnly("audit", "steps");
		assertThat(this.programmes.exists(recent.id()).block(PATIENCE)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "endsOn: \"$today\"", "startsOn: \"$tomorrow\"",
			"endsOn: \"$today\", timezone: \"Pacific/Kiritimati\"" })
	void theDaysOfAnEventAreNotShrunkBelowItsSessions(String days) {
		String tomorrow = LocalDate.now(OwnConference.ZONE).plusDays(1).toString();
		String today = LocalDate.now(OwnConference.ZONE).toString();
		this.conference.session("now", "LECTURE", 0, Map.of());
		this.conference.session("late", "LECTURE", 48, Map.of());
		Response refused = query("organiser",
				"mutation { putEvent(input: {slug: \"%s\", %s}) { __typename ... on SessionsOutsideDays { message sessions { title } } } }"
					.formatted(this.conference.slug(), days.replace("$today", today).replace("$tomorrow", tomorrow)));
		refused.path("putEvent.__typename").entity(String.class).isEqualTo("SessionsOutsideDays");
		refused.path("putEvent.sessions[*].title")
			.entityList(String.class)
			.contains(days.startsWith("endsOn") ? "late" : "now");
	}

	@Test
	void organisersAppointOrganisersAndTheLastOneStays() {
		String organiser = this.conference.person("organiser");
		assertThat(setOrganisers("organiser", organiser, this.conference.person("bo"))).isEqualTo("OrganisersSet");
		assertThat(setOrganisers("bo", this.conference.person("bo"))).isEqualTo("OrganisersSet");
		assertThat(setOrganisers("bo")).isEqualTo("NoOrganiserLeft");
		assertThat(setOrganisers("bo", "a mistyped subject")).isEqualTo("NoOrganiserLeft");
		mutate("bo", "putEvent(input: {slug: \"%s\", organiserSubjects: [\"%s\", \"%s\"]}) { __typename }"
			.formatted(this.conference.slug(), organiser, this.conference.person("bo")));
		query("organiser",
				"{ event(id: \"%s\") { organiserSubjects audit(first: 1) { nodes { action } } } }"
					.formatted(this.conference.id()))
			.path("event.organiserSubjects")
			.entityList(String.class)
			.containsExactly(organiser, this.conference.person("bo"))
			.path("event.audit.nodes[0].action")
			.entity(String.class)
			.isEqualTo("putEvent");
	}

	private String filled(String template, String exhibitor, int number) {
		return template.replace("$event", this.conference.id())
			.replace("$session", this.session)
			.replace("$exhibitor", exhibitor)
			.replace("$time", this.conference.in(3, number % 600))
			.replace("$later", this.conference.in(4, number % 600))
			.replace("$n", "number " + number);
	}

	private String setOrganisers(String who, String... subjects) {
		return query(who,
				"mutation { setOrganisers(input: {eventId: \"%s\", subjects: [%s]}) { __typename } }".formatted(
						this.conference.id(),
						String.join(", ", List.of(subjects).stream().map((one) -> '"' + one + '"').toList())))
			.path("setOrganisers.__typename")
			.entity(String.class)
			.get();
	}

	private Flux<String> subscribe(String who, String document) {
		return Flux.defer(() -> this.clients.listener(this.conference.person(who))
			.document(document)
			.executeSubscription()
			.toFlux()
			.map((response) -> String.valueOf(response.path("").entity(Object.class).get())));
	}

	private String unpublish() {
		return query("organiser",
				"mutation { unpublishEvent(input: {eventId: \"%s\"}) { __typename } }".formatted(this.conference.id()))
			.path("unpublishEvent.__typename")
			.entity(String.class)
			.get();
	}

	private Response publishAt(Instant at) {
		return query("organiser", """
				mutation { publishEvent(input: {eventId: "%s", at: "%s"}) { __typename
				  ... on PublicationScheduled { event { detailsVersion state publishesAt } } } }"""
			.formatted(this.conference.id(), at));
	}

	private String delete(String who, String more) {
		return query(who, deletion(more)).path("deleteEvent.__typename").entity(String.class).get();
	}

	private String deletion(String more) {
		return "mutation { deleteEvent(input: {eventId: \"%s\"%s}) { __typename } }".formatted(this.conference.id(),
				more);
	}

	private void createAgain() {
		LocalDate today = LocalDate.now(OwnConference.ZONE);
		this.clients.administrator()
			.document(
					"""
							mutation { putEvent(input: {slug: "%s", expectedVersion: 0, name: [{lang: "sv", text: "Igen"}], startsOn: "%s",
							  endsOn: "%s", timezone: "Europe/Stockholm", languages: ["sv"], organiserSubjects: ["%s"]}) { ... on EventPut { event { id } } } }"""
						.formatted(this.conference.slug(), today.minusDays(1), today.plusDays(3),
								this.conference.person("organiser")))
			.execute()
			.path("putEvent.event.id")
			.entity(String.class)
			.isEqualTo(this.conference.id());
	}

	private String state(String who) {
		List<String> states = query(who,
				"{ nodes(ids: [\"%s\"]) { ... on Event { state } } }".formatted(this.conference.id()))
			.path("nodes[*]..state")
			.entityList(String.class)
			.get();
		return states.isEmpty() ? "hidden" : states.getFirst();
	}

	private String exhibitor(String staff) {
		String id = query("organiser",
				"mutation { putExhibitor(input: {eventId: \"%s\", key: \"e\", name: \"E\"}) { ... on ExhibitorPut { exhibitor { id } } } }"
					.formatted(this.conference.id()))
			.path("putExhibitor.exhibitor.id")
			.entity(String.class)
			.get();
		mutate("organiser", "setExhibitorStaff(input: {exhibitorId: \"%s\", subjects: [\"%s\"]}) { __typename }"
			.formatted(id, this.conference.person(staff)));
		return id;
	}

	private void mutate(String who, String mutation) {
		query(who, "mutation { " + mutation + " }").errors().verify();
	}

	private Response query(String who, String document) {
		return this.conference.as(who).document(document).execute();
	}

	private List<String> leftovers() {
		List<String> names = new ArrayList<>();
		for (String name : Flux.from(this.database.listCollectionNames()).collectList().block(PATIENCE)) {
			if (documents(name) > 0) {
				names.add(name);
			}
		}
		return names;
	}

	private long documents(String collection) {
		return Mono
			.from(this.database.getCollection(collection, Document.class)
				.countDocuments(Filters.or(Filters.eq("_id", this.conference.id()),
						Filters.eq("eventId", this.conference.id()))))
			.block(PATIENCE);
	}

	private int status(String path) {
		return this.clients.raw().get().uri(path).exchange().returnResult(String.class).getStatus().value();
	}

	private String body(String path) {
		return String.valueOf(this.clients.raw()
			.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
	}

}
