package dev.plenum.seating;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import dev.plenum.Clients;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

/**
 * A conference of a test's own, published, that began yesterday and goes on for three
 * days; its organiser is somebody whom no other event knows.
 */
class Conference {

	private final Function<String, HttpGraphQlTester> clients;

	final String slug = "seats-" + UUID.randomUUID().toString().substring(0, 13);

	final String organiserSubject = "org-" + this.slug;

	final String id;

	final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	Conference(Clients clients) {
		this(clients::as);
	}

	/** Makes the conference by clients that are known by the subjects of their tokens. */
	Conference(Function<String, HttpGraphQlTester> clients) {
		this.clients = clients;
		LocalDate today = LocalDate.ofInstant(this.now, ZoneOffset.UTC);
		this.id = clients.apply("admin")
			.document(
					"""
							mutation ($slug: String!, $organiser: String!, $first: Date!, $last: Date!) {
							  putEvent(input: {slug: $slug, name: [{lang: "en", text: "Seats"}], startsOn: $first, endsOn: $last,
							    timezone: "Etc/UTC", languages: ["en"], organiserSubjects: [$organiser]}) { ... on EventPut { event { id } } } }""")
			.variable("slug", this.slug)
			.variable("organiser", this.organiserSubject)
			.variable("first", today.minusDays(1).toString())
			.variable("last", today.plusDays(2).toString())
			.execute()
			.path("putEvent.event.id")
			.entity(String.class)
			.get();
		organiser().document(
				"mutation ($id: ID!) { publishEvent(input: {eventId: $id}) { ... on EventPublished { event { state } } } }")
			.variable("id", this.id)
			.executeAndVerify();
	}

	HttpGraphQlTester organiser() {
		return this.clients.apply(this.organiserSubject);
	}

	/** A session of an hour, so many hours from now. */
	String session(String key, int inHours, @Nullable Integer capacity) {
		return put(Map.of("key", key, "kind", "SEMINAR", "title", Map.of("lang", "en", "text", key), "slot",
				Map.of("startsAt", in(inHours), "endsAt", in(inHours + 1))), "capacity", capacity);
	}

	void put(String sessionId, String field, @Nullable Object value) {
		put(Map.of("id", sessionId), field, value);
	}

	private String put(Map<String, Object> session, String field, @Nullable Object value) {
		Map<String, @Nullable Object> input = new HashMap<>(session);
		input.put("eventId", this.id);
		input.put(field, value);
		return organiser().document(
				"mutation ($input: PutSessionInput!) { putSession(input: $input) { ... on SessionPut { session { id } } } }")
			.variable("input", input)
			.execute()
			.path("putSession.session.id")
			.entity(String.class)
			.get();
	}

	/** Sets one of the rules for seats. */
	void rules(String rule, Object value) {
		organiser().document("""
				mutation ($slug: String!, $rules: SeatRulesInput) {
				  putEvent(input: {slug: $slug, seatRules: $rules}) { __typename } }""")
			.variable("slug", this.slug)
			.variable("rules", Map.of(rule, value))
			.execute()
			.path("putEvent.__typename")
			.entity(String.class)
			.isEqualTo("EventPut");
	}

	void edit(String sessionId, String edit) {
		organiser().document("""
				mutation ($event: ID!, $edit: ScheduleEdit!) {
				  changeSchedule(input: {eventId: $event, edits: [$edit]}) { __typename } }""")
			.variable("event", this.id)
			.variable("edit", Map.of(edit, Map.of("sessionId", sessionId)))
			.execute()
			.path("changeSchedule.__typename")
			.entity(String.class)
			.isEqualTo("ScheduleChanged");
	}

	void move(String sessionId, int inHours) {
		organiser().document("""
				mutation ($event: ID!, $move: MoveSessionInput!) {
				  changeSchedule(input: {eventId: $event, edits: [{move: $move}]}) { __typename } }""")
			.variable("event", this.id)
			.variable("move", Map.of("sessionId", sessionId, "startsAt", in(inHours), "endsAt", in(inHours + 1)))
			.execute()
			.path("changeSchedule.__typename")
			.entity(String.class)
			.isEqualTo("ScheduleChanged");
	}

	String in(int hours) {
		return this.now.plus(hours, ChronoUnit.HOURS).toString();
	}

	String in(int hours, int minutes) {
		return this.now.plus(hours, ChronoUnit.HOURS).plus(minutes, ChronoUnit.MINUTES).toString();
	}

	/** Books a seat. */
	GraphQlTester.Response book(String subject, String sessionId, boolean swap) {
		return book(subject, sessionId, swap, null);
	}

	/** Books with a name of the request. */
	GraphQlTester.Response book(String subject, String sessionId, boolean swap, @Nullable String requestId) {
		return this.clients.apply(subject)
			.document(
					"""
							mutation ($session: ID!, $swap: Boolean, $request: String) { bookSeat(input: {sessionId: $session, swap: $swap, requestId: $request}) {
							  __typename
							  ... on SeatBooked { releasedSessions { id mySeat { state } }
							    seat { id state position since valid clashingSessions { id }
							    session { id mySeat { state position } seats { capacity taken left waiting } } } }
							  ... on SeatWaiting { seat { state position since valid session { id mySeat { state position } } } }
							  ... on SeatClash { clashingSessions { id } }
							  ... on BookingClosed { cause opensAt closesAt session { id } }
							  ... on Refusal { message } } }""")
			.variable("session", sessionId)
			.variable("swap", swap)
			.variable("request", requestId)
			.execute();
	}

	/** Books a seat and returns the type of the outcome. */
	String booked(String subject, String sessionId) {
		return book(subject, sessionId, false).path("bookSeat.__typename").entity(String.class).get();
	}

	/** Releases a seat. */
	GraphQlTester.Response release(String subject, String sessionId) {
		return release(subject, sessionId, null);
	}

	/** Releases a seat with a name of the request. */
	GraphQlTester.Response release(String subject, String sessionId, @Nullable String requestId) {
		return this.clients.apply(subject)
			.document("""
					mutation ($session: ID!, $request: String) {
					  releaseSeat(input: {sessionId: $session, requestId: $request}) { __typename
					  ... on SeatReleased { removedId session { id mySeat { id state } } } } }""")
			.variable("session", sessionId)
			.variable("request", requestId)
			.execute();
	}

	/** Reads the attendee's own seat. */
	GraphQlTester.Response seat(String subject, String sessionId) {
		return this.clients.apply(subject)
			.document("""
					query ($id: ID!) { node(id: $id) { ... on Session {
					  mySeat { state position valid clashingSessions { id } }
					  seats { capacity taken left waiting opensAt closesAt checkedIn } } } }""")
			.variable("id", sessionId)
			.execute();
	}

	/** Returns the place on the waiting list; 0 for a seat, null for neither. */
	@Nullable Integer place(String subject, String sessionId) {
		Map<String, Object> node = seat(subject, sessionId).path("node")
			.entity(new ParameterizedTypeReference<Map<String, Object>>() {
			})
			.get();
		if (!(node.get("mySeat") instanceof Map<?, ?> seat)) {
			return null;
		}
		return (seat.get("position") instanceof Integer position) ? position : 0;
	}

}
