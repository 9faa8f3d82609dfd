package dev.plenum;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

/**
 * A conference of a test's own, published; its organiser and its attendees are people
 * whom no other event knows.
 */
public final class OwnConference {

	/** Where it takes place. */
	public static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");

	private final Clients clients;

	private final String slug = "own-" + UUID.randomUUID().toString().substring(0, 13);

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);

	private final String id;

	private OwnConference(Clients clients, LocalDate first, LocalDate last) {
		this.clients = clients;
		this.id = clients.administrator()
			.document(
					"""
							mutation ($slug: String!, $organiser: String!, $first: Date!, $last: Date!) {
							  putEvent(input: {slug: $slug, name: [{lang: "sv", text: "Konferens"}, {lang: "en", text: "Conference"}],
							    startsOn: $first, endsOn: $last, timezone: "Europe/Stockholm", languages: ["sv", "en"],
							    organiserSubjects: [$organiser]}) { ... on EventPut { event { id } } } }""")
			.variable("slug", this.slug)
			.variable("organiser", person("organiser"))
			.variable("first", first.toString())
			.variable("last", last.toString())
			.execute()
			.path("putEvent.event.id")
			.entity(String.class)
			.get();
	}

	/**
	 * A conference that began yesterday and goes on for three days.
	 * @param clients clients of the server under test
	 * @return the conference, published
	 */
	public static OwnConference of(Clients clients) {
		LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
		return draft(clients, today.minusDays(1), today.plusDays(3)).publish();
	}

	/**
	 * A conference that nobody sees yet.
	 * @param clients clients of the server under test
	 * @param first its first day
	 * @param last its last day
	 * @return the conference, a draft
	 */
	public static OwnConference draft(Clients clients, LocalDate first, LocalDate last) {
		return new OwnConference(clients, first, last);
	}

	/**
	 * Shows it to everybody.
	 * @return this
	 */
	public OwnConference publish() {
		organiser().document(
				"mutation ($id: ID!) { publishEvent(input: {eventId: $id}) { ... on EventPublished { event { state } } } }")
			.variable("id", this.id)
			.executeAndVerify();
		return this;
	}

	public String id() {
		return this.id;
	}

	public String slug() {
		return this.slug;
	}

	/**
	 * The subject of somebody at this conference only.
	 * @param name any name
	 * @return the subject
	 */
	public String person(String name) {
		return name + "-" + this.slug;
	}

	public HttpGraphQlTester organiser() {
		return as("organiser");
	}

	/**
	 * Somebody at this conference.
	 * @param name their name
	 * @return a client over HTTP
	 */
	public HttpGraphQlTester as(String name) {
		return this.clients.as(person(name));
	}

	/**
	 * Enters a participant.
	 * @param key their key
	 * @param more further fields of the input, such as the name
	 * @return the participant's id
	 */
	public String participant(String key, Map<String, ?> more) {
		Map<String, Object> input = new HashMap<>(Map.of("eventId", this.id, "key", key, "name", key));
		input.putAll(more);
		return organiser().document(
				"mutation ($input: PutParticipantInput!) { putParticipant(input: $input) { ... on ParticipantPut { participant { id } } } }")
			.variable("input", input)
			.execute()
			.path("putParticipant.participant.id")
			.entity(String.class)
			.get();
	}

	/**
	 * Gives a participant a new ticket code.
	 * @param participantId the participant's id
	 * @return the code
	 */
	public String newTicketCode(String participantId) {
		return organiser().document(
				"mutation ($id: ID!) { replaceTicketCode(input: {participantId: $id}) { ... on TicketCodeReplaced { ticketCode } } }")
			.variable("id", participantId)
			.execute()
			.path("replaceTicketCode.ticketCode")
			.entity(String.class)
			.get();
	}

	/**
	 * The code by which somebody is checked in.
	 * @param name their name
	 * @return the code
	 */
	public String agendaCode(String name) {
		return as(name).document("query ($id: ID) { event(id: $id) { myAgenda { agendaCode } } }")
			.variable("id", this.id)
			.execute()
			.path("event.myAgenda.agendaCode")
			.entity(String.class)
			.get();
	}

	/**
	 * Lets somebody attend a session, which began three hours ago.
	 * @param name their name
	 */
	public void attend(String name) {
		organiser()
			.document("""
					mutation { syncCheckIns(input: {eventId: "%s", sentAt: "%s", entries: [
					  {key: "k", sessionId: "%s", attendee: {agendaCode: "%s"}, at: "%s"}]}) { __typename } }"""
				.formatted(this.id, Instant.now(), session("past", "LECTURE", -3, Map.of()), agendaCode(name), in(-3)))
			.executeAndVerify();
	}

	/**
	 * Sets how many sessions one must attend for a certificate.
	 * @param sessions the number
	 */
	public void requireForCertificate(int sessions) {
		organiser().document(
				"mutation { putEvent(input: {slug: \"%s\", certificateRule: {requiredSessions: %d}}) { __typename } }"
					.formatted(this.slug, sessions))
			.executeAndVerify();
	}

	/**
	 * Deletes a person's data.
	 * @param name the person's name
	 * @return the response
	 */
	public GraphQlTester.Response deleteMyData(String name) {
		return as(name).document(
				"mutation ($subject: String!) { deleteMyData(input: {subject: $subject}) { ... on MyDataDeleted { deleted { key count } } } }")
			.variable("subject", person(name))
			.execute();
	}

	/**
	 * Makes a session of an hour.
	 * @param key its key
	 * @param kind its kind
	 * @param inHours how many hours from now it starts
	 * @param more further fields of the input
	 * @return its id
	 */
	public String session(String key, String kind, int inHours, Map<String, ?> more) {
		return session(key, kind, inHours, List.of(), more);
	}

	/**
	 * Makes a session of an hour in some rooms.
	 * @param key its key
	 * @param kind its kind
	 * @param inHours how many hours from now it starts
	 * @param rooms the ids of its rooms
	 * @param more further fields of the input
	 * @return its id
	 */
	public String session(String key, String kind, int inHours, List<String> rooms, Map<String, ?> more) {
		Map<String, Object> input = new HashMap<>(Map.of("eventId", this.id, "key", key, "kind", kind, "title",
				List.of(Map.of("lang", "sv", "text", key)), "slot",
				Map.of("startsAt", in(inHours), "endsAt", in(inHours + 1), "roomIds", rooms)));
		input.putAll(more);
		return organiser().document(
				"mutation ($input: PutSessionInput!) { putSession(input: $input) { ... on SessionPut { session { id } } } }")
			.variable("input", input)
			.execute()
			.path("putSession.session.id")
			.entity(String.class)
			.get();
	}

	/**
	 * Makes a room.
	 * @param key its key and name
	 * @param walkingMinutes its walking time
	 * @return its id
	 */
	public String room(String key, int walkingMinutes) {
		return organiser().document(
				"""
						mutation ($event: ID!, $key: String!, $minutes: Int!) {
						  putRoom(input: {eventId: $event, key: $key, name: $key, walkingMinutes: $minutes}) { ... on RoomPut { room { id } } } }""")
			.variable("event", this.id)
			.variable("key", key)
			.variable("minutes", walkingMinutes)
			.execute()
			.path("putRoom.room.id")
			.entity(String.class)
			.get();
	}

	/**
	 * Changes the schedule.
	 * @param edit one edit, as GraphQL
	 * @return the answer
	 */
	public GraphQlTester.Response edit(String edit) {
		return organiser().document(
				"mutation { changeSchedule(input: {eventId: \"%s\", note: \"so\", edits: [%s]}) { __typename ... on ScheduleChanged { event { revision } } } }"
					.formatted(this.id, edit))
			.execute();
	}

	/**
	 * A moment of the conference.
	 * @param hours how many hours from now, to the full hour
	 * @return the moment as GraphQL has it
	 */
	public String in(int hours) {
		return in(hours, 0);
	}

	/**
	 * A moment of the conference.
	 * @param hours how many hours from now, to the full hour
	 * @param minutes and how many minutes
	 * @return the moment as GraphQL has it
	 */
	public String in(int hours, int minutes) {
		return this.now.plus(hours, ChronoUnit.HOURS).plus(minutes, ChronoUnit.MINUTES).toString();
	}

}
