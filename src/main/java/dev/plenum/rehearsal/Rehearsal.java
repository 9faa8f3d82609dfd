package dev.plenum.rehearsal;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import io.netty.handler.codec.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Simulates the busiest minutes of a conference: the programme is imported, all attendees
 * open it and their agenda, book a seat and add a lecture at the same time, the
 * organisers move the lecture, and all subscribers and devices are notified.
 */
final class Rehearsal {

	/** The operations of each attendee in a round, in order. */
	private static final List<String> STEPS = List.of("""
			query Programme($slug: String!, $session: ID!) { event(slug: $slug) { id name startsOn endsOn
			  sessions(first: 50) { nodes { id kind title abstract startsAt endsAt status rooms { id name }
			    speakers { role speaker { id name } } } } } node(id: $session) { id } }""", """
			mutation Book($session: ID!) { bookSeat(input: {sessionId: $session}) { __typename
			  ... on SeatBooked { seat { state position } } ... on SeatWaiting { seat { state position } } } }""", """
			query Mine($slug: String!, $session: ID!) { event(slug: $slug) { myAgenda { items {
			    ... on AgendaSession { id startsAt endsAt reasons session { id title kind rooms { id name floor } }
			      seat { state position } } } } }
			  node(id: $session) { ... on Session { mySeat { position } seats { taken left waiting } } } }""", """
			mutation Pick($lecture: ID!) { addToAgenda(input: {sessionId: $lecture}) { __typename } }""", """
			mutation Release($session: ID!) { releaseSeat(input: {sessionId: $session}) { __typename } }""");

	private static final String REGISTER = """
			mutation Register($event: ID!, $endpoint: String!, $key: String!) {
			  registerDevice(input: {eventId: $event, lang: "sv", timezone: "Europe/Stockholm",
			      address: {webPush: {endpoint: $endpoint, p256dh: $key, auth: "AAAAAAAAAAAAAAAAAAAAAA"}}}) {
			    __typename } }""";

	private static final String MOVE = """
			mutation Move($event: ID!, $session: ID!, $start: DateTime!, $end: DateTime!) {
			  changeSchedule(input: {eventId: $event, edits: [{move: {sessionId: $session, startsAt: $start, endsAt: $end}}]}) {
			    ... on ScheduleChanged { event { revision } slotChanges { session { id startsAt rooms { name } } } } } }""";

	private static final String SUBSCRIBE = """
			subscription Changes($event: ID!) { scheduleChanged(eventId: $event) {
			  revision kinds note session { id title } after { startsAt endsAt rooms { name } } } }""";

	private static final int AT_A_TIME = 48;

	private static final int SUBSCRIBERS = 10;

	private final Client client;

	private final String administrator;

	private final InstantSource clock;

	private final int attendees;

	private final String pushService;

	/**
	 * Prepares a rehearsal.
	 * @param server the server
	 * @param attendees the number of attendees
	 */
	Rehearsal(PrivateServer server, int attendees) {
		this.client = new Client(server.address());
		this.administrator = server.administratorsToken();
		this.clock = server.clock();
		this.attendees = attendees;
		this.pushService = server.pushService().origin();
	}

	/**
	 * Runs rounds.
	 * @param lasts whether it continues, which is asked before each request of an
	 * attendee. At the end all requests have been answered, so that the server can be
	 * closed without interrupting one of them
	 * @return the number of each completed round, starting at 1; an error if the server
	 * answers with an error
	 */
	Flux<Integer> rounds(BooleanSupplier lasts) {
		return Flux.usingWhen(Mono.just(this.client), (_) -> stage(lasts).flatMapMany((stage) -> rounds(stage, lasts)),
				Client::close);
	}

	private Flux<Integer> rounds(Stage stage, BooleanSupplier lasts) {
		Flux<JsonNode> subscriptions = Flux.range(0, SUBSCRIBERS)
			.flatMap((_) -> this.client.subscribe(SUBSCRIBE, Map.of("event", stage.event())));
		return Flux.range(1, Integer.MAX_VALUE)
			.takeWhile((_) -> lasts.getAsBoolean())
			.concatMap((round) -> round(stage, round, lasts).thenReturn(round), 1)
			.takeUntilOther(subscriptions.ignoreElements());
	}

	private Mono<Void> round(Stage stage, int round, BooleanSupplier lasts) {
		String moved = stage.sessions().get(round % stage.sessions().size());
		return Flux.fromIterable(STEPS)
			.concatMap((step) -> Flux.range(0, stage.tokens().size())
				.takeWhile((_) -> lasts.getAsBoolean())
				.flatMap(
						(attendee) -> this.client.ask(stage.tokens().get(attendee), step,
								Map.of("slug", ConferenceFile.SLUG, "lecture", moved, "session",
										stage.seminars().get((attendee + round) % ConferenceFile.SEMINARS))),
						AT_A_TIME))
			.then(this.client.ask(this.administrator, MOVE, stage.move(moved, round)))
			.then(this.client.send(HttpMethod.GET, "/events/" + ConferenceFile.SLUG + "/programme.json", null, null))
			.then();
	}

	private Mono<Stage> stage(BooleanSupplier lasts) {
		LocalDate firstDay = LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC).plusDays(1);
		Mono<List<String>> tokens = Flux.range(0, this.attendees)
			.flatMap((i) -> this.client.send(HttpMethod.GET, "/local/token?subject=rehearsal-" + i, null, null),
					AT_A_TIME)
			.collectList();
		return this.client
			.send(HttpMethod.PUT, "/events/" + ConferenceFile.SLUG + "/programme", this.administrator,
					ConferenceFile.of(firstDay))
			.then(this.client.ask(null,
					"query ($slug: String!) { pushPublicKey event(slug: $slug) { id sessions(first: 50) { nodes { id capacity startsAt } } } }",
					Map.of("slug", ConferenceFile.SLUG)))
			.zipWith(tokens, Stage::of)
			.delayUntil((stage) -> registered(stage, lasts));
	}

	/** Nobody decrypts the messages, so the server's key serves all browsers. */
	private Mono<Void> registered(Stage stage, BooleanSupplier lasts) {
		return Flux.range(0, this.attendees)
			.takeWhile((_) -> lasts.getAsBoolean())
			.flatMap(
					(i) -> this.client.ask(stage.tokens().get(i), REGISTER,
							Map.of("event", stage.event(), "endpoint", this.pushService + "/" + i, "key", stage.key())),
					AT_A_TIME)
			.then();
	}

	/**
	 * The data of the rehearsal.
	 *
	 * @param event the event's id
	 * @param key the public key of the server for push notifications
	 * @param seminars the ids of the sessions with seats
	 * @param sessions the ids of the other sessions
	 * @param starts the start of each session by its id
	 * @param tokens the tokens of the attendees
	 */
	private record Stage(String event, String key, List<String> seminars, List<String> sessions,
			Map<String, OffsetDateTime> starts, List<String> tokens) {

		static Stage of(JsonNode read, List<String> tokens) {
			List<JsonNode> sessions = read.at("/event/sessions/nodes").valueStream().toList();
			return new Stage(read.at("/event/id").asString(), read.get("pushPublicKey").asString(), ids(sessions, true),
					ids(sessions, false),
					sessions.stream()
						.collect(Collectors.toUnmodifiableMap((session) -> session.get("id").asString(),
								(session) -> OffsetDateTime.parse(session.get("startsAt").asString()))),
					tokens);
		}

		private static List<String> ids(List<JsonNode> sessions, boolean withSeats) {
			return sessions.stream()
				.filter((session) -> session.get("capacity").isInt() == withSeats)
				.map((session) -> session.get("id").asString())
				.toList();
		}

		Map<String, Object> move(String session, int round) {
			OffsetDateTime start = Objects.requireNonNull(this.starts.get(session))
				.plusMinutes((round / this.sessions.size()) % 2 == 0 ? 5 : 0);
			return Map.of("event", this.event, "session", session, "start", start.toString(), "end",
					start.plusMinutes(40).toString());
		}

	}

}
