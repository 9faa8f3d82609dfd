package dev.plenum;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.graphql.test.tester.GraphQlTester;

import static org.awaitility.Awaitility.await;

/**
 * A small published event of a test's own: 10 to 12 May 2027 in Stockholm, with the rooms
 * Sal A and Sal B, the speakers Åsa and Björn, and two talks.
 *
 * @param id the event's id
 * @param slug its slug
 * @param organiser the subject of the token that may change it
 * @param roomA the id of Sal A
 * @param roomB the id of Sal B
 * @param asa the id of the speaker Åsa
 * @param bjorn the id of the speaker Björn
 * @param talk the id of a talk by Åsa in Sal A on 10 May from 9 to 10
 * @param panel the id of a panel with Björn in Sal A on 10 May from 10 to 11
 */
public record NewEvent(String id, String slug, String organiser, String roomA, String roomB, String asa, String bjorn,
		String talk, String panel) {

	/**
	 * Makes the event as administrator and organiser do.
	 * @param clients clients of the server
	 * @return the event
	 */
	public static NewEvent on(Clients clients) {
		String slug = "test-" + UUID.randomUUID().toString().substring(0, 8);
		String organiser = "organiser-of-" + slug;
		String id = draft(clients, slug, organiser);
		String roomA = put(clients, organiser, "putRoom", "PutRoomInput", "... on RoomPut { room { id } }",
				Map.of("eventId", id, "key", "a", "name", "Sal A", "capacity", 100));
		String roomB = put(clients, organiser, "putRoom", "PutRoomInput", "... on RoomPut { room { id } }",
				Map.of("eventId", id, "key", "b", "name", "Sal B"));
		String asa = put(clients, organiser, "putSpeaker", "PutSpeakerInput", "... on SpeakerPut { speaker { id } }",
				Map.of("eventId", id, "key", "asa", "name", "Åsa Öst"));
		String bjorn = put(clients, organiser, "putSpeaker", "PutSpeakerInput", "... on SpeakerPut { speaker { id } }",
				Map.of("eventId", id, "key", "bjorn", "name", "Björn Ek"));
		String talk = session(clients, organiser, id, "talk", "LECTURE", "Hållbar socialtjänst", "09:00", "10:00",
				roomA, asa);
		String panel = session(clients, organiser, id, "panel", "PANEL", "Samtal", "10:00", "11:00", roomA, bjorn);
		put(clients, organiser, "publishEvent", "PublishEventInput", "... on EventPublished { event { id } }",
				Map.of("eventId", id));
		return new NewEvent(id, slug, organiser, roomA, roomB, asa, bjorn, talk, panel);
	}

	/**
	 * Makes a draft as an administrator does.
	 * @param clients clients of the server
	 * @param slug its slug
	 * @param organiser the subject of the token that may change it
	 * @return the event's id
	 */
	public static String draft(Clients clients, String slug, String organiser) {
		return put(clients, "admin", "putEvent", "PutEventInput", "... on EventPut { event { id } }",
				Map.of("slug", slug, "name", List.of(Map.of("lang", "sv", "text", "Prov å ä ö")), "startsOn",
						"2027-05-10", "endsOn", "2027-05-12", "timezone", "Europe/Stockholm", "languages",
						List.of("sv", "en"), "organiserSubjects", List.of(organiser)));
	}

	/**
	 * Moves the talk.
	 * @param clients clients of the server
	 * @param start the hour and minute on 10 May at which it starts, for half an hour
	 * @return the schedule's revision afterwards
	 */
	public int moveTalk(Clients clients, String start) {
		GraphQlTester.Response response = clients.as(this.organiser)
			.document(
					"""
							mutation ($event: ID!, $talk: ID!, $start: DateTime, $end: DateTime) {
							  changeSchedule(input: { eventId: $event, force: true, edits: [{ move: { sessionId: $talk, startsAt: $start, endsAt: $end } }] }) {
							    ... on ScheduleChanged { event { revision } } } }""")
			.variable("event", this.id)
			.variable("talk", this.talk)
			.variable("start", "2027-05-10T%s:00+02:00".formatted(start))
			.variable("end", "2027-05-10T23:30:00+02:00")
			.execute();
		return response.path("changeSchedule.event.revision").entity(Integer.class).get();
	}

	private static String session(Clients clients, String organiser, String event, String key, String kind,
			String title, String start, String end, String room, String speaker) {
		return put(clients, organiser, "putSession", "PutSessionInput", "... on SessionPut { session { id } }",
				Map.of("eventId", event, "key", key, "kind", kind, "title",
						List.of(Map.of("lang", "sv", "text", title)), "slot",
						Map.of("startsAt", "2027-05-10T%s:00+02:00".formatted(start), "endsAt",
								"2027-05-10T%s:00+02:00".formatted(end), "roomIds", List.of(room), "speakers",
								List.of(Map.of("speakerId", speaker)))));
	}

	private static String put(Clients clients, String subject, String mutation, String inputType, String selection,
			Map<String, Object> input) {
		return clients.as(subject)
			.document("mutation ($input: %s!) { %s(input: $input) { %s } }".formatted(inputType, mutation, selection))
			.variable("input", input)
			.execute()
			.path(mutation + "..id")
			.entityList(String.class)
			.get()
			.getFirst();
	}

	/**
	 * Waits until all visible changes so far are recorded.
	 * @return the version of the event, which has been the same for a second
	 */
	public int settledVersion(Clients clients) {
		List<Integer> last = new ArrayList<>();
		await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(200)).until(() -> {
			last.add(clients.anonymous()
				.document("{ event(id: \"%s\") { version } }".formatted(id()))
				.execute()
				.path("event.version")
				.entity(Integer.class)
				.get());
			int size = last.size();
			return size > 4 && last.getLast() > 0 && last.subList(size - 5, size).stream().distinct().count() == 1;
		});
		return last.getLast();
	}

}
