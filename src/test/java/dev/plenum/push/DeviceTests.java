package dev.plenum.push;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import dev.plenum.exhibitor.Fair;
import dev.plenum.push.RegisterDeviceInput.DeviceAddressInput;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Registers devices, and follows events.
 */
@Tag("slow")
@LiveServer
public class DeviceTests {

	/** A key that a browser could have. */
	public static final String KEY = "BOzpABs8LukJ-DnYkj5-ShkrIapA8ho1a8VdC0sxERrcdoEO7nzK45kcjMWkDFp1MQaKWbCwYBc-AEGdLor07mE";

	/** A secret that a browser could have. */
	public static final String SECRET = "G_bjimIJG00pSt9ulW9Prw";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String REGISTER = """
			mutation ($input: RegisterDeviceInput!) { registerDevice(input: $input) {
			  type: __typename
			  ... on DeviceRegistered { device { id kind lang timezone registeredAt event { id } } }
			  ... on LimitReached { limit message } } }""";

	@Autowired
	private Clients clients;

	private OwnConference conference;

	@BeforeEach
	void openConference() {
		this.conference = OwnConference.of(this.clients);
	}

	@Test
	void aDeviceIsRegisteredOnceAndCanChange() {
		String id = register("ann", "1", Map.of()).path("registerDevice.device.id").entity(String.class).get();
		register("ann", "1", Map.of()).path("registerDevice.device.id")
			.entity(String.class)
			.isEqualTo(id)
			.path("registerDevice.device.kind")
			.entity(String.class)
			.isEqualTo("WEB_PUSH")
			.path("registerDevice.device.event.id")
			.entity(String.class)
			.isEqualTo(this.conference.id());
		register("ann", "1", Map.of("lang", "fi", "timezone", "Europe/Helsinki")).path("registerDevice.device.id")
			.entity(String.class)
			.isEqualTo(id);
		assertThat(devices("ann")).containsExactly("fi Europe/Helsinki " + this.conference.id());
		assertThat(devices("bob")).isEmpty();
	}

	@Test
	void ofTwelveDevicesAtOnceTenAreRegistered() {
		List<String> types = atOnce(12, (i) -> type(register("ann", "many" + i, Map.of())));
		assertThat(types).hasSize(12).containsOnly("DeviceRegistered", "LimitReached");
		assertThat(devices("ann")).hasSize(10);
		register("ann", "onemore", Map.of()).path("registerDevice.limit").entity(Integer.class).isEqualTo(10);
		OwnConference other = OwnConference.of(this.clients);
		assertThat(type(register("ann", "elsewhere", Map.of("eventId", other.id())))).isEqualTo("DeviceRegistered");
	}

	@Test
	void aDeviceMovesToThePersonWhoRegistersItForTheSameEvent() {
		OwnConference other = OwnConference.of(this.clients);
		register("ann", "shared", Map.of());
		register("ann", "shared", Map.of("eventId", other.id()));
		register("bob", "shared", Map.of());
		assertThat(devices("ann")).containsExactly("sv Europe/Stockholm " + other.id());
		assertThat(devices("bob")).containsExactly("sv Europe/Stockholm " + this.conference.id());
		register("ann", "shared", Map.of());
		assertThat(devices("ann")).hasSize(2);
		assertThat(devices("bob")).isEmpty();
	}

	@Test
	void withoutAnEventADeviceMovesFromAccountToAccount() {
		String name = "account-" + this.conference.slug();
		register("ann", name, noEvent());
		register("ann", name, Map.of());
		register("bob", name, noEvent());
		assertThat(devices("ann")).containsExactly("sv Europe/Stockholm " + this.conference.id());
		assertThat(devices("bob")).containsExactly("sv Europe/Stockholm null");
	}

	@RepeatedTest(3)
	void ofManyPeopleWhoRegisterADeviceAtOnceOneHasIt() {
		atOnce(20, (i) -> type(register("p" + i % 10, "wanted", Map.of())));
		assertThat(IntStream.range(0, 10).mapToObj((i) -> devices("p" + i)).flatMap(List::stream)).hasSize(1);
	}

	@Test
	void aLateRepetitionOfARemovalDoesNotRemoveTheDeviceAgain() {
		String id = register("ann", "1", Map.of()).path("registerDevice.device.id").entity(String.class).get();
		remove(id).path("removeDevice.removedId").entity(String.class).isEqualTo(id);
		register("ann", "1", Map.of());
		remove(id).path("removeDevice.removedId").valueIsNull();
		assertThat(devices("ann")).hasSize(1);
	}

	@Test
	void onlyItsPersonRemovesADevice() {
		String id = register("ann", "1", Map.of()).path("registerDevice.device.id").entity(String.class).get();
		this.conference.as("bob")
			.document("mutation ($id: ID!) { removeDevice(input: {deviceId: $id}) { __typename } }")
			.variable("id", id)
			.executeAndVerify();
		assertThat(devices("ann")).hasSize(1);
	}

	@Test
	void anAppleDeviceIsTheSameHoweverItsTokenIsWritten() {
		assertThat(new DeviceAddressInput(null, "00FC13ADFF785122", null).address())
			.isEqualTo(new DeviceAddressInput(null, "00fc13adff785122", null).address());
	}

	@Test
	void anInvalidDeviceIsRejected() {
		register("ann", "1", Map.of("timezone", "Mars/Olympus")).errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "BAD_INPUT")
					.containsEntry("path", List.of("input", "timezone"))));
		register("ann", "1",
				Map.of("address",
						Map.of("webPush", Map.of("endpoint", "https://example.org/1", "p256dh", KEY, "auth", SECRET))))
			.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "BAD_INPUT")
					.containsEntry("path", List.of("input", "address", "webPush", "endpoint"))));
		assertThat(devices("ann")).isEmpty();
	}

	@Test
	void aPersonFollowsAnEventFromTheFirstPickUnlessTheyChooseOtherwise() {
		String session = this.conference.session("one", "LECTURE", 2, Map.of());
		assertThat(following("ann")).isFalse();
		add("ann", session);
		assertThat(following("ann")).isTrue();
		choose("ann", "unfollowEvent");
		assertThat(following("ann")).isFalse();
		add("ann", this.conference.session("two", "LECTURE", 3, Map.of()));
		assertThat(following("ann")).as("unfollowEvent counts until followEvent").isFalse();
		choose("ann", "followEvent");
		assertThat(following("ann")).isTrue();
		choose("bob", "followEvent");
		assertThat(following("bob")).isTrue();
		this.clients.anonymous()
			.document("query ($id: ID!) { event(id: $id) { following } }")
			.variable("id", this.conference.id())
			.execute()
			.path("event.following")
			.valueIsNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "seat", "favourite", "session note", "exhibitor note", "pick" })
	void aPersonFollowsAnEventFromTheFirstEntryOfEachKindAlsoIfItIsRemoved(String kind) {
		Fair fair = Fair.of(this.clients);
		this.conference = fair.conference();
		String exhibitor = fair.exhibitor("booth", Map.of());
		String session = this.conference.session("one", "SEMINAR", 5, Map.of("capacity", 2));
		assertThat(following("ann")).isFalse();
		switch (kind) {
			case "seat" -> entry("bookSeat", "sessionId", session, null);
			case "favourite" -> entry("favouriteExhibitor", "exhibitorId", exhibitor, null);
			case "session note" -> entry("putSessionNote", "sessionId", session, "Ask");
			case "exhibitor note" -> entry("putExhibitorNote", "exhibitorId", exhibitor, "Ask");
			default -> add("ann", session);
		}
		assertThat(following("ann")).isTrue();
		switch (kind) {
			case "seat" -> entry("releaseSeat", "sessionId", session, null);
			case "favourite" -> entry("unfavouriteExhibitor", "exhibitorId", exhibitor, null);
			case "session note" -> entry("putSessionNote", "sessionId", session, "");
			case "exhibitor note" -> entry("putExhibitorNote", "exhibitorId", exhibitor, "");
			default -> entry("removeFromAgenda", "sessionId", session, null);
		}
		assertThat(following("ann")).as("until the end of the event or unfollowEvent").isTrue();
		choose("ann", "unfollowEvent");
		assertThat(following("ann")).isFalse();
	}

	@Test
	void bothSidesOfAMeetingAndAParticipantFollowTheEvent() {
		Fair fair = Fair.of(this.clients);
		this.conference = fair.conference();
		String exhibitor = fair.staffed("booth", "host");
		assertThat(following("ann")).isFalse();
		String meeting = Fair
			.mutate(fair.as("ann"), "requestMeeting", "MeetingRequested", "meeting { id }",
					Map.of("exhibitorId", exhibitor, "key", "m", "name", "Ann", "times",
							List.of(Map.of("startsAt", this.conference.in(5), "endsAt", this.conference.in(6)))))
			.path("requestMeeting.meeting.id")
			.entity(String.class)
			.get();
		assertThat(following("ann")).isTrue();
		assertThat(following("host")).isFalse();
		Fair.mutate(fair.as("host"), "answerMeeting", "MeetingAnswered", "meeting { id }",
				Map.of("meetingId", meeting, "answer",
						Map.of("accept", Map.of("startsAt", this.conference.in(5), "endsAt", this.conference.in(6)))))
			.errors()
			.verify();
		assertThat(following("host")).isTrue();
		Fair.mutate(fair.as("ann"), "cancelMeeting", "MeetingCancelled", "meeting { id }", Map.of("meetingId", meeting))
			.errors()
			.verify();
		assertThat(following("ann")).isTrue();
		String participant = this.conference.participant("p", Map.of());
		assertThat(this.clients.ticketHolder(this.conference.newTicketCode(participant))
			.document("query ($id: ID!) { event(id: $id) { following } }")
			.variable("id", this.conference.id())
			.execute()
			.path("event.following")
			.entity(Boolean.class)
			.get()).isTrue();
	}

	private void entry(String mutation, String field, String id, @Nullable String text) {
		String input = "%s: \"%s\"%s".formatted(field, id, (text != null) ? ", text: \"%s\"".formatted(text) : "");
		this.conference.as("ann")
			.document(
					"mutation { %s(input: {%s}) { __typename ... on Refusal { message } } }".formatted(mutation, input))
			.executeAndVerify();
	}

	@Test
	void nobodyFollowsAnEventThatIsOver() {
		LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
		OwnConference past = OwnConference.draft(this.clients, today.minusDays(9), today.minusDays(8)).publish();
		this.clients.as(past.person("ann"))
			.document("mutation ($id: ID!) { followEvent(input: {eventId: $id}) { __typename } }")
			.variable("id", past.id())
			.execute()
			.path("followEvent.__typename")
			.entity(String.class)
			.isEqualTo("EventClosed");
		assertThat(type(register("ann", "1", Map.of("eventId", past.id())))).isEqualTo("EventClosed");
	}

	@Test
	void devicesAreExportedAndDeleted() {
		register("ann", "1", Map.of());
		choose("ann", "followEvent");
		Response export = this.conference.as("ann").document("{ exportMyData }").execute();
		export.path("exportMyData.pushNotifications[*].eventId")
			.entityList(String.class)
			.containsExactly(this.conference.id())
			.path("exportMyData.pushNotifications[*].following")
			.entityList(Boolean.class)
			.containsExactly(true)
			.path("exportMyData.pushNotifications[*].devices[*].kind")
			.entityList(String.class)
			.containsExactly("WEB_PUSH");
		this.conference.deleteMyData("ann").errors().verify();
		assertThat(devices("ann")).isEmpty();
		assertThat(following("ann")).isFalse();
	}

	private List<String> atOnce(int count, IntFunction<String> work) {
		return Flux.range(0, count)
			.flatMap((i) -> Mono.fromCallable(() -> work.apply(i)).subscribeOn(Schedulers.boundedElastic()), count)
			.collectList()
			.blockOptional(PATIENCE)
			.orElseThrow();
	}

	private Response register(String person, String endpoint, Map<String, @Nullable Object> more) {
		Map<String, @Nullable Object> input = new HashMap<>(Map.of("eventId", this.conference.id(), "lang", "sv",
				"timezone", "Europe/Stockholm", "address", Map.of("webPush", Map.of("endpoint",
						"https://test.push.services.mozilla.com/" + endpoint, "p256dh", KEY, "auth", SECRET))));
		input.putAll(more);
		return this.conference.as(person).document(REGISTER).variable("input", input).execute();
	}

	private static Map<String, @Nullable Object> noEvent() {
		Map<String, @Nullable Object> none = new HashMap<>();
		none.put("eventId", null);
		return none;
	}

	private static String type(Response response) {
		return response.path("registerDevice.type").entity(String.class).get();
	}

	private Response remove(String id) {
		return this.conference.as("ann")
			.document(
					"mutation ($id: ID!) { removeDevice(input: {deviceId: $id, requestId: \"r\"}) { ... on DeviceRemoved { removedId } } }")
			.variable("id", id)
			.execute();
	}

	private List<String> devices(String person) {
		return this.conference.as(person)
			.document("{ viewer { devices { lang timezone event { id } } } }")
			.execute()
			.path("viewer.devices")
			.entityList(Registered.class)
			.get()
			.stream()
			.map((device) -> "%s %s %s".formatted(device.lang(), device.timezone(),
					(device.event() != null) ? device.event().get("id") : null))
			.toList();
	}

	private boolean following(String person) {
		return this.conference.as(person)
			.document("query ($id: ID!) { event(id: $id) { following } }")
			.variable("id", this.conference.id())
			.execute()
			.path("event.following")
			.entity(Boolean.class)
			.get();
	}

	private void choose(String person, String mutation) {
		this.conference.as(person)
			.document("mutation ($id: ID!) { %s(input: {eventId: $id}) { __typename } }".formatted(mutation))
			.variable("id", this.conference.id())
			.executeAndVerify();
	}

	private void add(String person, String session) {
		this.conference.as(person)
			.document("mutation ($id: ID!) { addToAgenda(input: {sessionId: $id}) { __typename } }")
			.variable("id", session)
			.executeAndVerify();
	}

	private record Registered(String lang, String timezone, @Nullable Map<String, String> event) {
	}

}
