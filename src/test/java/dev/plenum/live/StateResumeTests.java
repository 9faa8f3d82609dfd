package dev.plenum.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import dev.plenum.exhibitor.Fair;
import dev.plenum.platform.web.GraphQlSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Subscriptions to announcements, meetings and agendas that continue after a reconnect,
 * or say that something was missed.
 */
@Tag("slow")
@LiveServer
class StateResumeTests {

	private static final Duration QUIET = Duration.ofMillis(700);

	private static final JsonMapper JSON = JsonMapper.shared();

	private final List<GraphQlSocket> sockets = new ArrayList<>();

	@Autowired
	private Clients clients;

	private Fair fair;

	private OwnConference conference;

	@BeforeEach
	void fair() {
		this.fair = Fair.of(this.clients);
		this.conference = this.fair.conference();
	}

	@AfterEach
	void disconnect() {
		this.sockets.forEach(GraphQlSocket::close);
	}

	@Test
	void announcementsContinueWithTheMissedOnesOnceAndInOrder() {
		String announced = "announced(eventId: \"%s\") { text withdrawnAt }".formatted(this.conference.id());
		String resume = last("ann", announced, () -> announce("before", UUID.randomUUID().toString()));
		String first = announce("first", "first");
		announce("second", "second");
		announce("first", "corrected");
		this.conference.organiser()
			.document("mutation { withdrawAnnouncement(input: {announcementId: \"%s\"}) { __typename } }"
				.formatted(first))
			.executeAndVerify();
		GraphQlSocket socket = subscribed("ann", announced, resume);
		List<JsonNode> events = received(socket);
		assertThat(events).extracting((event) -> event.at("/data/announced/text").asString())
			.containsExactlyInAnyOrder("second", "corrected");
		announce("third", "third");
		JsonNode third = event(socket);
		assertThat(third.at("/data/announced/text").asString()).isEqualTo("third");
		assertThat(received(subscribed("ann", announced, resume(third)))).isEmpty();
		assertThat(received(subscribed("ann", announced, null))).as("a new subscription").isEmpty();
	}

	@Test
	void aForgottenPositionAmongAnnouncementsNeedsAResyncAndOneOfNoServerIsIgnored() {
		String announced = "announced(eventId: \"%s\") { text }".formatted(this.conference.id());
		String resume = last("ann", announced, () -> announce("before", UUID.randomUUID().toString()));
		assertThat(received(subscribed("ann", announced, resume.replaceFirst("\\..*", ".x")))).isEmpty();
		assertThat(subscribed("outsider", announced, resume).untilQuiet(QUIET)).isEmpty();
	}

	@Test
	void meetingsContinueIfNothingWasMissed() {
		String exhibitor = this.fair.staffed("stand", "staff");
		String changed = "meetingChanged(exhibitorId: \"%s\") { name }".formatted(exhibitor);
		String resume = last("staff", changed, () -> request(exhibitor, UUID.randomUUID().toString()));
		GraphQlSocket socket = subscribed("staff", changed, resume);
		assertThat(received(socket)).isEmpty();
		request(exhibitor, "Åsa");
		JsonNode next = event(socket);
		assertThat(next.at("/data/meetingChanged/name").asString()).isEqualTo("Åsa");
		request(exhibitor, "Örjan");
		assertThat(subscribed("staff", changed, resume(next)).next().toString()).contains("RESYNC_REQUIRED");
		assertThat(subscribed("staff", changed, resume.replaceFirst("\\..*", ".-")).next().toString())
			.contains("RESYNC_REQUIRED");
		assertThat(subscribed("ann", changed, resume(next)).next().toString()).as("a string gives no access")
			.contains("FORBIDDEN");
	}

	@Test
	void anAgendaContinuesWithMissedChangesOfTheScheduleAndNeedsAResyncForOthers() {
		String session = this.conference.session("talk", "SEMINAR", 2, Map.of());
		mutate("ann", "addToAgenda(input: {sessionId: \"%s\"})".formatted(session));
		String changed = "myAgendaChanged(eventId: \"%s\") { kind }".formatted(this.conference.id());
		String resume = last("ann", changed, () -> note(session, UUID.randomUUID().toString()));
		this.conference.edit("{cancel: {sessionId: \"%s\"}}".formatted(session));
		GraphQlSocket socket = subscribed("ann", changed, resume);
		JsonNode missed = event(socket);
		assertThat(missed.at("/data/myAgendaChanged/kind").asString()).isEqualTo("SCHEDULE");
		assertThat(received(subscribed("ann", changed, resume(missed)))).isEmpty();
		note(session, "Fråga om åäö");
		JsonNode noted = event(socket);
		assertThat(noted.at("/data/myAgendaChanged/kind").asString()).isEqualTo("NOTE");
		assertThat(subscribed("ann", changed, resume(missed)).next().toString()).contains("RESYNC_REQUIRED");
		assertThat(received(subscribed("ann", changed, resume(noted)))).isEmpty();
		assertThat(subscribed("bo", changed, resume(noted)).next().toString()).as("the agenda of another person")
			.contains("RESYNC_REQUIRED");
	}

	@Test
	void checkInsContinueWithTheLatestCountsOfAnySession() {
		for (Map<String, Object> seats : List.of(Map.<String, Object>of(), Map.<String, Object>of("capacity", 40))) {
			String session = this.conference.session("door" + seats.size(), "SEMINAR", 1, seats);
			String changed = "checkInsChanged(sessionId: \"%s\") { checkedIn }".formatted(session);
			String resume = last("organiser", changed, () -> come(session, UUID.randomUUID().toString()));
			GraphQlSocket socket = subscribed("organiser", changed, resume);
			assertThat(received(socket)).isEmpty();
			for (int i = 0; i < 3; i++) {
				come(session, UUID.randomUUID().toString());
			}
			List<JsonNode> events = received(socket);
			events = events.isEmpty() ? List.of(event(socket)) : events;
			events = Stream.concat(events.stream(), received(socket).stream()).toList();
			int count = events.getLast().at("/data/checkInsChanged/checkedIn").asInt();
			assertThat(events).hasSizeLessThan(3);
			come(session, "late");
			JsonNode missed = event(subscribed("organiser", changed, resume(events.getLast())));
			assertThat(missed.at("/data/checkInsChanged/checkedIn").asInt()).isEqualTo(count + 1);
			assertThat(subscribed("ann", changed, resume(missed)).next().toString()).as("a string gives no access")
				.contains("FORBIDDEN");
		}
	}

	private void come(String session, String name) {
		String code = this.conference.agendaCode(name);
		mutate("organiser",
				"checkIn(input: {sessionId: \"%s\", attendee: {code: \"%s\"}, admit: true})".formatted(session, code));
	}

	private String announce(String key, String text) {
		return this.conference.organiser()
			.document(
					"mutation { announce(input: {eventId: \"%s\", key: \"%s\", text: [{lang: \"sv\", text: \"%s\"}]}) { ... on Announced { announcement { id } } } }"
						.formatted(this.conference.id(), key, text))
			.execute()
			.path("announce.announcement.id")
			.entity(String.class)
			.get();
	}

	private void request(String exhibitor, String name) {
		mutate("guest" + UUID.randomUUID(),
				"requestMeeting(input: {exhibitorId: \"%s\", key: \"k\", name: \"%s\", times: [{startsAt: \"%s\", endsAt: \"%s\"}]})"
					.formatted(exhibitor, name, this.conference.in(2), this.conference.in(3)));
	}

	private void note(String session, String text) {
		mutate("ann", "putSessionNote(input: {sessionId: \"%s\", text: \"%s\"})".formatted(session, text));
	}

	private void mutate(String who, String mutation) {
		this.conference.as(who).document("mutation { " + mutation + " { __typename } }").executeAndVerify();
	}

	/** Returns the resume string of the last event, when nothing is under way. */
	private String last(String who, String subscription, Runnable change) {
		GraphQlSocket socket = subscribed(who, subscription, null);
		List<JsonNode> events = new ArrayList<>();
		await().atMost(GraphQlSocket.PATIENCE).until(() -> {
			change.run();
			return events.addAll(received(socket));
		});
		List<JsonNode> rest = received(socket);
		return resume(Objects.requireNonNull(rest.isEmpty() ? events.getLast() : rest.getLast()));
	}

	private GraphQlSocket subscribed(String who, String subscription, @Nullable String resume) {
		Map<String, Object> payload = new HashMap<>(
				Map.of("Authorization", "Bearer " + this.clients.token(this.conference.person(who))));
		if (resume != null) {
			payload.put("resume", List.of(resume));
		}
		GraphQlSocket socket = GraphQlSocket.connect(this.clients.address("ws", "/graphql"), payload);
		this.sockets.add(socket);
		socket.subscribe("s", "subscription { " + subscription + " }", null);
		return socket;
	}

	private static List<JsonNode> received(GraphQlSocket socket) {
		return socket.untilQuiet(QUIET).stream().map(StateResumeTests::payload).toList();
	}

	private static JsonNode event(GraphQlSocket socket) {
		return payload(socket.next());
	}

	private static JsonNode payload(Map<String, Object> message) {
		assertThat(message).containsEntry("type", "next");
		return JSON.valueToTree(message.get("payload"));
	}

	private static String resume(JsonNode event) {
		String resume = event.at("/extensions/resume").asString();
		assertThat(resume).hasSizeBetween(24, 64);
		return resume;
	}

}
