package dev.plenum.push;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import dev.plenum.exhibitor.Fair;
import dev.plenum.push.FakePushService.Reply;
import dev.plenum.push.FakePushService.Subscription;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Push notifications on a live server with a push service that decrypts them. A change
 * settles for a second here.
 */
@Tag("slow")
@LiveServer
class PushTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final FakePushService SERVICE = FakePushService.start();

	@Autowired
	private Clients clients;

	@Autowired
	private MongoDatabase database;

	private OwnConference conference;

	private String talk;

	private int announced;

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry settings) {
		settings.add("plenum.push.services", SERVICE::origin);
		settings.add("plenum.push.content.settling", () -> "1s");
	}

	@AfterAll
	static void close() {
		SERVICE.close();
	}

	@BeforeEach
	void openConference() {
		SERVICE.answer((message) -> Reply.of(201));
		this.conference = OwnConference.of(this.clients);
		this.talk = this.conference.session("talk", "LECTURE", 30, Map.of());
	}

	@Test
	void threeCorrectionsAreOneMessageWithTheFinalState() {
		Subscription ann = device("ann");
		Subscription bob = device("bob");
		add("ann");
		move(31);
		move(32);
		move(33);
		JsonNode message = only(ann);
		JsonNode data = message.at("/notification/data");
		assertThat(OffsetDateTime.parse(data.at("/content/startsAt").asString()).toInstant())
			.isEqualTo(OffsetDateTime.parse(this.conference.in(33)).toInstant());
		move(34);
		List<FakePushService.Received> both = received(ann, 2);
		assertThat(both.stream().map(FakePushService.Received::topic).distinct()).as("it replaces the first")
			.hasSize(1);
		JsonNode later = both.getLast().content().at("/notification/data");
		assertThat(later.at("/number").asLong()).isGreaterThan(data.at("/number").asLong());
		assertThat(later.at("/repeated").asBoolean()).isFalse();
		assertThat(received(bob)).as("nobody follows the event by registering a device").isEmpty();
	}

	@Test
	void aChangeThatIsUndoneInTimeSendsNothing() {
		Subscription ann = device("ann");
		add("ann");
		move(31);
		undo();
		announce("afterwards");
		assertThat(only(ann).toString()).contains("afterwards");
	}

	@Test
	void nothingIsSentForWhatHappenedBeforeThePersonFollowedOrRegistered() {
		add("bob");
		Subscription ann = device("ann");
		Subscription cyd = device("cyd");
		announce("before");
		Subscription bob = device("bob");
		add("ann");
		noteOnAnExhibitor("cyd");
		announce("after");
		assertThat(only(ann).toString()).contains("after");
		assertThat(only(bob).toString()).contains("after");
		assertThat(only(cyd).toString()).contains("after");
	}

	@Test
	void theHolderOfATicketFollowsTheEventFromTheRegistrationOfTheDeviceUntilTheyUnfollowIt() {
		announce("before");
		HttpGraphQlTester ticket = this.clients.ticketHolder(ticketCode());
		Subscription phone = SERVICE.subscribe();
		register(ticket, phone, this.conference.id());
		announce("first");
		assertThat(only(phone).toString()).contains("first");
		assertThat(isFollowing(ticket)).isTrue();
		choose(ticket, "unfollowEvent");
		assertThat(isFollowing(ticket)).isFalse();
		Subscription bob = device("bob");
		choose("bob", "followEvent");
		announce("second");
		assertThat(only(bob).toString()).contains("second");
		assertThat(received(phone)).as("nothing more").hasSize(1);
	}

	@Test
	void anAccountFollowsTheEventFromTheMomentWhenItEnteredATicketCode() {
		Subscription eve = device("eve");
		Subscription bob = device("bob");
		choose("bob", "followEvent");
		announce("before");
		assertThat(only(bob).toString()).contains("before");
		assertThat(isFollowing(this.conference.as("eve"))).isFalse();
		this.conference.as("eve")
			.document("mutation { linkTicket(input: {code: \"%s\"}) { __typename } }".formatted(ticketCode()))
			.execute()
			.path("linkTicket.__typename")
			.entity(String.class)
			.isEqualTo("TicketLinked");
		announce("after");
		assertThat(only(eve).toString()).contains("after");
		this.conference.organiser()
			.document(
					"mutation { putParticipant(input: {eventId: \"%s\", key: \"ticket\", name: \"N\", state: CANCELLED}) { __typename } }"
						.formatted(this.conference.id()))
			.executeAndVerify();
		Awaitility.await().atMost(PATIENCE).until(() -> !isFollowing(this.conference.as("eve")));
	}

	private boolean isFollowing(HttpGraphQlTester client) {
		return Boolean.TRUE.equals(client.document("query ($id: ID!) { event(id: $id) { following } }")
			.variable("id", this.conference.id())
			.execute()
			.path("event.following")
			.entity(Boolean.class)
			.get());
	}

	private String ticketCode() {
		return Objects.requireNonNull(this.conference.organiser()
			.document(
					"mutation ($id: ID!) { replaceTicketCode(input: {participantId: $id}) { ... on TicketCodeReplaced { ticketCode } } }")
			.variable("id", put("ticket"))
			.execute()
			.path("replaceTicketCode.ticketCode")
			.entity(String.class)
			.get());
	}

	@Test
	void whoUnfollowsReceivesNothingUntilTheyFollowAgain() {
		Subscription ann = device("ann");
		Subscription bob = device("bob");
		add("ann");
		add("bob");
		choose("ann", "unfollowEvent");
		announce("first");
		assertThat(only(bob).toString()).contains("first");
		choose("ann", "followEvent");
		announce("second");
		assertThat(only(ann).toString()).contains("second");
	}

	@Test
	void aDeviceThatIsGoneIsRemovedUnlessItWasRegisteredAgain() {
		Subscription ann = device("ann");
		Subscription bob = device("bob");
		add("ann");
		add("bob");
		SERVICE.answer((message) -> message.subscription().equals(ann) ? Reply.of(410) : Reply.of(201));
		announce("hello");
		only(bob);
		Awaitility.await().atMost(PATIENCE).until(() -> devices("ann") == 0);
		assertThat(devices("bob")).isEqualTo(1);
	}

	@Test
	void oneFailingDeviceDelaysNoOther() {
		Subscription slow = device("slow");
		add("slow");
		SERVICE.answer((message) -> message.subscription().equals(slow) ? Reply.of(201).after(Duration.ofSeconds(9))
				: Reply.of(201));
		List<Subscription> others = List.of("a", "b", "c", "d").stream().map((name) -> {
			Subscription subscription = device(name);
			add(name);
			return subscription;
		}).toList();
		announce("hello");
		others.forEach((other) -> assertThat(only(other).toString()).contains("hello"));
		Awaitility.await().atMost(PATIENCE).until(() -> received(slow).size() == 1);
	}

	@Test
	void organisersSeeWhomAChangeAndAnAnnouncementHaveReached() {
		Subscription ann = device("ann");
		device("bob");
		Subscription cyd = device("cyd");
		SERVICE.answer((message) -> Reply.of(message.subscription().equals(cyd) ? 400 : 201));
		List.of("ann", "bob", "cyd", "dan").forEach(this::add);
		move(31);
		reach("changes(last: 1) { nodes { reach { %s } } }", "changes.nodes[0].reach", 4, 2, 0, 1, 1);
		open("ann", only(ann).toString());
		reach("changes(last: 1) { nodes { reach { %s } } }", "changes.nodes[0].reach", 4, 2, 1, 1, 1);
		choose("bob", "unfollowEvent");
		removeDevices("ann");
		move(32);
		undo();
		reach("changes(last: 1) { nodes { reach { %s } } }", "changes.nodes[0].reach", 4, 0, 0, 3, 0);
		reach("changes(first: 2) { nodes { reach { %s } } }", "changes.nodes[1].reach", 4, 2, 1, 1, 1);
		announce("hello");
		reach("announcements(first: 1) { nodes { reach { %s } } }", "announcements.nodes[0].reach", 4, 0, 0, 3, 1);
		this.conference.as("ann")
			.document("query ($id: ID!) { event(id: $id) { announcements { nodes { reach { concerned } } } } }")
			.variable("id", this.conference.id())
			.execute()
			.path("event.announcements.nodes[0].reach")
			.valueIsNull();
	}

	@Test
	void organisersFollowTheReachUntilTheyOrganiseTheEventNoLonger() {
		List<String> reaches = new CopyOnWriteArrayList<>();
		AtomicReference<@Nullable String> ended = new AtomicReference<>();
		Instant begun = Instant.now();
		Disposable listener = this.clients.listener(this.conference.person("organiser"))
			.document(
					"subscription { reachChanged(eventId: \"%s\") { event { changes(last: 1) { nodes { reach { concerned notified opened } } } } } }"
						.formatted(this.conference.id()))
			.executeSubscription()
			.toFlux("reachChanged.event.changes", JsonNode.class)
			.map((changes) -> changes.at("/nodes/0/reach")
				.valueStream()
				.map(JsonNode::asString)
				.collect(Collectors.joining(" ")))
			.subscribe(reaches::add, (ex) -> ended.set(ex.getMessage()));
		Subscription ann = device("ann");
		Subscription bob = device("bob");
		add("ann");
		add("bob");
		move(31);
		only(bob);
		Awaitility.await().atMost(PATIENCE).until(() -> !reaches.isEmpty() && reaches.getLast().equals("2 2 0"));
		open("ann", only(ann).toString());
		Awaitility.await().atMost(PATIENCE).until(() -> reaches.getLast().equals("2 2 1"));
		assertThat(reaches).as("at most once a second")
			.hasSizeLessThanOrEqualTo(Math.toIntExact(Duration.between(begun, Instant.now()).toSeconds()) + 2);
		appoint("helper");
		Awaitility.await().atMost(PATIENCE).until(() -> String.valueOf(ended.get()).contains("FORBIDDEN"));
		listener.dispose();
	}

	@Test
	void whatAnUnavailableServiceRefusedIsSentLater() {
		Subscription ann = device("ann");
		add("ann");
		SERVICE.answer((message) -> message.subscription().equals(ann) ? Reply.of(503).with("Retry-After", "1")
				: Reply.of(201));
		announce("patience");
		Awaitility.await().atMost(PATIENCE).until(() -> !received(ann).isEmpty());
		SERVICE.answer((message) -> Reply.of(201));
		Awaitility.await().atMost(PATIENCE).until(() -> received(ann).getLast().reply().status() == 201);
		assertThat(received(ann).getLast().content().toString()).contains("patience");
	}

	@Test
	void aDeviceReceivesOnlyWhatConcernsThePersonWhoRegisteredItLast() {
		Subscription shared = device("ann");
		add("ann");
		String own = this.conference.session("bobs", "LECTURE", 30, Map.of());
		register("bob", shared, this.conference.id());
		add("bob", own);
		move(31);
		this.conference.edit("{move: {sessionId: \"%s\", startsAt: \"%s\", endsAt: \"%s\"}}".formatted(own,
				this.conference.in(40), this.conference.in(41)));
		assertThat(only(shared).toString()).contains("bobs");
	}

	@Test
	void aDeviceWithoutAnEventReceivesTheEventsThatItsPersonFollows() {
		Subscription ann = SERVICE.subscribe();
		add("ann");
		register("ann", ann, null);
		announce("everywhere");
		assertThat(only(ann).toString()).contains("everywhere");
		OwnConference other = OwnConference.of(this.clients);
		this.clients.as(this.conference.person("ann"))
			.document("mutation ($id: ID!) { followEvent(input: {eventId: $id}) { __typename } }")
			.variable("id", other.id())
			.executeAndVerify();
		announce(other, "elsewhere");
		assertThat(received(ann, 2).getLast().content().toString()).contains("elsewhere");
	}

	@Test
	void aPersonWhoseParticipationEndsIsNotifiedOnceMoreAndTheDevicesAreRemovedAfterwards() {
		Subscription ann = device("ann");
		Subscription bob = device("bob");
		add("ann");
		add("bob");
		String participant = participant("ann");
		this.conference.organiser()
			.document(
					"mutation ($event: ID!, $id: ID!) { putParticipant(input: {eventId: $event, id: $id, state: CANCELLED}) { __typename } }")
			.variable("event", this.conference.id())
			.variable("id", participant)
			.executeAndVerify();
		JsonNode data = only(ann).at("/notification/data");
		assertThat(data.at("/content/type").asString()).isEqualTo("PARTICIPATION_ENDED");
		Awaitility.await().atMost(PATIENCE).until(() -> devices("ann") == 0);
		announce("afterwards");
		assertThat(only(bob).toString()).contains("afterwards");
		assertThat(received(ann)).as("nothing more").hasSize(1);
		assertThat(devices("bob")).isEqualTo(1);
	}

	private String put(String participant) {
		return Objects.requireNonNull(this.conference.organiser()
			.document(
					"mutation ($event: ID!, $key: String!) { putParticipant(input: {eventId: $event, key: $key, name: \"N\"}) { ... on ParticipantPut { participant { id } } } }")
			.variable("event", this.conference.id())
			.variable("key", participant)
			.execute()
			.path("putParticipant.participant.id")
			.entity(String.class)
			.get());
	}

	private String participant(String person) {
		String id = put(person);
		Mono.from(this.database.getCollection("participants")
			.updateOne(new Document("eventId", this.conference.id()).append("_id", id),
					Updates.set("linkedTo", this.conference.person(person))))
			.block(PATIENCE);
		return id;
	}

	@Test
	void nothingIsSentAfterAPersonDeletedTheirData() {
		Subscription ann = device("ann");
		Subscription bob = device("bob");
		add("ann");
		add("bob");
		this.conference.deleteMyData("ann").errors().verify();
		announce("hello");
		only(bob);
		assertThat(received(ann)).isEmpty();
	}

	@Test
	void aDeviceWithoutNewsCostsNoWrite() {
		Subscription ann = device("ann");
		add("ann");
		announce("one");
		only(ann);
		Awaitility.await().atMost(PATIENCE).until(() -> versions().equals(List.of(3L)));
		String other = this.conference.session("other", "LECTURE", 30, Map.of());
		this.conference.edit("{move: {sessionId: \"%s\", startsAt: \"%s\", endsAt: \"%s\"}}".formatted(other,
				this.conference.in(40), this.conference.in(41)));
		String inAnotherSlice = IntStream.range(0, 100)
			.mapToObj((i) -> "bob" + i)
			.filter((name) -> Slices.of(this.conference.person(name)) != Slices.of(this.conference.person("ann")))
			.findFirst()
			.orElseThrow();
		Subscription bob = device(inAnotherSlice);
		add(inAnotherSlice, other);
		this.conference.edit("{move: {sessionId: \"%s\", startsAt: \"%s\", endsAt: \"%s\"}}".formatted(other,
				this.conference.in(42), this.conference.in(43)));
		only(bob);
		Awaitility.await().atMost(PATIENCE).until(() -> versions().stream().distinct().count() == 1);
		assertThat(versions()).as("taken, begun and ended").containsOnly(3L);
	}

	private List<Long> versions() {
		return slices().map((slice) -> ((Number) slice.get("version")).longValue()).collectList().block(PATIENCE);
	}

	private Flux<Document> slices() {
		return Flux.from(this.database.getCollection("pushSlices").find(new Document("eventId", this.conference.id())));
	}

	private Subscription device(String person) {
		Subscription subscription = SERVICE.subscribe();
		register(person, subscription, this.conference.id());
		return subscription;
	}

	private void register(String person, Subscription subscription, @Nullable String eventId) {
		register(this.conference.as(person), subscription, eventId);
	}

	private void register(HttpGraphQlTester client, Subscription subscription, @Nullable String eventId) {
		Map<String, @Nullable Object> input = new HashMap<>(
				Map.of("lang", "sv", "timezone", "Europe/Stockholm", "address", Map.of("webPush", Map.of("endpoint",
						subscription.endpoint(), "p256dh", subscription.p256dh(), "auth", subscription.auth()))));
		input.put("eventId", eventId);
		client
			.document("mutation ($input: RegisterDeviceInput!) { registerDevice(input: $input) { type: __typename } }")
			.variable("input", input)
			.execute()
			.path("registerDevice.type")
			.entity(String.class)
			.isEqualTo("DeviceRegistered");
	}

	private void reach(String field, String path, int concerned, int notified, int opened, int withoutDevice,
			int failed) {
		String numbers = "concerned notified opened withoutDevice failed";
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.conference.organiser()
				.document("query ($id: ID!) { event(id: $id) { %s } }".formatted(field.formatted(numbers)))
				.variable("id", this.conference.id())
				.execute()
				.path("event." + path)
				.entity(JsonNode.class)
				.get()
				.valueStream()
				.map(JsonNode::asInt)
				.toList()).containsExactly(concerned, notified, opened, withoutDevice, failed));
	}

	private void appoint(String... organisers) {
		this.clients.administrator()
			.document(
					"mutation ($slug: String!, $organisers: [String!]) { putEvent(input: {slug: $slug, organiserSubjects: $organisers}) { __typename } }")
			.variable("slug", this.conference.slug())
			.variable("organisers", Stream.of(organisers).map(this.conference::person).toList())
			.executeAndVerify();
	}

	private void open(String person, String message) {
		this.conference.as(person)
			.document(
					"mutation ($id: ID!, $ids: [ID!]) { markNewsRead(input: {eventId: $id, ids: $ids, opened: true}) { __typename } }")
			.variable("id", this.conference.id())
			.variable("ids", Pattern.compile("nws_\\w+").matcher(message).results().map(MatchResult::group).toList())
			.executeAndVerify();
	}

	private void removeDevices(String person) {
		this.conference.as(person)
			.document("{ viewer { devices { id } } }")
			.execute()
			.path("viewer.devices[*].id")
			.entityList(String.class)
			.get()
			.forEach((id) -> this.conference.as(person)
				.document("mutation ($id: ID!) { removeDevice(input: {deviceId: $id}) { __typename } }")
				.variable("id", id)
				.executeAndVerify());
	}

	private int devices(String person) {
		return this.conference.as(person)
			.document("{ viewer { devices { id } } }")
			.execute()
			.path("viewer.devices")
			.entityList(Object.class)
			.get()
			.size();
	}

	/** The only message that a device receives, some time after the last change. */
	private static JsonNode only(Subscription subscription) {
		return received(subscription, 1).getFirst().content();
	}

	private static List<FakePushService.Received> received(Subscription subscription, int count) {
		Awaitility.await().atMost(PATIENCE).until(() -> received(subscription).size() >= count);
		assertThat(received(subscription)).hasSize(count);
		return received(subscription);
	}

	private static List<FakePushService.Received> received(Subscription subscription) {
		return SERVICE.received().stream().filter((message) -> message.subscription().equals(subscription)).toList();
	}

	private void noteOnAnExhibitor(String person) {
		String exhibitor = Fair
			.mutate(this.conference.organiser(), "putExhibitor", "ExhibitorPut", "exhibitor { id }",
					Map.of("eventId", this.conference.id(), "key", "booth", "name", "Booth"))
			.path("putExhibitor.exhibitor.id")
			.entity(String.class)
			.get();
		Fair.mutate(this.conference.as(person), "putExhibitorNote", "ExhibitorNotePut", "exhibitor { id }",
				Map.of("exhibitorId", exhibitor, "text", "Ask them"))
			.path("putExhibitorNote.__typename")
			.entity(String.class)
			.isEqualTo("ExhibitorNotePut");
	}

	private void add(String person) {
		add(person, this.talk);
	}

	private void add(String person, String session) {
		this.conference.as(person)
			.document("mutation ($id: ID!) { addToAgenda(input: {sessionId: $id}) { __typename } }")
			.variable("id", session)
			.executeAndVerify();
	}

	private void choose(String person, String mutation) {
		choose(this.conference.as(person), mutation);
	}

	private void choose(HttpGraphQlTester client, String mutation) {
		client.document("mutation ($id: ID!) { %s(input: {eventId: $id}) { __typename } }".formatted(mutation))
			.variable("id", this.conference.id())
			.executeAndVerify();
	}

	private void move(int hours) {
		this.conference.edit("{move: {sessionId: \"%s\", startsAt: \"%s\", endsAt: \"%s\"}}".formatted(this.talk,
				this.conference.in(hours), this.conference.in(hours + 1)));
	}

	private void undo() {
		int revision = Objects.requireNonNull(this.conference.organiser()
			.document("query ($id: ID!) { event(id: $id) { revision } }")
			.variable("id", this.conference.id())
			.execute()
			.path("event.revision")
			.entity(Integer.class)
			.get());
		this.conference.organiser()
			.document(
					"mutation ($id: ID!, $revision: Int!) { undoScheduleChange(input: {eventId: $id, revision: $revision}) { type: __typename } }")
			.variable("id", this.conference.id())
			.variable("revision", revision)
			.execute()
			.path("undoScheduleChange.type")
			.entity(String.class)
			.isEqualTo("ScheduleChanged");
	}

	private void announce(String text) {
		announce(this.conference, text);
	}

	private void announce(OwnConference event, String text) {
		event.organiser()
			.document(
					"mutation ($id: ID!, $key: String!, $text: String!) { announce(input: {eventId: $id, key: $key, text: [{lang: \"sv\", text: $text}]}) { __typename } }")
			.variable("id", event.id())
			.variable("key", "a" + this.announced++)
			.variable("text", text)
			.executeAndVerify();
	}

}
