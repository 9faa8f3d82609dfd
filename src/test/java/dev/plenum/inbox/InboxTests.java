package dev.plenum.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.client.SubscriptionErrorException;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The inbox on a live server, over HTTP and WebSocket.
 */
@Tag("slow")
@LiveServer
class InboxTests {

	private static final String ITEM = """
			id cause text(lang: "sv") createdAt readAt scheduleChange { revision }
			about { __typename ... on Session { title } ... on Announcement { announced: text withdrawnAt } ... on Meeting { name } }""";

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final Disposable.Composite listening = Disposables.composite();

	@Autowired
	private Clients clients;

	private OwnConference conference;

	@BeforeEach
	void ownConference() {
		this.conference = OwnConference.of(this.clients);
	}

	@AfterEach
	void stopListening() {
		this.listening.dispose();
	}

	@Test
	void changesOfTheSessionsInTheAgendaAreListedAndDeliveredOnce() {
		String mine = this.conference.session("mine", "SEMINAR", 2, Map.of());
		String other = this.conference.session("other", "SEMINAR", 2, Map.of());
		String opening = this.conference.session("opening", "PLENARY", 6, Map.of());
		move(mine, 3);
		add(mine);
		String start = cursor();
		List<Step> heard = listen(start);
		move(other, 4);
		move(mine, 4);
		edit("{cancel: {sessionId: \"%s\"}}", mine);
		edit("{reinstate: {sessionId: \"%s\"}}", mine);
		move(opening, 8);
		edit("{remove: {sessionId: \"%s\"}}", mine);
		List<String> expected = List.of("SESSION_MOVED mine", "SESSION_CANCELLED mine", "SESSION_REINSTATED mine",
				"SESSION_MOVED opening", "SESSION_CANCELLED mine");
		heard(heard, expected);
		assertThat(read().stream().map(Item::toString)).containsExactlyElementsOf(expected.reversed());
		assertThat(read().get(1).text()).startsWith("opening: Flyttad från ");
		List<Step> again = listen(start);
		heard(again, expected);
		for (int i = 0; i < expected.size() - 1; i++) {
			heard(listen(heard.get(i).cursor()), expected.subList(i + 1, expected.size()));
			heard(listen(again.get(i).cursor()), expected.subList(i + 1, expected.size()));
		}
	}

	@Test
	void aRemovedSessionKeepsItsItemsAndGetsNoNewOnes() {
		String mine = this.conference.session("mine", "SEMINAR", 2, Map.of());
		String opening = this.conference.session("opening", "PLENARY", 6, Map.of());
		add(mine);
		move(mine, 3);
		move(opening, 7);
		remove(mine);
		remove(opening);
		move(mine, 4);
		move(opening, 8);
		assertThat(read()).extracting(Item::toString).containsExactly("SESSION_MOVED opening", "SESSION_MOVED mine");
		add(mine);
		move(mine, 5);
		assertThat(read()).extracting(Item::toString)
			.containsExactly("SESSION_MOVED mine", "SESSION_MOVED opening", "SESSION_MOVED mine");
	}

	@Test
	void itemsOfASessionForEverybodyStayWhenItGetsSeatsOrAnotherKind() {
		String opening = this.conference.session("opening", "PLENARY", 6, Map.of());
		String closing = this.conference.session("closing", "SEMINAR", 8, Map.of());
		List<Step> heard = listen(null);
		move(opening, 7);
		move(closing, 9);
		announce("opening", ", sessionId: \"%s\"".formatted(opening));
		List<String> expected = List.of("SESSION_MOVED opening", "ANNOUNCEMENT opening");
		heard(heard, expected);
		capacity(opening, 5);
		kind(closing, "PLENARY");
		move(opening, 10);
		assertThat(read()).extracting(Item::toString).containsExactlyElementsOf(expected.reversed());
		capacity(opening, null);
		kind(opening, "SEMINAR");
		move(closing, 11);
		assertThat(read()).extracting(Item::toString)
			.containsExactly("SESSION_MOVED closing", "ANNOUNCEMENT opening", "SESSION_MOVED opening");
		heard(heard, List.of("SESSION_MOVED opening", "ANNOUNCEMENT opening", "SESSION_MOVED closing"));
	}

	@Test
	void whatChangedWhileADeviceWasOfflineIsOneItem() {
		String mine = this.conference.session("mine", "SEMINAR", 2, Map.of());
		String calm = this.conference.session("calm", "SEMINAR", 2, Map.of());
		String start = cursor();
		Instant offline = Instant.now();
		move(mine, 3);
		move(mine, 4);
		List<Step> heard = listen(start);
		mutate("mergeAgenda(input: {eventId: \"%s\", add: [\"%s\", \"%s\"], at: \"%s\"}) { __typename }"
			.formatted(this.conference.id(), mine, calm, offline));
		move(mine, 5);
		List<String> expected = List.of("SESSION_CHANGED_SINCE_ADDED mine", "SESSION_MOVED mine");
		heard(heard, expected);
		mutate("mergeAgenda(input: {eventId: \"%s\", add: [\"%s\", \"%s\"], at: \"%s\"}) { __typename }"
			.formatted(this.conference.id(), mine, calm, offline));
		assertThat(read()).extracting(Item::toString).containsExactlyElementsOf(expected.reversed());
		heard(listen(start), expected);
	}

	@Test
	void announcementsReachTheirAudienceAndAreShownAsWithdrawn() {
		String room = this.conference.room("Sal A", 0);
		String otherRoom = this.conference.room("Sal B", 0);
		String mine = this.conference.session("mine", "SEMINAR", 2, Map.of());
		String other = this.conference.session("other", "SEMINAR", 2, Map.of());
		String now = this.conference.session("now", "SEMINAR", 0, List.of(room), bookable());
		this.conference.session("later", "SEMINAR", 9, List.of(otherRoom), bookable());
		add(mine);
		book(now);
		List<Step> heard = listen(null);
		String all = announce("all", "");
		announce("other", ", sessionId: \"%s\"".formatted(other));
		announce("mine", ", sessionId: \"%s\"".formatted(mine));
		announce("elsewhere", ", roomId: \"%s\"".formatted(otherRoom));
		announce("here", ", roomId: \"%s\"".formatted(room));
		announce("all", "", "all, really");
		this.conference.organiser()
			.document(
					"mutation { withdrawAnnouncement(input: {announcementId: \"%s\"}) { __typename } }".formatted(all))
			.executeAndVerify();
		heard(heard, List.of("ANNOUNCEMENT all", "ANNOUNCEMENT mine", "ANNOUNCEMENT here",
				"ANNOUNCEMENT_CORRECTED all, really", "ANNOUNCEMENT_WITHDRAWN all, really withdrawn"));
		assertThat(heard.getLast().item().text()).isEqualTo("Gäller inte längre: all, really");
		assertThat(read()).extracting(Item::toString)
			.containsExactly("ANNOUNCEMENT_WITHDRAWN all, really withdrawn",
					"ANNOUNCEMENT_CORRECTED all, really withdrawn", "ANNOUNCEMENT here", "ANNOUNCEMENT mine",
					"ANNOUNCEMENT all, really withdrawn");
		add(other);
		assertThat(read()).hasSize(5);
	}

	@Test
	void feedbackIsRequestedWhenASessionIsOver() {
		String mine = this.conference.session("mine", "SEMINAR", 2, Map.of());
		this.conference.session("other", "SEMINAR", 2, Map.of());
		add(mine);
		List<Step> heard = listen(null);
		Instant end = Instant.now().plusSeconds(2);
		edit("{move: {sessionId: \"%s\", startsAt: \"" + end.minusSeconds(60) + "\", endsAt: \"" + end + "\"}}", mine);
		heard(heard, List.of("SESSION_MOVED mine", "FEEDBACK_REQUESTED mine"));
		assertThat(read()).first().extracting(Item::toString).isEqualTo("FEEDBACK_REQUESTED mine");
	}

	@Test
	void whatHappensToASeatIsDeliveredOnce() {
		String mine = this.conference.session("mine", "SEMINAR", 2, Map.of("capacity", 1));
		this.conference.as("bob").document(booking(mine)).executeAndVerify();
		List<Step> heard = listen(null);
		book(mine);
		this.conference.as("bob")
			.document("mutation { releaseSeat(input: {sessionId: \"%s\"}) { __typename } }".formatted(mine))
			.executeAndVerify();
		heard(heard, List.of("SEAT_PROMOTED mine"));
		assertThat(heard.getFirst().item().text()).isEqualTo("Du har fått en plats: mine");
		move(mine, 3);
		capacity(mine, null);
		List<String> expected = List.of("SEAT_PROMOTED mine", "SESSION_MOVED mine", "SEAT_NOT_NEEDED mine");
		heard(heard, expected.subList(0, 2));
		mutate("releaseSeat(input: {sessionId: \"%s\"}) { __typename }".formatted(mine));
		move(mine, 4);
		assertThat(read()).extracting(Item::toString)
			.as("a released seat keeps its items and gets no new ones")
			.filteredOn((item) -> !item.equals("SEAT_NOT_NEEDED mine"))
			.containsExactly("SESSION_MOVED mine", "SEAT_PROMOTED mine");
		assertThat(heard).extracting(Step::toString).filteredOn("SEAT_PROMOTED mine"::equals).hasSize(1);
	}

	@Test
	void offersThatNobodyAnsweredAndSeatsThatAreLostAreDelivered() {
		String full = this.conference.session("full", "SEMINAR", 2, Map.of("capacity", 1));
		String other = this.conference.session("other", "SEMINAR", 2, Map.of("capacity", 9));
		String offered = this.conference.session("offered", "SEMINAR", 6, Map.of("capacity", 1));
		String begun = this.conference.session("begun", "SEMINAR", 0, bookable());
		List.of(full, offered)
			.forEach((session) -> this.conference.as("bob").document(booking(session)).executeAndVerify());
		List<Step> heard = listen(null);
		List.of(full, other, begun, offered).forEach(this::book);
		release("bob", full);
		heard(heard, List.of("SEAT_LOST full"));
		this.conference.organiser()
			.document("mutation { releaseNoShows(input: {sessionId: \"%s\"}) { __typename } }".formatted(begun))
			.execute()
			.path("releaseNoShows.__typename")
			.entity(String.class)
			.isEqualTo("NoShowsReleased");
		heard(heard, List.of("SEAT_LOST full", "SEAT_LOST begun"));
		this.conference.organiser()
			.document(
					"mutation { putEvent(input: {slug: \"%s\", seatRules: {freeSeatsOffered: true, placeKept: false, offerSeconds: 1}}) { __typename } }"
						.formatted(this.conference.slug()))
			.executeAndVerify();
		release("bob", offered);
		List<String> expected = List.of("SEAT_LOST full", "SEAT_LOST begun", "SEAT_OFFERED offered",
				"SEAT_OFFER_ENDED offered");
		heard(heard, expected);
		assertThat(read()).extracting(Item::toString).containsExactlyElementsOf(expected.reversed());
		heard(listen(heard.get(1).cursor()), expected.subList(2, 4));
	}

	@Test
	void everyOneOfThreeHundredPromotionsAtOnceArrives() {
		String mine = this.conference.session("mine", "SEMINAR", 2, Map.of("capacity", 1));
		List<String> people = IntStream.range(0, 301).mapToObj((i) -> "p" + i).toList();
		List<String> waiting = people.subList(1, people.size());
		this.conference.as(people.getFirst()).document(booking(mine)).executeAndVerify();
		Flux.fromIterable(waiting)
			.flatMap((name) -> Mono
				.fromRunnable(() -> this.conference.as(name).document(booking(mine)).executeAndVerify())
				.subscribeOn(Schedulers.boundedElastic()), 8)
			.blockLast(Duration.ofSeconds(120));
		Map<String, List<Step>> heard = new ConcurrentHashMap<>();
		waiting.subList(0, 100).forEach((name) -> heard.put(name, listen(name, cursor(name))));
		capacity(mine, 301);
		heard.forEach((name, steps) -> heard(steps, List.of("SEAT_PROMOTED mine")));
		waiting.forEach((name) -> assertThat(this.conference.as(name)
			.document("{ event(id: \"%s\") { myNews { nodes { cause } } } }".formatted(this.conference.id()))
			.execute()
			.path("event.myNews.nodes[*].cause")
			.entityList(String.class)
			.get()).as(name).containsExactly("SEAT_PROMOTED"));
	}

	@Test
	void whatHappensToMeetingsIsDeliveredToTheOtherSide() {
		String exhibitor = this.conference.organiser()
			.document(
					"mutation { putExhibitor(input: {eventId: \"%s\", key: \"x\", name: \"Navet\"}) { ... on ExhibitorPut { exhibitor { id } } } }"
						.formatted(this.conference.id()))
			.execute()
			.path("putExhibitor.exhibitor.id")
			.entity(String.class)
			.get();
		this.conference.organiser()
			.document(
					"mutation { setExhibitorStaff(input: {exhibitorId: \"%s\", subjects: [\"%s\", \"%s\"]}) { __typename } }"
						.formatted(exhibitor, this.conference.person("staff"), this.conference.person("colleague")))
			.executeAndVerify();
		this.clients.token(this.conference.person("staff"));
		List<Step> staff = listen("staff", cursor("staff"));
		List<Step> attendee = listen(null);
		String time = "{startsAt: \"%s\", endsAt: \"%s\"}".formatted(this.conference.in(3), this.conference.in(4));
		String other = "{startsAt: \"%s\", endsAt: \"%s\"}".formatted(this.conference.in(5), this.conference.in(6));
		String meeting = this.conference.as("ann")
			.document(
					"mutation { requestMeeting(input: {exhibitorId: \"%s\", key: \"m\", name: \"Ann\", times: [%s]}) { ... on MeetingRequested { meeting { id } } } }"
						.formatted(exhibitor, time))
			.execute()
			.path("requestMeeting.meeting.id")
			.entity(String.class)
			.get();
		heard(staff, List.of("MEETING_REQUESTED Ann"));
		assertThat(staff.getFirst().item().text()).isEqualTo("Ann vill träffa dig.");
		this.conference.as("staff")
			.document("mutation { answerMeeting(input: {meetingId: \"%s\", answer: {propose: %s}}) { __typename } }"
				.formatted(meeting, other))
			.executeAndVerify();
		heard(attendee, List.of("MEETING_ANSWERED Ann"));
		assertThat(attendee.getFirst().item().text()).startsWith("En annan tid föreslås för mötet med Navet: ");
		mutate("agreeToMeeting(input: {meetingId: \"%s\", time: %s}) { __typename }".formatted(meeting, other));
		heard(staff, List.of("MEETING_REQUESTED Ann", "MEETING_ANSWERED Ann"));
		this.conference.as("colleague")
			.document("mutation { reassignMeeting(input: {meetingId: \"%s\", hostName: \"Bo\"}) { __typename } }"
				.formatted(meeting))
			.execute()
			.path("reassignMeeting.__typename")
			.entity(String.class)
			.isEqualTo("MeetingReassigned");
		this.conference.as("colleague")
			.document("mutation { proposeMeetingTime(input: {meetingId: \"%s\", time: %s}) { __typename } }"
				.formatted(meeting, time))
			.execute()
			.path("proposeMeetingTime.__typename")
			.entity(String.class)
			.isEqualTo("MeetingTimeProposed");
		heard(attendee, List.of("MEETING_ANSWERED Ann", "MEETING_REASSIGNED Ann", "MEETING_MOVED Ann"));
		this.conference.as("staff")
			.document("mutation { cancelMeeting(input: {meetingId: \"%s\"}) { __typename } }".formatted(meeting))
			.executeAndVerify();
		List<String> expected = List.of("MEETING_ANSWERED Ann", "MEETING_REASSIGNED Ann", "MEETING_MOVED Ann",
				"MEETING_ENDED Ann");
		heard(attendee, expected);
		assertThat(read()).extracting(Item::toString).containsExactlyElementsOf(expected.reversed());
	}

	@Test
	void itemsAreMarkedAsReadOneByOneOrUpToACursor() {
		String mine = this.conference.session("mine", "SEMINAR", 2, Map.of());
		add(mine);
		move(mine, 3);
		move(mine, 4);
		String cursor = cursor();
		move(mine, 5);
		List<Item> items = read();
		Item newest = items.getFirst();
		Response marked = mark("ids: [\"%s\", \"nws_1_2\"]".formatted(newest.id()));
		String readAt = marked.path("markNewsRead.items[0].readAt").entity(String.class).get();
		mark("ids: [\"%s\"]".formatted(newest.id())).path("markNewsRead.items[*].readAt")
			.entityList(String.class)
			.containsExactly(readAt);
		assertThat(unread()).extracting(Item::id).containsExactly(items.get(1).id(), items.get(2).id());
		mark("upTo: \"%s\"".formatted(cursor)).path("markNewsRead.items[*].id")
			.entityList(String.class)
			.containsExactly(items.get(1).id(), items.get(2).id());
		List<String> before = read().stream().map(Item::readAt).toList();
		mark("upTo: \"%s\"".formatted(cursor)).path("markNewsRead.event.myNews.totalCount")
			.entity(Integer.class)
			.isEqualTo(0);
		assertThat(read()).extracting(Item::readAt).doesNotContainNull().containsExactlyElementsOf(before);
		move(mine, 6);
		assertThat(unread()).singleElement().extracting(Item::toString).isEqualTo("SESSION_MOVED mine");
		rejected(mark("upTo: \"?\""), "upTo");
		rejected(mark("upTo: \"%s\", ids: []".formatted(cursor)), "upTo");
	}

	@Test
	void anInboxBelongsToItsAttendee() {
		String mine = this.conference.session("mine", "SEMINAR", 2, Map.of());
		add(mine);
		move(mine, 3);
		String id = read().getFirst().id();
		String node = "{ node(id: \"%s\") { id } event(id: \"%s\") { myNews { totalCount } } }".formatted(id,
				this.conference.id());
		this.conference.as("ann").document(node).execute().path("node.id").entity(String.class).isEqualTo(id);
		for (Response others : List.of(this.conference.as("bob").document(node).execute(),
				this.conference.organiser().document(node).execute())) {
			others.path("node").valueIsNull();
			others.path("event.myNews.totalCount").entity(Integer.class).isEqualTo(0);
		}
		this.clients.anonymous().document(node).execute().path("event.myNews").valueIsNull();
		StepVerifier
			.create(this.clients.listener()
				.document("subscription ($event: ID!) { myNewsChanged(eventId: $event) { cursor } }")
				.variable("event", this.conference.id())
				.executeSubscription()
				.toFlux())
			.expectErrorSatisfies((ex) -> assertThat(((SubscriptionErrorException) ex).getErrors()).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "UNAUTHENTICATED")))
			.verify(PATIENCE);
	}

	@Test
	void aSubscriptionFromABadCursorFails() {
		assertThat(failure("nonsense")).isEqualTo("BAD_INPUT");
		String start = cursor();
		this.conference.organiser()
			.document("mutation { archiveEvent(input: {eventId: \"%s\"}) { __typename } }"
				.formatted(this.conference.id()))
			.executeAndVerify();
		mark("upTo: \"%s\"".formatted(start)).path("markNewsRead.__typename")
			.entity(String.class)
			.isEqualTo("EventClosed");
	}

	private String failure(String after) {
		this.clients.token(this.conference.person("ann"));
		List<Object> codes = new CopyOnWriteArrayList<>();
		StepVerifier.create(this.clients.listener(this.conference.person("ann"))
			.document(
					"subscription ($event: ID!, $after: String) { myNewsChanged(eventId: $event, after: $after) { cursor } }")
			.variable("event", this.conference.id())
			.variable("after", after)
			.executeSubscription()
			.toFlux())
			.expectErrorSatisfies((ex) -> ((SubscriptionErrorException) ex).getErrors()
				.forEach((error) -> codes.add(Objects.requireNonNull(error.getExtensions()).get("code"))))
			.verify(PATIENCE);
		return String.valueOf(codes.getFirst());
	}

	private static void rejected(Response response, String field) {
		response.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "BAD_INPUT")
					.containsEntry("path", List.of("input", field))));
	}

	private Map<String, Object> bookable() {
		return Map.of("capacity", 10, "bookingClosesAt", this.conference.in(20));
	}

	/**
	 * Subscribes after a cursor, by default the present one, so that nothing is missed
	 * while the subscription begins.
	 */
	private List<Step> listen(@Nullable String after) {
		return listen("ann", (after != null) ? after : cursor());
	}

	private List<Step> listen(String name, String after) {
		List<Step> heard = new CopyOnWriteArrayList<>();
		this.listening.add(this.clients.listener(this.conference.person(name))
			.document(
					"subscription ($event: ID!, $after: String) { myNewsChanged(eventId: $event, after: $after) { cursor item { %s } } }"
						.formatted(ITEM))
			.variable("event", this.conference.id())
			.variable("after", after)
			.executeSubscription()
			.toFlux("myNewsChanged", Step.class)
			.subscribe(heard::add, (ex) -> heard.add(new Step(ex.toString(), null))));
		return heard;
	}

	private static void heard(List<Step> heard, List<String> expected) {
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(
					() -> assertThat(heard).extracting(Step::toString).hasSizeGreaterThanOrEqualTo(expected.size()));
		assertThat(heard).extracting(Step::toString).containsExactlyElementsOf(expected);
	}

	private String cursor() {
		return cursor("ann");
	}

	private String cursor(String name) {
		return this.conference.as(name)
			.document("{ event(id: \"%s\") { myNews { cursor } } }".formatted(this.conference.id()))
			.execute()
			.path("event.myNews.cursor")
			.entity(String.class)
			.get();
	}

	private void capacity(String session, @Nullable Integer capacity) {
		this.conference.organiser()
			.document("mutation { putSession(input: {eventId: \"%s\", id: \"%s\", capacity: %s}) { __typename } }"
				.formatted(this.conference.id(), session, capacity))
			.executeAndVerify();
	}

	private void kind(String session, String kind) {
		this.conference.organiser()
			.document("mutation { putSession(input: {eventId: \"%s\", id: \"%s\", kind: %s}) { __typename } }"
				.formatted(this.conference.id(), session, kind))
			.executeAndVerify();
	}

	private static String booking(String session) {
		return "mutation { bookSeat(input: {sessionId: \"%s\"}) { __typename } }".formatted(session);
	}

	private List<Item> read() {
		return ask("nodes { %s }".formatted(ITEM)).path("event.myNews.nodes").entityList(Item.class).get();
	}

	private List<Item> unread() {
		return this.conference.as("ann")
			.document("{ event(id: \"%s\") { myNews(unreadOnly: true) { nodes { %s } } } }"
				.formatted(this.conference.id(), ITEM))
			.execute()
			.path("event.myNews.nodes")
			.entityList(Item.class)
			.get();
	}

	private Response ask(String selection) {
		return this.conference.as("ann")
			.document("{ event(id: \"%s\") { myNews { %s } } }".formatted(this.conference.id(), selection))
			.execute();
	}

	private Response mark(String input) {
		return this.conference.as("ann")
			.document(
					"mutation { markNewsRead(input: {eventId: \"%s\", %s}) { __typename ... on NewsMarkedRead { items { id readAt } event { myNews(unreadOnly: true) { totalCount } } } } }"
						.formatted(this.conference.id(), input))
			.execute();
	}

	private void add(String session) {
		mutate("addToAgenda(input: {sessionId: \"%s\"}) { __typename }".formatted(session));
	}

	private void remove(String session) {
		mutate("removeFromAgenda(input: {sessionId: \"%s\"}) { __typename }".formatted(session));
	}

	private void book(String session) {
		mutate("bookSeat(input: {sessionId: \"%s\"}) { __typename }".formatted(session));
	}

	private void release(String name, String session) {
		this.conference.as(name)
			.document("mutation { releaseSeat(input: {sessionId: \"%s\"}) { __typename } }".formatted(session))
			.executeAndVerify();
	}

	private void mutate(String mutation) {
		this.conference.as("ann").document("mutation { " + mutation + " }").executeAndVerify();
	}

	private void edit(String edit, String session) {
		this.conference.edit(edit.formatted(session)).errors().verify();
	}

	private void move(String session, int hours) {
		this.conference
			.edit("{move: {sessionId: \"%s\", startsAt: \"%s\", endsAt: \"%s\"}}".formatted(session,
					this.conference.in(hours), this.conference.in(hours + 1)))
			.errors()
			.verify();
	}

	private String announce(String key, String audience) {
		return announce(key, audience, key);
	}

	private String announce(String key, String audience, String text) {
		return this.conference.organiser()
			.document(
					"mutation { announce(input: {eventId: \"%s\", key: \"%s\", text: [{lang: \"sv\", text: \"%s\"}]%s}) { ... on Announced { announcement { id } } } }"
						.formatted(this.conference.id(), key, text, audience))
			.execute()
			.path("announce.announcement.id")
			.entity(String.class)
			.get();
	}

	private record Step(String cursor, @Nullable Item item) {

		@Override
		public String toString() {
			return (this.item != null) ? this.item.toString() : this.cursor;
		}

	}

	private record Item(String id, String cause, String text, String createdAt, @Nullable String readAt,
			@Nullable Map<String, Object> scheduleChange, @Nullable Map<String, Object> about) {

		@Override
		public String toString() {
			Map<String, Object> subject = (this.about != null) ? this.about : Map.of();
			return this.cause + ' '
					+ Stream.of("title", "announced", "name")
						.map(subject::get)
						.filter(Objects::nonNull)
						.findFirst()
						.orElse("")
					+ ((subject.get("withdrawnAt") != null) ? " withdrawn" : "");
		}

	}

}
