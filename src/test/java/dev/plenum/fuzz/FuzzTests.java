package dev.plenum.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import dev.plenum.platform.web.GraphQlSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.graphql.execution.GraphQlSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random input by every kind of caller over every transport causes no internal error,
 * reveals no private data of others and leaks no memory or threads.
 */
@Tag("slow")
@Isolated
@LiveServer
@ExtendWith(OutputCaptureExtension.class)
class FuzzTests {

	private static final int INPUTS = Integer.getInteger("plenum.fuzz.inputs", 20_000);

	private static final long SEED = Long.getLong("plenum.fuzz.seed", 20_251_125L);

	private static final int WORKERS = 8;

	/** A text that only its owner may read. */
	private static final String PRIVATE = "kanarie-egen";

	/** A text that only organisers may read, without its author. */
	private static final String COMMENT = "kanarie-omdome";

	private static final List<String> ROLES = List.of("", "attendee", "staff", "organiser", "admin");

	@Autowired
	private Clients clients;

	@Autowired
	private GraphQlSource schema;

	private final Map<String, String> subjects = new HashMap<>();

	private final Queue<String> harm = new ConcurrentLinkedQueue<>();

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@Test
	void randomInputDoesNoHarm(CapturedOutput output) throws Exception {
		List<String> ids = conference();
		run(ids, inputs() / 10, SEED - 1);
		long heap = heap();
		int threads = Thread.activeCount();
		int before = output.getAll().length();
		run(ids, inputs() - inputs() / 10, SEED);
		assertThat(this.harm).isEmpty();
		assertThat(output.getAll().substring(before)).as("seed %d", SEED).doesNotContain("Fault ");
		assertThat(Thread.activeCount()).isLessThan(threads + 30);
		assertThat(heap() - heap).as("bytes more on the heap").isLessThan(96L * 1024 * 1024);
	}

	int inputs() {
		return INPUTS;
	}

	private void run(List<String> ids, int inputs, long seed) throws Exception {
		try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
			List<Future<?>> all = IntStream.range(0, WORKERS)
				.<Future<?>>mapToObj((n) -> workers
					.submit(() -> new Worker(new Inputs(this.schema.schema(), ids, seed * WORKERS + n))
						.send(inputs / WORKERS)))
				.toList();
			for (Future<?> one : all) {
				one.get();
			}
		}
	}

	private static long heap() {
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	/**
	 * Creates a conference with an attendee who has private data.
	 * @return the ids of its objects
	 */
	private List<String> conference() {
		OwnConference conference = OwnConference.of(this.clients);
		String over = conference.session("over", "LECTURE", -3, Map.of());
		String talk = conference.session("talk", "LECTURE", 3, Map.of("capacity", 2));
		String room = conference.room("hall", 2);
		for (String role : List.of("attendee", "staff", "organiser")) {
			this.subjects.put(role, conference.person(role));
		}
		this.subjects.put("admin", "admin");
		String booth = booth(conference, "acme", "staff");
		String rival = booth(conference, "rival", "rival");
		String victim = conference.person("victim");
		this.clients.as(victim)
			.document(
					"""
							mutation ($event: ID!, $talk: ID!, $over: ID!, $own: String!, $comment: String!, $from: DateTime!, $to: DateTime!) {
							  a: putAppointment(input: {eventId: $event, key: "k", title: $own, place: $own, note: $own, startsAt: $from, endsAt: $to}) { __typename }
							  b: putSessionNote(input: {sessionId: $talk, text: $own}) { __typename }
							  c: rateSession(input: {sessionId: $over, stars: 3, comment: $comment}) { __typename }
							  d: putContactCard(input: {eventId: $event, name: $own, email: "kanarie-egen@example.org"}) { __typename }
							}""")
			.variable("event", conference.id())
			.variable("talk", talk)
			.variable("over", over)
			.variable("own", PRIVATE)
			.variable("comment", COMMENT)
			.variable("from", conference.in(5))
			.variable("to", conference.in(6))
			.executeAndVerify();
		String appointment = this.clients.as(victim)
			.document("{ event(id: \"%s\") { myAgenda { id } } }".formatted(conference.id()))
			.execute()
			.path("event.myAgenda.id")
			.entity(String.class)
			.get();
		return Stream
			.concat(Stream.of(conference.id(), over, talk, room, booth, rival, appointment, "evt_none", "ses_none_none",
					"x"), visit(conference, rival).stream())
			.toList();
	}

	private static String booth(OwnConference conference, String key, String staff) {
		String id = ask(conference, "organiser",
				"putExhibitor(input: {eventId: \"%s\", key: \"%s\", name: \"%s\"}) { ... on ExhibitorPut { exhibitor { id } } }"
					.formatted(conference.id(), key, key));
		ask(conference, "organiser",
				"setExhibitorStaff(input: {exhibitorId: \"%s\", subjects: [\"%s\"]}) { ... on ExhibitorStaffSet { exhibitor { id } } }"
					.formatted(id, conference.person(staff)));
		return id;
	}

	/**
	 * Lets the attendee with private data share them with an exhibitor. None of the
	 * senders belongs to its staff.
	 * @return the ids of the objects that its staff can see
	 */
	private static List<String> visit(OwnConference conference, String booth) {
		ask(conference, "victim",
				"putExhibitorNote(input: {exhibitorId: \"%s\", text: \"%s\"}) { ... on ExhibitorNotePut { exhibitor { id } } }"
					.formatted(booth, PRIVATE));
		String meeting = ask(conference, "victim",
				"requestMeeting(input: {exhibitorId: \"%s\", key: \"k\", name: \"%s\", note: \"%s\", times: [{startsAt: \"%s\", endsAt: \"%s\"}]}) { ... on MeetingRequested { meeting { id } } }"
					.formatted(booth, PRIVATE, PRIVATE, conference.in(7), conference.in(8)));
		String code = conference.as("victim")
			.document("{ event(id: \"%s\") { myContactCard { contactCode { code } } } }".formatted(conference.id()))
			.execute()
			.path("event.myContactCard.contactCode.code")
			.entity(String.class)
			.get();
		String lead = ask(conference, "rival",
				"captureLead(input: {exhibitorId: \"%s\", code: \"%s\", note: \"%s\"}) { ... on LeadCaptured { lead { id } } }"
					.formatted(booth, code, PRIVATE));
		return List.of(meeting, lead);
	}

	/**
	 * Sends a mutation.
	 * @return the id in the answer
	 */
	private static String ask(OwnConference conference, String name, String mutation) {
		return conference.as(name)
			.document("mutation { %s }".formatted(mutation))
			.execute()
			.path("*.*.id")
			.entityList(String.class)
			.get()
			.getFirst();
	}

	private String token(String role) {
		return this.clients.token(String.valueOf(this.subjects.get(role)));
	}

	/**
	 * Sends random input. The organiser and the staff are people whom no other event
	 * knows.
	 */
	private final class Worker {

		private final Inputs inputs;

		private final Map<String, GraphQlSocket> sockets = new HashMap<>();

		private int sent;

		Worker(Inputs inputs) {
			this.inputs = inputs;
		}

		@Nullable Void send(int count) throws Exception {
			while (this.sent < count) {
				this.sent++;
				String role = ROLES.get(this.inputs.upTo(ROLES.size()));
				Inputs.Input input = this.inputs.next();
				String body = this.inputs.chance(12) ? this.inputs.broken(input.body()) : this.inputs.chance(12)
						? new Inputs.Input(input.kind(), this.inputs.broken(input.document()), input.variables()).body()
						: input.body();
				int way = this.inputs.upTo(100);
				if (way < 55) {
					check(role, body, post(role, body));
				}
				else if (way < 70) {
					check(role, body, get(role, input));
				}
				else if (way < 75) {
					check(role, body, stream(role, body));
				}
				else {
					check(role, body, frame(role, body));
				}
			}
			this.sockets.values().forEach(GraphQlSocket::close);
			return null;
		}

		private void check(String role, String sentBody, String answer) {
			boolean organises = role.equals("admin") || role.equals("organiser");
			if (answer.contains("INTERNAL_ERROR") || answer.startsWith("status 5") || answer.contains(PRIVATE)
					|| (!organises && answer.contains(COMMENT))) {
				FuzzTests.this.harm.add("seed %d, %s: %s: %s".formatted(SEED, role, sentBody, answer));
			}
		}

		private String post(String role, String body) throws Exception {
			if (body.length() > 40_000) {
				return "";
			}
			HttpRequest.Builder request = request(role, "/graphql")
				.header("Content-Type", this.inputs.chance(3) ? "text/plain" : "application/json")
				.header("Accept", this.inputs.chance(50) ? "application/json" : "application/graphql-response+json")
				.POST(this.inputs.chance(3)
						? HttpRequest.BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.ISO_8859_1))
						: HttpRequest.BodyPublishers.ofString(body));
			return answer(request);
		}

		private String get(String role, Inputs.Input input) throws Exception {
			String query = "query=" + encode(input.document()) + "&variables="
					+ encode(JsonMapper.shared().writeValueAsString(input.variables()));
			return (query.length() < 3500) ? answer(request(role, "/graphql?" + query)) : "";
		}

		private static String encode(String text) {
			return URLEncoder.encode(text, StandardCharsets.UTF_8);
		}

		private HttpRequest.Builder request(String role, String path) {
			HttpRequest.Builder request = HttpRequest
				.newBuilder(FuzzTests.this.clients.address("http", "").resolve(path))
				.timeout(Duration.ofSeconds(20));
			if (!role.isEmpty()) {
				request.header("Authorization", "Bearer " + token(role));
			}
			return request;
		}

		private String answer(HttpRequest.Builder request) throws Exception {
			HttpResponse<String> response = FuzzTests.this.http.send(request.build(),
					HttpResponse.BodyHandlers.ofString());
			return "status " + response.statusCode() + " " + response.body();
		}

		/**
		 * Reads what arrives at once, since a stream may never end.
		 */
		private String stream(String role, String body) throws IOException {
			URI uri = FuzzTests.this.clients.address("http", "");
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
				socket.setSoTimeout(40);
				socket.getOutputStream()
					.write(("POST /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept: text/event-stream\r\n"
							+ (role.isEmpty() ? "" : "Authorization: Bearer " + token(role) + "\r\n")
							+ "Content-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n")
						.getBytes(StandardCharsets.UTF_8));
				socket.getOutputStream().write(bytes);
				socket.getOutputStream().flush();
				return "status " + read(socket.getInputStream()).replaceFirst("HTTP/1.1 ", "");
			}
		}

		private static String read(InputStream stream) throws IOException {
			StringBuilder text = new StringBuilder();
			byte[] buffer = new byte[8192];
			try {
				for (int length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
					text.append(new String(buffer, 0, length, StandardCharsets.UTF_8));
				}
			}
			catch (SocketTimeoutException ex) {
				// the stream has not ended
			}
			return text.toString();
		}

		private String frame(String role, String body) {
			String id = "s" + this.sent;
			List<Map<String, Object>> answers = new ArrayList<>();
			String message = "{\"type\":\"subscribe\",\"id\":\"%s\",\"payload\":%s}".formatted(id, body);
			try {
				GraphQlSocket socket = this.sockets.computeIfAbsent(role, this::connect);
				if (message.length() > 60_000) {
					return "";
				}
				String text = this.inputs.chance(3) ? this.inputs.broken(message) : message;
				socket.sendText(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
				answers.addAll(socket.untilQuiet(Duration.ofMillis(10)));
				socket.complete(id);
				return answers.toString();
			}
			catch (IllegalStateException | AssertionError ex) {
				GraphQlSocket closed = this.sockets.remove(role);
				String how = String.valueOf((closed != null) ? closed.closedAlready() : ex);
				assertThat(how).as(message).doesNotContain("code=1011");
				return answers + how;
			}
		}

		private GraphQlSocket connect(String role) {
			return GraphQlSocket.connect(FuzzTests.this.clients.address("ws", "/graphql"),
					role.isEmpty() ? null : Map.of("token", token(role)));
		}

	}

}
