package dev.plenum.faults;

import java.time.Duration;
import java.util.Map;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.Clients;
import dev.plenum.CommandRules;
import dev.plenum.LiveServer;
import dev.plenum.exhibitor.Fair;
import dev.plenum.platform.mongo.ChangeFeed;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Documents that this version of the server cannot read, in every watched collection. The
 * changes of all other documents are received nevertheless.
 */
@LiveServer
class UnreadableDocumentTests {

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	@Autowired
	private Clients clients;

	@Autowired
	private MongoDatabase database;

	@Autowired
	private ChangeFeed feed;

	@Test
	void anUnreadableDocumentDoesNotAffectSubscribersOfOthers() {
		Fair fair = Fair.of(this.clients);
		String session = fair.conference().session("talk", "SEMINAR", 2, Map.of("capacity", 3));
		String exhibitor = fair.exhibitor("acme", Map.of());
		fair.as("a")
			.document("mutation { bookSeat(input: {sessionId: \"%s\"}) { __typename } }".formatted(session))
			.executeAndVerify();
		fair.conference()
			.organiser()
			.document(
					"mutation { announce(input: {eventId: \"%s\", key: \"k\", text: [{lang: \"sv\", text: \"Hej\"}]}) { __typename } }"
						.formatted(fair.id()))
			.executeAndVerify();
		assertThat(read(fair)).contains("talk", "acme", "Hej", "\"taken\":1");
		String unreadable = "xxx" + fair.id().substring(3) + "_unreadable";
		try {
			this.feed.collections()
				.forEach((collection) -> Mono
					.from(CommandRules.byHand(this.database.getCollection(collection))
						.insertOne(new Document("_id", unreadable).append("eventId", fair.id())
							.append("version", new Document("major", 2))
							.append("revision", "two")))
					.block(PATIENCE));

			write("sessions", Filters.eq(session), Updates.set("title.sv", "changed talk"));
			write("exhibitors", Filters.eq(exhibitor), Updates.set("name", "changed acme"));
			write("announcements", Filters.eq("eventId", fair.id()), Updates.set("text.sv", "changed Hej"));
			write("seatings", Filters.eq(session),
					Updates.push("booked", new Document("subject", "b").append("since", new java.util.Date())));
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(read(fair)).contains("changed talk", "changed acme", "changed Hej",
						"\"taken\":2"));
		}
		finally {
			Flux.fromIterable(this.feed.collections())
				.flatMap((collection) -> CommandRules.byHand(this.database.getCollection(collection))
					.deleteOne(Filters.eq(unreadable)))
				.blockLast(PATIENCE);
		}
	}

	/** Writes directly, like another process. */
	private void write(String collection, Bson which, Bson change) {
		assertThat(Mono
			.from(CommandRules.byHand(this.database.getCollection(collection))
				.updateOne(Filters.and(which, Filters.ne("revision", "two")),
						Updates.combine(change, Updates.inc("version", 1L))))
			.block(PATIENCE)
			.getModifiedCount()).isEqualTo(1);
	}

	private String read(Fair fair) {
		return fair.as("reader")
			.document("""
					query ($id: ID!) { event(id: $id) {
					  sessions(first: 10) { nodes { title seats { taken } } }
					  exhibitors(first: 10) { nodes { name } }
					  announcements(first: 10) { nodes { text } } } }""")
			.variable("id", fair.id())
			.execute()
			.path("event")
			.entity(JsonNode.class)
			.get()
			.toString();
	}

}
