package dev.plenum.bench;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A conference of three days from tomorrow on, in three languages, made as its organiser
 * would. Every fifth session has seats to be booked.
 *
 * @param plenum the server that has it
 * @param id its id
 * @param slug its slug
 * @param sessions the ids of its sessions in the order in which they were made
 */
record Conference(Plenum plenum, String id, String slug, List<String> sessions) {

	private static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");

	private static final int DAYS = 3;

	private static final List<String> KINDS = List.of("LECTURE", "SEMINAR", "WORKSHOP", "PANEL");

	/** Which sessions have seats to be booked. */
	static final int SEATS_EVERY = 5;

	private static final int SEATS = 100;

	/** How long each session takes. */
	private static final int MINUTES = 45;

	private static final int MOST_SPEAKERS = 40;

	/**
	 * Makes a conference.
	 * @param plenum the server to have it
	 * @param slug its slug
	 * @param size how many sessions it has
	 * @return the conference, published
	 */
	static Conference make(Plenum plenum, String slug, int size) {
		return new Maker(plenum, slug, size).make();
	}

	/**
	 * Makes a larger conference of this one's texts, as an organiser does who has a file.
	 * @param slug its slug
	 * @param size how many sessions it has
	 * @return the conference, published, with one of its first sessions
	 */
	Conference enlarged(String slug, int size) {
		ObjectNode file = (ObjectNode) JsonMapper.shared()
			.readTree(this.plenum.file("GET", "/events/" + this.slug + "/programme.json", BodyPublishers.noBody()));
		List<JsonNode> sessions = file.get("sessions").valueStream().toList();
		List<JsonNode> speakers = file.get("speakers").valueStream().toList();
		file.put("slug", slug).remove("announcements");
		ArrayNode rooms = file.putArray("rooms");
		IntStream.range(0, parallel(size))
			.forEach((i) -> rooms.addObject().put("key", "r" + i).put("name", "Sal " + i));
		ArrayNode all = file.putArray("sessions");
		for (int i = 0; i < size; i++) {
			ObjectNode session = ((ObjectNode) sessions.get(i % sessions.size())).deepCopy().put("key", "s" + i);
			LocalDateTime start = start(i, size).toLocalDateTime();
			session.put("startsAt", start.toString()).put("endsAt", start.plusMinutes(MINUTES).toString());
			session.putArray("rooms").add("r" + i % parallel(size));
			session.putArray("speakers").addObject().set("speaker", speakers.get(i % speakers.size()).get("key"));
			all.add(session);
		}
		this.plenum.file("PUT", "/events/" + slug + "/programme", BodyPublishers.ofString(file.toString()));
		JsonNode event = this.plenum.anonymous()
			.ask("query ($slug: String!) { event(slug: $slug) { id sessions(first: 1) { totalCount nodes { id } } } }",
					Map.of("slug", slug))
			.get("event");
		if (event.at("/sessions/totalCount").asInt() != size) {
			throw new IllegalStateException("Not all sessions were imported: " + event);
		}
		String id = event.get("id").asString();
		this.plenum.administrator()
			.ask("mutation ($input: PutEventInput!) { putEvent(input: $input) { ... on EventPut { event { id } } } }",
					Map.of("input", Map.of("slug", slug, "organiserSubjects", List.of("organiser"))));
		return new Conference(this.plenum, id, slug, List.of(event.at("/sessions/nodes/0/id").asString()));
	}

	GraphQl organiser() {
		return this.plenum.as("organiser");
	}

	/**
	 * Gives sessions seats.
	 * @param ids the sessions
	 * @param seats how many seats each has
	 * @return the sessions, one after the other, again and again. What happened to
	 * attendees stays with the session, so nobody should book the same one too often.
	 */
	Iterator<String> limit(List<String> ids, int seats) {
		ids.forEach((session) -> organiser().ask(
				"mutation ($input: PutSessionInput!) { putSession(input: $input) { __typename } }",
				Map.of("input", Map.of("eventId", this.id, "id", session, "capacity", seats))));
		return Stream.generate(() -> ids).flatMap(List::stream).iterator();
	}

	/** How many steps its schedule has made. */
	int revision() {
		return this.plenum.anonymous()
			.ask("query ($id: ID!) { event(id: $id) { revision } }", Map.of("id", this.id))
			.at("/event/revision")
			.asInt();
	}

	/**
	 * A move of a session by five minutes, or back.
	 * @param session the session by its place in the list
	 * @param number odd for a move, even for a move back
	 * @return the variables of {@link #MOVE}
	 */
	Map<String, Object> move(int session, int number) {
		ZonedDateTime start = start(session, this.sessions.size()).plusMinutes((number % 2 == 1) ? 5 : 0);
		return Map.of("event", this.id, "session", this.sessions.get(session), "start", moment(start), "end",
				moment(start.plusMinutes(MINUTES)));
	}

	/** Moves a session and reads it as it is then. */
	static final String MOVE = """
			mutation ($event: ID!, $session: ID!, $start: DateTime!, $end: DateTime!) {
			  changeSchedule(input: {eventId: $event, note: "The train is late",
			      edits: [{move: {sessionId: $session, startsAt: $start, endsAt: $end}}]}) {
			    ... on ScheduleChanged { event { revision } slotChanges { session { id startsAt rooms { name } } } } } }""";

	private static ZonedDateTime start(int session, int size) {
		int slot = session / parallel(size);
		return firstDay().plusDays(slot % DAYS).atTime(9 + slot / DAYS, 0).atZone(ZONE);
	}

	/** How many sessions take place at the same time. */
	static int parallel(int size) {
		return Math.max(4, size / 25);
	}

	private static LocalDate firstDay() {
		return LocalDate.now(ZoneOffset.UTC).plusDays(1);
	}

	private static String moment(ZonedDateTime moment) {
		return moment.toOffsetDateTime().toString();
	}

	private record Maker(Plenum plenum, String slug, int size) {

		Conference make() {
			JsonNode made = this.plenum.administrator()
				.ask("mutation ($input: PutEventInput!) { putEvent(input: $input) { ... on EventPut { event { id } } } }",
						Map.of("input",
								Map.of("slug", this.slug, "name", Texts.of("Konferens", "Conference", "Konferenssi"),
										"theme", Texts.of("Tillsammans", "Together", "Yhdessä"), "startsOn",
										firstDay().toString(), "endsOn", firstDay().plusDays(DAYS - 1).toString(),
										"timezone", ZONE.getId(), "languages", Texts.LANGUAGES, "venue",
										Map.of("name", "Stadshuset", "city", "Stockholm", "country", "SE"),
										"organiserSubjects", List.of("organiser"))));
			String event = made.at("/putEvent/event/id").asString();
			GraphQl organiser = this.plenum.as("organiser");
			List<String> rooms = rooms(organiser, event);
			List<String> tracks = tracks(organiser, event);
			List<String> speakers = speakers(organiser, event);
			List<String> sessions = new ArrayList<>();
			for (int i = 0; i < this.size; i++) {
				sessions.add(put(organiser, "putSession(input: $input) { ... on SessionPut { session { id } } }",
						"PutSessionInput", session(event, i, rooms, tracks, speakers)));
			}
			organiser.ask(
					"mutation ($id: ID!) { publishEvent(input: {eventId: $id}) { ... on EventPublished { event { state } } } }",
					Map.of("id", event));
			return new Conference(this.plenum, event, this.slug, List.copyOf(sessions));
		}

		private List<String> rooms(GraphQl organiser, String event) {
			return IntStream.range(0, Math.max(8, parallel(this.size)))
				.mapToObj((i) -> put(organiser, "putRoom(input: $input) { ... on RoomPut { room { id } } }",
						"PutRoomInput",
						Map.of("eventId", event, "key", "r" + i, "name", "Sal " + (i + 1), "capacity", 80 + 20 * i,
								"floor", String.valueOf(i / 4), "position", i)))
				.toList();
		}

		private List<String> tracks(GraphQl organiser, String event) {
			return IntStream.range(0, 4)
				.mapToObj((i) -> put(organiser, "putTrack(input: $input) { ... on TrackPut { track { id } } }",
						"PutTrackInput",
						Map.of("eventId", event, "key", "t" + i, "name", Texts.of("Spår", "Track", "Polku", i), "color",
								"#0055%02x".formatted(40 * i), "position", i)))
				.toList();
		}

		private List<String> speakers(GraphQl organiser, String event) {
			return IntStream.range(0, Math.min(MOST_SPEAKERS, this.size))
				.mapToObj((i) -> put(organiser, "putSpeaker(input: $input) { ... on SpeakerPut { speaker { id } } }",
						"PutSpeakerInput",
						Map.of("eventId", event, "key", "s" + i, "name", Texts.name(i), "type", "PERSON", "titles",
								List.of("Socionom"), "organisation", "Region " + (i % 21), "bio",
								Texts.paragraph(i, 120))))
				.toList();
		}

		private Map<String, Object> session(String event, int i, List<String> rooms, List<String> tracks,
				List<String> speakers) {
			int parallel = parallel(this.size);
			Map<String, Object> input = new HashMap<>(
					Map.of("eventId", event, "key", "s" + i, "kind", KINDS.get(i % KINDS.size()), "title",
							Texts.title(i), "abstract", Texts.paragraph(i, 210), "languages", List.of("sv"), "trackId",
							tracks.get(i % tracks.size()), "tags", List.of("tag" + i % 7)));
			ZonedDateTime start = start(i, this.size);
			input.put("slot", Map.of("startsAt", moment(start), "endsAt", moment(start.plusMinutes(MINUTES)), "roomIds",
					List.of(rooms.get(i % parallel)), "speakers", parts(i, speakers)));
			if (i % SEATS_EVERY == 0) {
				input.put("capacity", SEATS);
			}
			return input;
		}

		/**
		 * Nobody speaks twice at the same time. Every fourth session of a small
		 * conference has the speaker of a later one as moderator.
		 */
		private List<Map<String, String>> parts(int i, List<String> speakers) {
			Map<String, String> speaker = Map.of("speakerId", speakers.get(i % speakers.size()));
			if (i % 4 != 0 || this.size > speakers.size()) {
				return List.of(speaker);
			}
			String moderator = speakers.get((i + parallel(this.size)) % speakers.size());
			return List.of(speaker, Map.of("speakerId", moderator, "role", "MODERATOR"));
		}

		private static String put(GraphQl organiser, String field, String type, Map<String, ?> input) {
			JsonNode made = organiser.ask("mutation ($input: %s!) { %s }".formatted(type, field),
					Map.of("input", input));
			return made.findValue("id").asString();
		}

	}

}
