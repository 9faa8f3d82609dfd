package dev.plenum.faults;

import java.util.List;
import java.util.Map;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two versions of the server side by side, as during a rolling update: what a newer one
 * wrote into a document, this one reads past and leaves where it is when it writes.
 */
@LiveServer
class RollingUpdateTests {

	private static final List<String> REWRITTEN = List.of("events", "sessions", "schedules", "seatings", "agendas",
			"announcements", "speakers");

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
			.flatMap((collection) -> this.database.getCollection(collection)
				.updateMany(ofEvent(collection, conference.id()), Updates.set("ofTomorrow", "kept")))
			.blockLast();

		rewrite(conference, session, "2");

		assertThat(REWRITTEN).allSatisfy((collection) -> {
			List<Document> documents = Flux
				.from(this.database.getCollection(collection).find(ofEvent(collection, conference.id())))
				.collectList()
				.blockOptional()
				.orElseThrow();
			assertThat(documents).as(collection)
				.isNotEmpty()
				.allMatch((document) -> "kept".equals(document.get("ofTomorrow")));
		});
		assertThat(rewritten(conference.id())).as("the schedule was written").isGreaterThan(1);
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
							  putSpeaker(input: {eventId: $event, key: "s", name: $text}) { speaker { id } }
							  announce(input: {eventId: $event, key: "a", text: [{lang: "sv", text: "a"}]}) { announcement { id } }
							  putSession(input: {eventId: $event, id: $session, title: [{lang: "sv", text: $text}]}) { __typename } }""")
			.variable("event", conference.id())
			.variable("text", "Version " + version)
			.variable("session", session)
			.executeAndVerify();
		conference.organiser()
			.document(
					"mutation ($slug: String!, $theme: String!) { putEvent(input: {slug: $slug, theme: [{lang: \"sv\", text: $theme}]}) { event { id } } }")
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
