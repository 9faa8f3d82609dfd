package dev.plenum.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.Clients;
import dev.plenum.CommandRules;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two versions of the server side by side, as during a rolling update: what a newer one
 * wrote into a document, this one reads past and leaves where it is when it writes.
 */
@Tag("slow")
@LiveServer
class RollingUpdateTests {

	private static final List<String> REWRITTEN = List.of("events", "sessions", "schedules", "seatings", "agendas",
			"announcements", "speakers");

	private static final List<String> DEEPLY_REWRITTEN = List.of("events", "sessions", "schedules", "seatings",
			"agendas", "exhibitors", "meetings", "contactCards");

	private static final Set<String> SUB_DOCUMENTS = Set.of("venue", "attendance", "accessibility", "booth", "contact",
			"time");

	@Autowired
	private Clients clients;

	@Autowired
	private MongoDatabase database;

	@Test
	void fieldsOfANewerVersionSurviveARewrite() {
		OwnConference conference = OwnConference.of(this.clients);
		String session = conference.session("rolling", "SEMINAR", 2, Map.of("capacity", 1));
		rewrite(conference, session, "1");
		Flux.fromIterable(REWRITTEN)
			.flatMap((collection) -> CommandRules.byHand(this.database.getCollection(collection))
				.updateMany(ofEvent(collection, conference.id()), Updates.set("ofTomorrow", "kept")))
			.blockLast();

		rewrite(conference, session, "2");

		assertThat(REWRITTEN).allSatisfy((collection) -> {
			List<Document> documents = Flux
				.from(CommandRules.byHand(this.database.getCollection(collection))
					.find(ofEvent(collection, conference.id())))
				.collectList()
				.blockOptional()
				.orElseThrow();
			assertThat(documents).as(collection)
				.isNotEmpty()
				.allMatch((document) -> "kept".equals(document.get("ofTomorrow")));
		});
		assertThat(rewritten(conference.id())).as("the schedule was written").isGreaterThan(1);
	}

	@Test
	void fieldsOfNestedDocumentsSurviveARewriteToo() {
		OwnConference conference = OwnConference.of(this.clients);
		organise(conference,
				"""
						putSpeaker(input: {eventId: "E", key: "s", name: "S"}) { ... on SpeakerPut { speaker { id } } }
						putTrack(input: {eventId: "E", key: "t", name: [{lang: "sv", text: "T"}]}) { ... on TrackPut { track { id } } }
						putEvent(input: {slug: "SLUG", venue: {name: "V", city: "Umeå"}, attendance: {attendees: 5}}) { ... on EventPut { event { id } } }
						putExhibitor(input: {eventId: "E", key: "x", name: "X", booth: {hall: "H", number: "1"}}) { __typename }
						""");
		String room = conference.room("r", 1);
		String speaker = only("speakers", conference).getString("_id");
		String exhibitor = only("exhibitors", conference).getString("_id");
		String session = conference.session("kept", "SEMINAR", 2, List.of(room),
				Map.of("capacity", 1, "slot",
						Map.of("startsAt", conference.in(2), "endsAt", conference.in(3), "roomIds", List.of(room),
								"speakers", List.of(Map.of("speakerId", speaker))),
						"accessibility", Map.of("captions", true)));
		String removed = conference.session("removed", "SEMINAR", 5, Map.of());
		List.of("a", "b", "c").forEach((name) -> attend(conference, name, """
				bookSeat(input: {sessionId: "%s"}) { __typename }
				addToAgenda(input: {sessionId: "%1$s"}) { __typename }""".formatted(session)));
		attend(conference, "a", appointment(conference, 1));
		organise(conference, "setExhibitorStaff(input: {exhibitorId: \"%s\", subjects: [\"%s\"]}) { __typename }"
			.formatted(exhibitor, conference.person("staff")));
		String time = "{startsAt: \"%s\", endsAt: \"%s\"}".formatted(conference.in(6), conference.in(7));
		attend(conference, "a",
				"requestMeeting(input: {exhibitorId: \"%s\", key: \"m\", name: \"A\", times: [%s]}) { __typename }"
					.formatted(exhibitor, time));
		attend(conference, "a", "putContactCard(input: {eventId: \"E\", name: \"A\"}) { __typename }");
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> documents("seatings", conference).stream().noneMatch((seats) -> seats.containsKey("dueAt")));
		Map<String, Integer> before = sayMore(conference);
		assertThat(before.values()).doesNotContain(0);

		organise(conference,
				"""
						putEvent(input: {slug: "SLUG", venue: {name: "W"}, attendance: {attendees: 6}}) { ... on EventPut { event { id } } }
						putExhibitor(input: {eventId: "E", key: "x", booth: {hall: "I", number: "2"}}) { __typename }
						putTrack(input: {eventId: "E", key: "t", name: [{lang: "sv", text: "U"}]}) { ... on TrackPut { track { id } } }
						putSession(input: {eventId: "E", id: "%s", accessibility: {captions: false}}) { __typename }
						"""
					.formatted(session));
		conference.room("r", 2);
		edit(conference, "{move: {sessionId: \"%s\", endsAt: \"%s\"}}".formatted(session, conference.in(3, 10)));
		edit(conference, "{cancel: {sessionId: \"%s\"}}, {reinstate: {sessionId: \"%1$s\"}}".formatted(session));
		edit(conference, "{speakers: {sessionId: \"%s\", speakers: [{speakerId: \"%s\", role: MODERATOR}]}}"
			.formatted(session, speaker));
		edit(conference, "{remove: {sessionId: \"%s\"}}".formatted(removed));
		attend(conference, "a", """
				releaseSeat(input: {sessionId: "%s"}) { __typename }
				removeFromAgenda(input: {sessionId: "%1$s"}) { __typename }""".formatted(session));
		attend(conference, "a", appointment(conference, 2));
		attend(conference, "a", "putContactCard(input: {eventId: \"E\", name: \"A A\"}) { __typename }");
		attend(conference, "staff",
				"answerMeeting(input: {meetingId: \"%s\", answer: {accept: %s}}) { __typename }".formatted(
						only("meetings", conference).getList("meetings", Document.class).getFirst().getString("id"),
						time));

		Map<String, Integer> after = new TreeMap<>(before);
		after.merge("seatings", -1, Integer::sum);
		assertThat(said(conference)).as("everything but the seat that was released").isEqualTo(after);
		Document slots = only("schedules", conference).get("slots", Document.class);
		assertThat(slots.keySet()).containsExactly(session);
		assertThat(only("seatings", conference).getList("booked", Document.class)).hasSize(1);
	}

	/** Writes what this version does not know into every thing inside of documents. */
	private Map<String, Integer> sayMore(OwnConference conference) {
		DEEPLY_REWRITTEN.forEach((collection) -> documents(collection, conference).forEach((document) -> {
			things(document).forEach((thing) -> thing.append("ofTomorrow", "kept"));
			document.computeIfPresent("version", (_, version) -> ((Number) version).longValue() + 1);
			document.computeIfPresent("revision", (_, revision) -> step(document, (Integer) revision + 1));
			Mono.from(CommandRules.byHand(this.database.getCollection(collection))
				.replaceOne(Filters.eq(document.getString("_id")), document)).block();
		}));
		return said(conference);
	}

	/** One more step of a schedule, as there is one with every write. */
	private static int step(Document schedule, int revision) {
		if (schedule.get("changes") != null) {
			List<Document> changes = new ArrayList<>(schedule.getList("changes", Document.class));
			changes.add(new Document(changes.getLast()).append("revision", revision));
			schedule.append("changes", changes);
		}
		return revision;
	}

	private Map<String, Integer> said(OwnConference conference) {
		Map<String, Integer> said = new TreeMap<>();
		DEEPLY_REWRITTEN.forEach((collection) -> said.put(collection,
				Math.toIntExact(documents(collection, conference).stream()
					.flatMap(RollingUpdateTests::things)
					.filter((thing) -> "kept".equals(thing.get("ofTomorrow")))
					.count())));
		return said;
	}

	/** The documents inside of a document that are no texts, but for old steps. */
	private static Stream<Document> things(Document document) {
		return document.entrySet().stream().filter((entry) -> !entry.getKey().equals("changes")).flatMap((entry) -> {
			Stream<Document> parts = (entry.getValue() instanceof List<?> list)
					? list.stream().filter(Document.class::isInstance).map(Document.class::cast)
					: Stream.of(entry.getValue()).filter(Document.class::isInstance).map(Document.class::cast);
			boolean things = entry.getValue() instanceof List<?> || entry.getKey().matches("[a-z]{3}_.*")
					|| SUB_DOCUMENTS.contains(entry.getKey());
			return parts.flatMap((part) -> Stream.concat(things ? Stream.of(part) : Stream.of(), things(part)))
				.toList()
				.stream();
		});
	}

	private List<Document> documents(String collection, OwnConference conference) {
		return Flux
			.from(CommandRules.byHand(this.database.getCollection(collection))
				.find(ofEvent(collection, conference.id())))
			.collectList()
			.blockOptional()
			.orElseThrow();
	}

	private Document only(String collection, OwnConference conference) {
		List<Document> documents = documents(collection, conference);
		assertThat(documents).as(collection).hasSize(1);
		return documents.getFirst();
	}

	private static void edit(OwnConference conference, String edits) {
		conference.edit(edits).path("changeSchedule.event.revision").hasValue();
	}

	private static void organise(OwnConference conference, String mutations) {
		send(conference, conference.organiser(), mutations);
	}

	private static void attend(OwnConference conference, String name, String mutations) {
		send(conference, conference.as(name), mutations);
	}

	private static void send(OwnConference conference, HttpGraphQlTester client, String mutations) {
		AtomicInteger number = new AtomicInteger();
		client
			.document("mutation { " + mutations.strip()
				.lines()
				.map((line) -> "m" + number.incrementAndGet() + ": " + line.strip())
				.collect(Collectors.joining(" "))
				.replace("\"E\"", '"' + conference.id() + '"')
				.replace("SLUG", conference.slug()) + " }")
			.executeAndVerify();
	}

	private static String appointment(OwnConference conference, int version) {
		return "putAppointment(input: {eventId: \"E\", key: \"p\", title: \"%d\", startsAt: \"%s\", endsAt: \"%s\"}) { __typename }"
			.formatted(version, conference.in(8), conference.in(9));
	}

	private int rewritten(String event) {
		return Mono.from(this.database.getCollection("schedules").find(Filters.eq(event)).first())
			.map((schedule) -> schedule.getInteger("revision"))
			.blockOptional()
			.orElseThrow();
	}

	/** Changes one document of each kind. */
	private static void rewrite(OwnConference conference, String session, String version) {
		conference.organiser()
			.document(
					"""
							mutation ($event: ID!, $text: String!, $session: ID!) {
							  putSpeaker(input: {eventId: $event, key: "s", name: $text}) { ... on SpeakerPut { speaker { id } } }
							  announce(input: {eventId: $event, key: "a", text: [{lang: "sv", text: "a"}]}) { ... on Announced { announcement { id } } }
							  putSession(input: {eventId: $event, id: $session, title: [{lang: "sv", text: $text}]}) { __typename } }""")
			.variable("event", conference.id())
			.variable("text", "Version " + version)
			.variable("session", session)
			.executeAndVerify();
		conference.organiser()
			.document(
					"mutation ($slug: String!, $theme: String!) { putEvent(input: {slug: $slug, theme: [{lang: \"sv\", text: $theme}]}) { ... on EventPut { event { id } } } }")
			.variable("slug", conference.slug())
			.variable("theme", "Tema " + version)
			.executeAndVerify();
		conference.edit("{move: {sessionId: \"%s\", endsAt: \"%s\"}}".formatted(session,
				conference.in(3, version.equals("1") ? 10 : 20)));
		conference.as("attendee")
			.document("""
					mutation ($session: ID!) {
					  bookSeat(input: {sessionId: $session}) { __typename }
					  addToAgenda(input: {sessionId: $session}) { __typename } }""")
			.variable("session", session)
			.executeAndVerify();
		conference.as("attendee")
			.document(
					"mutation ($session: ID!) { removeFromAgenda(input: {sessionId: $session}) { __typename } releaseSeat(input: {sessionId: $session}) { __typename } }")
			.variable("session", session)
			.executeAndVerify();
	}

	private static Bson ofEvent(String collection, String event) {
		return List.of("events", "schedules").contains(collection) ? Filters.eq(event) : Filters.eq("eventId", event);
	}

}
