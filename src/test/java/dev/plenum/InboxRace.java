package dev.plenum;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attendees add sessions on one server while organisers move the same sessions on the
 * other one. Each attendee listens to their inbox on both servers.
 */
final class InboxRace {

	private static final int ATTENDEES = 20;

	private static final int ORGANISERS = 10;

	/** Pairs at the same time; a busy machine does not finish more in time. */
	private static final int AT_ONCE = 2;

	private static final Duration LONGEST = Duration.ofMinutes(5);

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final List<ServerProcess> servers;

	private final String eventId;

	private final List<String> sessions;

	private final List<List<HttpGraphQlTester>> attendees;

	private final List<List<HttpGraphQlTester>> organisers;

	/**
	 * Prepares the race.
	 * @param servers two servers
	 * @param eventId a published event
	 * @param sessions the ids of its sessions
	 */
	InboxRace(List<ServerProcess> servers, String eventId, List<String> sessions) {
		this.servers = servers;
		this.eventId = eventId;
		this.sessions = sessions;
		this.attendees = clients("race-attendee-", ATTENDEES);
		this.organisers = clients("race-organiser-", ORGANISERS);
		servers.getFirst()
			.as("admin")
			.document("mutation ($input: SetOrganisersInput!) { setOrganisers(input: $input) { __typename } }")
			.variable("input",
					Map.of("eventId", eventId, "subjects",
							IntStream.range(0, ORGANISERS).mapToObj((i) -> "race-organiser-" + i).toList()))
			.executeAndVerify();
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> servers.stream()
				.allMatch((server) -> move(this.organisers.get(servers.indexOf(server)).getFirst(), 0, 0)
					.equals("ScheduleChanged")));
	}

	/**
	 * Runs the race, and compares what both servers list and what was delivered.
	 * @param pairs how many sessions are added and moved
	 */
	void run(int pairs) {
		List<Listener> listeners = Flux.range(0, ATTENDEES)
			.flatMap((attendee) -> Flux.fromIterable(this.servers)
				.flatMap((server) -> Mono.fromCallable(() -> new Listener(server, attendee))
					.subscribeOn(Schedulers.boundedElastic())))
			.collectList()
			.blockOptional(PATIENCE)
			.orElseThrow();
		Flux.range(0, pairs)
			.flatMap((number) -> Flux.merge(later(() -> add(number)), later(() -> move(number))), AT_ONCE)
			.blockLast(LONGEST);
		try {
			listeners.forEach((listener) -> Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
				List<String> listed = listed(0, listener.attendee());
				assertThat(listed).isNotEmpty().isEqualTo(listed(1, listener.attendee()));
				assertThat(listener.heard()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(listed);
			}));
		}
		finally {
			listeners.forEach((listener) -> listener.connection().dispose());
		}
	}

	/**
	 * Repeats what a busy server does not finish in time: every mutation can be sent
	 * twice.
	 */
	private static Mono<?> later(Runnable task) {
		return Mono.fromRunnable(task).subscribeOn(Schedulers.boundedElastic()).retry(3);
	}

	private void add(int number) {
		this.attendees.get(number % 2)
			.get(number % ATTENDEES)
			.document("mutation ($session: ID!) { addToAgenda(input: { sessionId: $session }) { __typename } }")
			.variable("session", session(number))
			.executeAndVerify();
	}

	private void move(int number) {
		assertThat(move(this.organisers.get(1 - number % 2).get(number % ORGANISERS), number, 1 + number))
			.isEqualTo("ScheduleChanged");
	}

	private String move(HttpGraphQlTester organiser, int number, int minute) {
		GraphQlTester.Response response = organiser
			.document("mutation ($input: ChangeScheduleInput!) { changeSchedule(input: $input) { __typename } }")
			.variable("input",
					Map.of("eventId", this.eventId, "force", true, "edits",
							List.of(Map.of("move",
									Map.of("sessionId", session(number), "startsAt",
											"2027-09-01T%02d:%02d:00+02:00".formatted(minute / 60, minute % 60),
											"endsAt", "2027-09-01T20:00:00+02:00")))))
			.execute();
		return String.valueOf(response.returnResponse().field("changeSchedule.__typename").<Object>getValue());
	}

	private String session(int number) {
		return this.sessions.get(number / ATTENDEES % this.sessions.size());
	}

	private List<String> listed(int server, int attendee) {
		List<String> all = new ArrayList<>();
		String after = null;
		do {
			GraphQlTester.Response page = this.attendees.get(server)
				.get(attendee)
				.document(
						"query ($id: ID!, $after: String) { event(id: $id) { myNews(first: 100, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } } }")
				.variable("id", this.eventId)
				.variable("after", after)
				.execute();
			all.addAll(page.path("event.myNews.nodes[*].id").entityList(String.class).get());
			after = page.path("event.myNews.pageInfo.hasNextPage").entity(Boolean.class).get()
					? page.path("event.myNews.pageInfo.endCursor").entity(String.class).get() : null;
		}
		while (after != null);
		return all;
	}

	private List<List<HttpGraphQlTester>> clients(String subjects, int number) {
		return this.servers.stream()
			.map((server) -> IntStream.range(0, number).mapToObj((i) -> server.as(subjects + i)).toList())
			.toList();
	}

	/**
	 * An attendee who listens on one server.
	 */
	private final class Listener {

		private final int attendee;

		private final List<String> heard = new CopyOnWriteArrayList<>();

		private final Disposable connection;

		Listener(ServerProcess server, int attendee) {
			this.attendee = attendee;
			String cursor = InboxRace.this.attendees.get(InboxRace.this.servers.indexOf(server))
				.get(attendee)
				.document("query ($id: ID!) { event(id: $id) { myNews { cursor } } }")
				.variable("id", InboxRace.this.eventId)
				.execute()
				.path("event.myNews.cursor")
				.entity(String.class)
				.get();
			String token = server.token("race-attendee-" + attendee);
			this.connection = Clients.listener(server.address("ws", "/graphql"), token)
				.document(
						"subscription ($event: ID!, $after: String) { myNewsChanged(eventId: $event, after: $after) { item { id } } }")
				.variable("event", InboxRace.this.eventId)
				.variable("after", cursor)
				.executeSubscription()
				.toFlux("myNewsChanged.item.id", String.class)
				.subscribe(this.heard::add, (ex) -> this.heard.add(String.valueOf(ex)));
		}

		int attendee() {
			return this.attendee;
		}

		List<String> heard() {
			return this.heard;
		}

		Disposable connection() {
			return this.connection;
		}

	}

}
