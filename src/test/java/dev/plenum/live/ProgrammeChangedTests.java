package dev.plenum.live;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.plenum.Clients;
import dev.plenum.DatabaseCommands;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import dev.plenum.exhibitor.Fair;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.client.SubscriptionErrorException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The subscription to all visible changes of an event, on a live server.
 */
@Tag("slow")
@LiveServer
class ProgrammeChangedTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	/** For 8,000 sessions on a busy machine. */
	private static final Duration LONG = Duration.ofMinutes(1);

	private static final String LISTEN = """
			subscription ($event: ID!, $after: Int) {
			  programmeChanged(eventId: $event, after: $after) { version nodes { id kind removed } } }""";

	@Autowired
	private Clients clients;

	@Autowired
	private DatabaseCommands commands;

	private Fair fair;

	private OwnConference conference;

	private String room;

	private String session;

	private final List<Change> heard = new CopyOnWriteArrayList<>();

	private final Disposable.Composite others = Disposables.composite();

	private Disposable listening;

	@BeforeEach
	void listen() {
		this.fair = Fair.of(this.clients);
		this.conference = this.fair.conference();
		this.room = this.conference.room("Sal A", 2);
		this.session = this.conference.session("w", "SEMINAR", 3, List.of(this.room), Map.of("capacity", 2));
		int version = settledVersion();
		this.listening = changes(version).subscribe(this.heard::add);
	}

	@AfterEach
	void stop() {
		this.listening.dispose();
		this.others.dispose();
	}

	@Test
	void everyVisibleChangeOfAProgrammeIsReportedWithItsNode() {
		int revision = number("revision");
		reports("SESSION", this.session, () -> put(Map.of("title", Fair.text("Ny"))));
		reports("SESSION", this.session, () -> put(Map.of("abstract", Fair.text("Ny"))));
		reports("SESSION", this.session,
				() -> put(Map.of("materials", List.of(Map.of("kind", "TEXT", "url", "https://example.org/a")))));
		reports("SESSION", this.session, () -> put(Map.of("capacity", 50)));
		reports("SESSION", this.session, () -> put(Map.of("bookingClosesAt", this.conference.in(2))));
		reports("ROOM", this.room, () -> this.conference.organiser()
			.document("mutation { putRoom(input: {eventId: \"%s\", id: \"%s\", name: \"Sal B\"}) { __typename } }"
				.formatted(this.conference.id(), this.room))
			.executeAndVerify());
		String speaker = id(
				"putSpeaker(input: {eventId: \"%s\", key: \"s\", name: \"Åsa\"}) { ... on SpeakerPut { put: speaker { id } } }");
		reports("SPEAKER", speaker,
				() -> this.conference.edit("{ speakers: { sessionId: \"%s\", speakers: [{ speakerId: \"%s\" }] } }"
					.formatted(this.session, speaker)));
		reports("SPEAKER", speaker, () -> id(
				"putSpeaker(input: {eventId: \"%s\", key: \"s\", name: \"Åsa Öst\"}) { ... on SpeakerPut { put: speaker { id } } }"));
		String track = id(
				"putTrack(input: {eventId: \"%s\", key: \"t\", name: [{lang: \"sv\", text: \"Barn\"}]}) { ... on TrackPut { put: track { id } } }");
		reports("TRACK", track, () -> {
		});
		reports("EVENT", this.conference.id(),
				() -> putEvent("kindsForEverybody: [SEMINAR], topics: [[{lang: \"sv\", text: \"Fråga\"}]]"));
		reports("-SPEAKER", speaker, () -> this.conference
			.edit("{ speakers: { sessionId: \"%s\", speakers: [] } }".formatted(this.session)));
		assertThat(number("revision")).isEqualTo(revision + 2);
		reports("SESSION", this.session,
				() -> this.conference.edit("{ cancel: { sessionId: \"%s\" } }".formatted(this.session)));
		assertThat(number("revision")).isEqualTo(revision + 3);
		assertThat(this.heard).extracting(Change::version).isSorted().doesNotHaveDuplicates();
	}

	@Test
	void theRuleThatPutsASessionIntoEverybodysAgendaChangesTheSession() {
		String talk = this.conference.session("t", "LECTURE", 5, Map.of());
		settledVersion();
		reports("SESSION", talk, () -> putEvent("kindsForEverybody: [LECTURE]"));
	}

	@Test
	void exhibitorsOffersAndAnnouncementsAreReported() {
		String booth = this.fair.staffed("Larm", "staff");
		reports("EXHIBITOR", booth, () -> {
		});
		reports("EXHIBITOR", booth, () -> mutate("staff", "updateBooth",
				Map.of("exhibitorId", booth, "description", Fair.text("Trygghet"))));
		String offer = Fair
			.mutate(this.fair.as("staff"), "putOffer", "OfferPut", "offer { id }",
					Map.of("exhibitorId", booth, "key", "o", "title", Fair.text("Mugg"), "claimLimit", 3))
			.path("putOffer.offer.id")
			.entity(String.class)
			.get();
		reports("OFFER", offer, () -> {
		});
		String announcement = announce("Välkomna");
		reports("ANNOUNCEMENT", announcement, () -> {
		});
		reports("ANNOUNCEMENT", announcement, () -> announce("Välkomna hit"));
		mutate("organiser", "removeExhibitor", Map.of("exhibitorId", booth));
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(nodes()).contains("-EXHIBITOR " + booth, "-OFFER " + offer));
	}

	@Test
	void countersAndStatesWithASubscriptionOfTheirOwnAreNotReported() {
		String booth = this.fair.staffed("Larm", "staff");
		mutate("staff", "putOffer",
				Map.of("exhibitorId", booth, "key", "o", "title", Fair.text("Mugg"), "claimLimit", 3));
		int before = settledVersion();
		mutate("staff", "setBoothState", Map.of("exhibitorId", booth, "state", "BUSY", "note", "Demo"));
		mutate("ann", "bookSeat", Map.of("sessionId", this.session));
		reports("ROOM", this.room, () -> this.conference.room("Sal A", 7));
		assertThat(settledVersion()).isEqualTo(before + 1);
	}

	@Test
	void aRemovedExhibitorThatIsCreatedAgainIsReportedTwice() {
		String booth = this.fair.exhibitor("Larm", Map.of());
		settledVersion();
		this.heard.clear();
		mutate("organiser", "removeExhibitor", Map.of("exhibitorId", booth));
		this.fair.exhibitor("Larm", Map.of());
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(nodes()).containsExactly("-EXHIBITOR " + booth, "EXHIBITOR " + booth));
	}

	@Test
	void whatTheClockChangesIsReportedWhenItHappens() {
		String booth = this.fair.staffed("Larm", "staff");
		settledVersion();
		Instant soon = Instant.now().plusSeconds(6);
		mutate("staff", "setBoothState", Map.of("exhibitorId", booth, "state", "CLOSED", "backAt", soon.toString()));
		List<String> booths = listen("boothChanged(eventId: \"%s\") { id }", "boothChanged.id");
		List<String> announcements = listen("announced(eventId: \"%s\") { id }", "announced.id");
		String announcement = announce("Strax", Map.of("validUntil", soon.toString()));
		put(Map.of("bookingClosesAt", soon.toString()));
		settledVersion();
		assertThat(Instant.now()).isBefore(soon);
		this.heard.clear();
		booths.clear();
		announcements.clear();
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(nodes()).containsExactlyInAnyOrder("ANNOUNCEMENT " + announcement,
					"SESSION " + this.session, "EXHIBITOR " + booth));
		assertThat(Instant.now()).isAfterOrEqualTo(soon);
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(booths).containsExactly(booth));
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(announcements).containsExactly(announcement));
	}

	private List<String> listen(String subscription, String path) {
		List<String> ids = new CopyOnWriteArrayList<>();
		this.others.add(this.clients.listener()
			.document("subscription { " + subscription.formatted(this.conference.id()) + " }")
			.executeSubscription()
			.toFlux(path, String.class)
			.subscribe(ids::add));
		return ids;
	}

	@Test
	void anImportOfManySessionsMakesFewSteps() {
		int before = settledVersion();
		String sessions = IntStream.range(0, 8_000)
			.mapToObj(
					(i) -> """
							{"key": "s%d", "kind": "LECTURE", "title": {"sv": "Session %d"}, "startsAt": "%s", "endsAt": "%s"}"""
						.formatted(i, i, local(1), local(2)))
			.collect(Collectors.joining(","));
		this.commands.reset();
		this.clients.raw()
			.mutate()
			.responseTimeout(LONG)
			.build()
			.put()
			.uri("/events/" + this.conference.slug() + "/programme")
			.headers((headers) -> headers.setBearerAuth(this.clients.token(this.conference.person("organiser"))))
			.bodyValue("""
					{"slug": "%s", "name": {"sv": "Konferens"}, "startsOn": "%s", "endsOn": "%s",
					 "timezone": "Europe/Stockholm", "languages": ["sv", "en"], "sessions": [%s]}"""
				.formatted(this.conference.slug(), day(-1), day(3), sessions))
			.exchange()
			.expectStatus()
			.is2xxSuccessful();
		await().atMost(LONG)
			.untilAsserted(() -> assertThat(nodes()).filteredOn((node) -> node.startsWith("SESSION ")).hasSize(8_000));
		assertThat(this.commands.askedOfSteps()).hasSizeLessThanOrEqualTo(100).containsOnly("insert");
		assertThat(settledVersion() - before).isLessThanOrEqualTo(100);
	}

	private static LocalDate day(int days) {
		return LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC).plusDays(days);
	}

	private static String local(int hours) {
		return Instant.now()
			.truncatedTo(ChronoUnit.HOURS)
			.plus(hours, ChronoUnit.HOURS)
			.atZone(OwnConference.ZONE)
			.toLocalDateTime()
			.toString();
	}

	@Test
	void archivingIsReported() {
		reports("EVENT", this.conference.id(), this.fair::archive);
	}

	@Test
	void aSubscriberContinuesWhereItStopped() {
		int before = settledVersion();
		put(Map.of("title", Fair.text("Ett")));
		settledVersion();
		this.conference.room("Sal A", 9);
		int after = settledVersion();
		assertThat(after).isEqualTo(before + 2);
		StepVerifier.create(changes(before).map(Change::version).take(2))
			.expectNext(before + 1, after)
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void aVersionThatIsNotReachedOrNotStoredNeedsAResync() {
		for (int after : new int[] { settledVersion() + 1, -1 }) {
			StepVerifier.create(changes(after))
				.expectErrorSatisfies((ex) -> assertThat(((SubscriptionErrorException) ex).getErrors()).singleElement()
					.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "RESYNC_REQUIRED")))
				.verify(PATIENCE);
		}
	}

	@Test
	void updatedAtFollowsTheLastVisibleChange() {
		String before = text("session", this.session);
		String room = text("room", this.room);
		put(Map.of("title", Fair.text("Ny")));
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(text("session", this.session)).isGreaterThan(before));
		assertThat(text("room", this.room)).isEqualTo(room);
	}

	private void reports(String kind, String id, Runnable change) {
		change.run();
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(nodes()).contains(kind + " " + id));
		settledVersion();
		this.heard.clear();
	}

	private List<String> nodes() {
		List<String> nodes = new ArrayList<>();
		this.heard.forEach((change) -> change.nodes()
			.forEach((node) -> nodes.add((node.removed() ? "-" : "") + node.kind() + " " + node.id())));
		return nodes;
	}

	private Flux<Change> changes(int after) {
		return this.clients.listener()
			.document(LISTEN)
			.variable("event", this.conference.id())
			.variable("after", after)
			.executeSubscription()
			.toFlux("programmeChanged", Change.class);
	}

	/** Waits until all changes are recorded. */
	private int settledVersion() {
		List<Integer> last = new ArrayList<>();
		await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
			last.add(this.clients.administrator()
				.document("{ event(id: \"%s\") { version } }".formatted(this.conference.id()))
				.execute()
				.path("event.version")
				.entity(Integer.class)
				.get());
			int size = last.size();
			return size > 3 && last.getLast() > 0 && last.subList(size - 4, size).stream().distinct().count() == 1;
		});
		return last.getLast();
	}

	private int number(String field) {
		return this.conference.organiser()
			.document("{ event(id: \"%s\") { %s } }".formatted(this.conference.id(), field))
			.execute()
			.path("event." + field)
			.entity(Integer.class)
			.get();
	}

	private String text(String type, String id) {
		return this.conference.organiser()
			.document("{ node(id: \"%s\") { ... on Session { updatedAt } ... on Room { updatedAt } } }".formatted(id))
			.execute()
			.path("node.updatedAt")
			.entity(String.class)
			.get();
	}

	private void put(Map<String, ?> fields) {
		Map<String, Object> input = new HashMap<>(Map.of("eventId", this.conference.id(), "id", this.session));
		input.putAll(fields);
		mutate("organiser", "putSession", input);
	}

	private String id(String mutation) {
		return this.conference.organiser()
			.document("mutation { answer: " + mutation.formatted(this.conference.id()) + " }")
			.execute()
			.path("answer.put.id")
			.entity(String.class)
			.get();
	}

	private void putEvent(String fields) {
		this.clients.administrator()
			.document("mutation { putEvent(input: {slug: \"%s\", %s}) { __typename } }"
				.formatted(this.conference.slug(), fields))
			.executeAndVerify();
	}

	private String announce(String text) {
		return announce(text, Map.of());
	}

	private String announce(String text, Map<String, ?> more) {
		Map<String, Object> input = new HashMap<>(
				Map.of("eventId", this.conference.id(), "key", "k", "text", Fair.text(text)));
		input.putAll(more);
		return Fair.mutate(this.conference.organiser(), "announce", "Announced", "announcement { id }", input)
			.path("announce.announcement.id")
			.entity(String.class)
			.get();
	}

	private void mutate(String name, String mutation, Map<String, ?> input) {
		this.conference.as(name)
			.document("mutation ($input: %s!) { %s(input: $input) { __typename } }".formatted(
					mutation.substring(0, 1).toUpperCase(Locale.ROOT) + mutation.substring(1) + "Input", mutation))
			.variable("input", input)
			.executeAndVerify();
	}

	record Change(int version, List<Node> nodes) {
	}

	record Node(String id, String kind, boolean removed) {
	}

}
