package dev.plenum.organiser;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.NewEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What several organisers edit has versions, and a put can expect one.
 */
@Tag("slow")
@LiveServer
class VersionTests {

	@Autowired
	private Clients clients;

	@Autowired
	private MongoDatabase database;

	private NewEvent event;

	@BeforeEach
	void createEvent() {
		this.event = NewEvent.on(this.clients);
	}

	@ParameterizedTest
	@EnumSource
	void aPutWithTheCurrentVersionRaisesIt(Thing thing) {
		int version = create(thing);
		Response changed = put(thing, version, "Changed");
		assertThat(type(changed)).isEqualTo(thing.success);
		assertThat(number(changed, "answer.object.version")).isGreaterThan(version);
		assertThat(text(changed, "answer.object.name")).isEqualTo("Changed");
	}

	@ParameterizedTest
	@EnumSource
	void aPutWithAnOldVersionChangesNothingAndAnswersWithTheObjectAsItIs(Thing thing) {
		int version = create(thing);
		int newer = number(put(thing, version, "Newer"), "answer.object.version");
		Response outdated = put(thing, version, "Older");
		assertThat(type(outdated)).isEqualTo("Outdated");
		assertThat(text(outdated, "answer.message")).startsWith("Somebody else changed this");
		assertThat(number(outdated, "answer.current.version")).isEqualTo(newer);
		assertThat(text(outdated, "answer.current.name")).isEqualTo("Newer");
		assertThat(type(put(thing, newer, "Newest"))).isEqualTo(thing.success);
	}

	@ParameterizedTest
	@EnumSource
	void theSamePutAgainSucceedsAndChangesNothing(Thing thing) {
		int version = create(thing);
		Response first = put(thing, version, "Changed");
		for (Integer expected : new Integer[] { version, null }) {
			Response again = put(thing, expected, "Changed");
			assertThat(again.path("answer").entity(Object.class).get())
				.isEqualTo(first.path("answer").entity(Object.class).get());
		}
	}

	@ParameterizedTest
	@EnumSource
	void ofSeveralCallersAtOnceOnlyOneSucceeds(Thing thing) {
		int version = create(thing);
		List<Response> answers = atOnce(thing, version, List.of("A", "B", "C", "D"));
		assertThat(answers.stream().map(VersionTests::type)).containsExactlyInAnyOrder(thing.success, "Outdated",
				"Outdated", "Outdated");
		String winner = answers.stream()
			.filter((answer) -> type(answer).equals(thing.success))
			.map((answer) -> text(answer, "answer.object.name"))
			.findFirst()
			.orElseThrow();
		answers.stream()
			.filter((answer) -> type(answer).equals("Outdated"))
			.forEach((outdated) -> assertThat(text(outdated, "answer.current.name")).isEqualTo(winner));
	}

	@ParameterizedTest
	@EnumSource
	void theSameRequestSentTwiceAtOnceSucceedsTwice(Thing thing) {
		int version = create(thing);
		List<Response> answers = atOnce(thing, version, List.of("Same", "Same"));
		assertThat(answers.stream().map(VersionTests::type)).containsOnly(thing.success);
		assertThat(answers.stream().map((answer) -> number(answer, "answer.object.version"))).containsOnly(version + 1);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EVENT")
	void anExpectedVersionOf0CreatesOnly(Thing thing) {
		assertThat(type(put(thing, 5, "First"))).isEqualTo("Outdated");
		put(thing, 5, "First").path("answer.current").valueIsNull();
		List<Response> answers = atOnce(thing, 0, List.of("First", "Second"));
		assertThat(answers.stream().map(VersionTests::type)).containsExactlyInAnyOrder(thing.success, "Outdated");
		assertThat(type(put(thing, 0, "Third"))).isEqualTo("Outdated");
	}

	@ParameterizedTest
	@EnumSource(names = { "ROOM", "TRACK" })
	void aWriteThatDoesNotRaiseTheVersionOfItsRoomOrTrackIsNoticed(Thing thing) {
		int version = create(thing);
		String path = (thing == Thing.ROOM) ? "rooms." : "tracks.";
		Object name = (thing == Thing.ROOM) ? "By an older server" : Map.of("sv", "By an older server");
		Mono.from(this.database.getCollection("events")
			.updateOne(Filters.eq(this.event.id()),
					Updates.combine(Updates.set(path + id(thing) + ".name", name), Updates.inc("version", 1L))))
			.block(Duration.ofSeconds(20));
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(text(put(thing, version, "Lost"), "answer.current.name"))
				.isEqualTo("By an older server"));
	}

	@Test
	void aRoomThatAnEarlierVersionStoredHasAVersion() {
		Mono.from(
				this.database.getCollection("events")
					.updateOne(Filters.eq(this.event.id()),
							Updates.combine(Updates.unset("rooms." + this.event.roomA() + ".version"),
									Updates.unset("countedWrites"), Updates.inc("version", 1L))))
			.block(Duration.ofSeconds(20));
		Response first = rename(null, "Sal Å");
		int version = number(first, "answer.object.version");
		assertThat(type(rename(version, "Sal Ä"))).isEqualTo("RoomPut");
		assertThat(type(rename(version, "Sal Ö"))).isEqualTo("Outdated");
	}

	@Test
	void aLateRequestToPublishDoesNotUndoTheArchiving() {
		int version = number(state("publishEvent", "PublishEventInput", null), "answer.event.version");
		state("archiveEvent", "ArchiveEventInput", null).path("answer.event.state")
			.entity(String.class)
			.isEqualTo("ARCHIVED");
		Response late = state("publishEvent", "PublishEventInput", version - 1);
		assertThat(type(late)).isEqualTo("Outdated");
		assertThat(text(late, "answer.current.state")).isEqualTo("ARCHIVED");
	}

	private Response state(String mutation, String type, Integer expectedVersion) {
		String success = mutation.equals("publishEvent") ? "EventPublished" : "EventArchived";
		Map<String, Object> input = new HashMap<>(Map.of("eventId", this.event.id()));
		input.put("expectedVersion", expectedVersion);
		return this.clients.as(this.event.organiser())
			.document(
					"""
							mutation ($input: %s!) { answer: %s(input: $input) { type: __typename ... on %s { event { version: detailsVersion state } }
							  ... on Outdated { current { ... on Event { version: detailsVersion state } } } } }"""
						.formatted(type, mutation, success))
			.variable("input", input)
			.execute();
	}

	private Response rename(Integer expectedVersion, String name) {
		Map<String, Object> input = new HashMap<>(
				Map.of("eventId", this.event.id(), "id", this.event.roomA(), "name", name));
		input.put("expectedVersion", expectedVersion);
		return send(Thing.ROOM, input);
	}

	private int create(Thing thing) {
		return number(put(thing, null, "Original"), "answer.object.version");
	}

	private String id(Thing thing) {
		return text(put(thing, null, "Original"), "answer.object.id");
	}

	private List<Response> atOnce(Thing thing, Integer expectedVersion, List<String> names) {
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			return IntStream.range(0, names.size())
				.mapToObj(
						(i) -> CompletableFuture.supplyAsync(() -> put(thing, expectedVersion, names.get(i)), threads))
				.toList()
				.stream()
				.map(CompletableFuture::join)
				.toList();
		}
	}

	private Response put(Thing thing, Integer expectedVersion, String name) {
		Map<String, Object> input = new HashMap<>(Map.of("eventId", this.event.id(), "key", "thing"));
		if (thing == Thing.EVENT) {
			input = new HashMap<>(Map.of("slug", this.event.slug()));
		}
		if (thing == Thing.SESSION) {
			input.put("kind", "LECTURE");
			input.put("slot", Map.of("startsAt", "2027-05-11T09:00:00+02:00", "endsAt", "2027-05-11T10:00:00+02:00"));
		}
		input.put("expectedVersion", expectedVersion);
		input.put((thing == Thing.SESSION) ? "title" : "name",
				(thing == Thing.ROOM || thing == Thing.SPEAKER) ? name : List.of(Map.of("lang", "sv", "text", name)));
		return send(thing, input);
	}

	private Response send(Thing thing, Map<String, Object> input) {
		String fields = switch (thing) {
			case EVENT -> "id version: detailsVersion name";
			case SESSION -> "id version name: title";
			default -> "id version name";
		};
		return this.clients.as(this.event.organiser())
			.document("""
					mutation ($input: %1$sInput!) { answer: %2$s(input: $input) { type: __typename
					  ... on %3$s { object: %4$s { %5$s } }
					  ... on Outdated { message current { ... on %6$s { %5$s } } } } }""".formatted("Put" + thing.type,
					"put" + thing.type, thing.success, thing.type.toLowerCase(Locale.ROOT), fields, thing.type))
			.variable("input", input)
			.execute();
	}

	private static String type(Response response) {
		return text(response, "answer.type");
	}

	private static String text(Response response, String path) {
		return response.path(path).entity(String.class).get();
	}

	private static int number(Response response, String path) {
		return response.path(path).entity(Integer.class).get();
	}

	enum Thing {

		EVENT("Event"), ROOM("Room"), TRACK("Track"), SPEAKER("Speaker"), SESSION("Session");

		private final String type;

		private final String success;

		Thing(String type) {
			this.type = type;
			this.success = type + "Put";
		}

	}

}
