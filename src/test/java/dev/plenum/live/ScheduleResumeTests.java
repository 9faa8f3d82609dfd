package dev.plenum.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.NewEvent;
import dev.plenum.platform.web.GraphQlSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Subscriptions to a schedule that continue after a reconnect.
 */
@Tag("slow")
@LiveServer
class ScheduleResumeTests {

	private static final String LISTEN = """
			subscription ($event: ID!, $after: Int, $sessions: [ID!], $mine: Boolean) {
			  scheduleChanged(eventId: $event, afterRevision: $after, sessionIds: $sessions, onlyMine: $mine) { revision } }""";

	private static final JsonMapper JSON = JsonMapper.shared();

	private final List<GraphQlSocket> sockets = new ArrayList<>();

	@Autowired
	private Clients clients;

	@AfterEach
	void disconnect() {
		this.sockets.forEach(GraphQlSocket::close);
	}

	@Test
	void aReconnectedClientWithTheSameArgumentsGetsTheMissedChangesOnly() {
		NewEvent event = NewEvent.on(this.clients);
		int before = event.moveTalk(this.clients, "13:00");
		event.moveTalk(this.clients, "14:00");
		Map<String, Object> arguments = Map.of("event", event.id(), "after", before);
		JsonNode first = event(subscribed("attendee", null, arguments));
		assertThat(revision(first)).isEqualTo(before + 1);
		event.moveTalk(this.clients, "15:00");
		JsonNode second = event(subscribed("attendee", resume(first), arguments));
		assertThat(revision(second)).isEqualTo(before + 2);
		GraphQlSocket third = subscribed("attendee", resume(second), arguments);
		event.moveTalk(this.clients, "16:00");
		assertThat(revision(event(third))).isEqualTo(before + 3);
	}

	@Test
	void changesOfGivenSessionsAndOfTheOwnAgendaContinueToo() {
		NewEvent event = NewEvent.on(this.clients);
		String attendee = "attendee-" + UUID.randomUUID();
		this.clients.as(attendee)
			.document("mutation ($id: ID!) { addToAgenda(input: { sessionId: $id }) { __typename } }")
			.variable("id", event.talk())
			.executeAndVerify();
		int before = event.moveTalk(this.clients, "13:00");
		event.moveTalk(this.clients, "14:00");
		event.moveTalk(this.clients, "15:00");
		for (Map<String, Object> filter : List.<Map<String, Object>>of(Map.of("sessions", List.of(event.talk())),
				Map.of("mine", true))) {
			Map<String, Object> arguments = new HashMap<>(filter);
			arguments.putAll(Map.of("event", event.id(), "after", before));
			JsonNode first = event(subscribed(attendee, null, arguments));
			assertThat(revision(first)).isEqualTo(before + 1);
			assertThat(revision(event(subscribed(attendee, resume(first), arguments)))).isEqualTo(before + 2);
		}
	}

	@Test
	void aResumeStringGivesNoAccess() {
		String slug = "draft-" + UUID.randomUUID().toString().substring(0, 8);
		String organiser = "organiser-" + slug;
		String draft = NewEvent.draft(this.clients, slug, organiser);
		for (String key : List.of("first", "second")) {
			this.clients.as(organiser)
				.document(
						"""
								mutation ($event: ID!, $key: String!) {
								  putSession(input: { eventId: $event, key: $key, kind: LECTURE, title: [{ lang: "sv", text: "Tal" }],
								    slot: { startsAt: "2027-05-10T09:00:00+02:00", endsAt: "2027-05-10T10:00:00+02:00" } }) { __typename } }""")
				.variable("event", draft)
				.variable("key", key)
				.executeAndVerify();
		}
		Map<String, Object> arguments = Map.of("event", draft, "after", 0);
		String resume = resume(event(subscribed(organiser, null, arguments)));
		assertThat(subscribed("attendee", resume, arguments).next().toString()).contains("NOT_FOUND");
		assertThat(subscribed(null, resume, arguments).next().toString()).contains("NOT_FOUND");
	}

	@Test
	void aForgedOrForgottenPositionNeedsAResync() {
		NewEvent event = NewEvent.on(this.clients);
		int before = event.moveTalk(this.clients, "13:00");
		event.moveTalk(this.clients, "14:00");
		Map<String, Object> arguments = Map.of("event", event.id(), "after", before);
		String resume = resume(event(subscribed("attendee", null, arguments)));
		assertThat(subscribed("attendee", resume.replaceFirst("\\..*", ".100000"), arguments).next().toString())
			.contains("RESYNC_REQUIRED");
	}

	@Test
	void anEventStreamContinuesAfterTheLastEventId() {
		NewEvent event = NewEvent.on(this.clients);
		int before = event.moveTalk(this.clients, "13:00");
		event.moveTalk(this.clients, "14:00");
		ServerSentEvent<String> first = streamed(event, before, null);
		assertThat(revision(data(first))).isEqualTo(before + 1);
		assertThat(first.id()).isEqualTo(resume(data(first)));
		event.moveTalk(this.clients, "15:00");
		assertThat(revision(data(streamed(event, before, first.id())))).isEqualTo(before + 2);
	}

	private ServerSentEvent<String> streamed(NewEvent event, int after, @Nullable String lastEventId) {
		return Objects.requireNonNull(this.clients.raw()
			.post()
			.uri("/graphql")
			.contentType(MediaType.APPLICATION_JSON)
			.accept(MediaType.TEXT_EVENT_STREAM)
			.headers((headers) -> {
				if (lastEventId != null) {
					headers.set("Last-Event-ID", lastEventId);
				}
			})
			.bodyValue(JSON
				.writeValueAsString(Map.of("query", LISTEN, "variables", Map.of("event", event.id(), "after", after))))
			.exchange()
			.returnResult(new ParameterizedTypeReference<ServerSentEvent<String>>() {
			})
			.getResponseBody()
			.filter((one) -> one.data() != null)
			.blockFirst(GraphQlSocket.PATIENCE));
	}

	private static JsonNode data(ServerSentEvent<String> event) {
		return JSON.readTree(event.data());
	}

	private GraphQlSocket subscribed(@Nullable String subject, @Nullable String resume, Map<String, Object> arguments) {
		Map<String, Object> payload = new HashMap<>();
		if (subject != null) {
			payload.put("Authorization", "Bearer " + this.clients.token(subject));
		}
		if (resume != null) {
			payload.put("resume", List.of(resume));
		}
		GraphQlSocket socket = GraphQlSocket.connect(this.clients.address("ws", "/graphql"), payload);
		this.sockets.add(socket);
		socket.subscribe("s", LISTEN, arguments);
		return socket;
	}

	private static JsonNode event(GraphQlSocket socket) {
		Map<String, Object> message = socket.next();
		assertThat(message).containsEntry("type", "next");
		return JSON.valueToTree(message.get("payload"));
	}

	private static int revision(JsonNode event) {
		return event.at("/data/scheduleChanged/revision").asInt();
	}

	private static String resume(JsonNode event) {
		return event.at("/extensions/resume").asString();
	}

}
