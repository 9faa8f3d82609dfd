package dev.plenum.organiser;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import dev.plenum.platform.mongo.Reading;
import dev.plenum.platform.removal.Removals;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.Room;
import dev.plenum.programme.document.Speakers;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.ScheduleEdit;
import dev.plenum.schedule.ScheduleOutcome;
import dev.plenum.schedule.Schedules;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The removal of a room, while another server moves a session into it.
 */
@LiveServer
class WithdrawalTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@Autowired
	private Clients clients;

	@Autowired
	private Schedules schedules;

	@Autowired
	private Programmes programmes;

	@Autowired
	private Speakers speakers;

	@Autowired
	private Removals removals;

	@Autowired
	private Withdrawal withdrawal;

	private OwnConference conference;

	private String room;

	private String session;

	@BeforeEach
	void planASession() {
		this.conference = OwnConference.of(this.clients);
		this.room = this.conference.room("a", 1);
		this.session = this.conference.session("talk", "SEMINAR", 3, Map.of());
	}

	@Test
	void aMoveThatWasDecidedBeforeTheRemovalIsNotStored() {
		Schedule known = schedule();
		ScheduleOutcome.Changed move = move(known);
		assertThat(remove()).isEqualTo("RoomRemoved");
		assertThat(this.schedules.advance(known, move).blockOptional()).contains(false);
		assertThat(schedule().slots().get(this.session).roomIds()).isEmpty();
	}

	@Test
	void aRemovalThatWasDecidedBeforeTheMoveIsNotStored() {
		Schedule known = schedule();
		assertThat(this.schedules.advance(known, move(known)).blockOptional()).contains(true);
		assertThat(this.schedules.withdraw(known, this.room).blockOptional()).contains(false);
		assertThat(remove()).isEqualTo("StillInUse");
	}

	@Test
	void anInterruptedRemovalIsCompletedByTheSameRequest() {
		Schedule known = schedule();
		assertThat(this.schedules.withdraw(known, this.room).blockOptional()).contains(true);
		assertThat(this.schedules.advance(known, move(known)).blockOptional()).contains(false);
		assertThat(remove()).isEqualTo("RoomRemoved");
		this.conference.room("a", 1);
		assertThat(this.schedules.advance(known, move(known)).blockOptional()).contains(true);
	}

	@Test
	void anInterruptedRemovalIsCompletedByAnyServer() {
		String speaker = speaker("key: \"k\", name: \"Åsa\"").path("putSpeaker.speaker.id").entity(String.class).get();
		String other = this.conference.room("b", 1);
		assertThat(this.schedules.withdraw(schedule(), this.room).blockOptional()).contains(true);
		assertThat(this.schedules.withdraw(schedule(), other).blockOptional()).contains(true);
		assertThat(this.schedules.withdraw(schedule(), speaker).blockOptional()).contains(true);
		assertThat(removals()).containsExactlyInAnyOrder(this.room, other, speaker);
		this.withdrawal.complete().block(PATIENCE);
		assertThat(remove(other)).as("the removal is carried out twice").isEqualTo("RoomRemoved");
		this.conference.room("b", 2);
		this.withdrawal.complete().block(PATIENCE);
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
			Programme programme = this.programmes.upToDate(this.conference.id()).blockOptional(PATIENCE).orElseThrow();
			assertThat(programme.rooms()).extracting(Room::id).containsExactly(other);
			assertThat(programme.speaker(speaker)).isEmpty();
		});
		assertThat(removals()).isEmpty();
	}

	@Test
	void theRepetitionOfARequestThatAnotherServerCompletedRemovesNothing() {
		this.removals.begin(this.room, null, "once", Instant.now()).block(PATIENCE);
		assertThat(this.schedules.withdraw(schedule(), this.room).blockOptional()).contains(true);
		this.withdrawal.complete().repeat(1).blockLast(PATIENCE);
		this.conference.room("a", 1);
		this.conference.organiser()
			.document(
					"mutation { removeRoom(input: {roomId: \"%s\", requestId: \"once\"}) { ... on RoomRemoved { removedId } } }"
						.formatted(this.room))
			.execute()
			.path("removeRoom.removedId")
			.valueIsNull();
	}

	@Test
	void aSpeakerWhoChangesWhileAServerCompletesTheRemovalIsRemovedLater() {
		for (int i = 0; i < 40; i++) {
			String speaker = speaker("key: \"k%d\", name: \"Åsa\"".formatted(i)).path("putSpeaker.speaker.id")
				.entity(String.class)
				.get();
			assertThat(this.schedules.withdraw(schedule(), speaker).blockOptional()).contains(true);
			this.withdrawal.complete().block(PATIENCE);
			Mono<Response> change = later(
					() -> speaker("id: \"%s\", expectedVersion: 1, name: \"Asa\"".formatted(speaker)));
			Mono.when(change, Mono.delay(Duration.ofMillis(i)).then(this.withdrawal.complete())).block(PATIENCE);
			this.withdrawal.complete().repeat(1).blockLast(PATIENCE);
			assertThat(this.speakers.newest(speaker).blockOptional(PATIENCE)).isEmpty();
			assertThat(removals()).isEmpty();
		}
	}

	@Test
	void noSessionIsInARoomThatDoesNotExist() {
		for (int i = 0; i < 10; i++) {
			this.conference.room("a", 1);
			Mono.zip(later(this::remove), later(this::moveByRequest)).block(PATIENCE);
			Programme programme = this.programmes.upToDate(this.conference.id()).blockOptional(PATIENCE).orElseThrow();
			assertThat(programme.rooms()).hasSameSizeAs(programme.schedule().slots().get(this.session).roomIds());
			this.conference.edit("{move: {sessionId: \"%s\", roomIds: []}}".formatted(this.session)).errors().verify();
		}
	}

	private static <T> Mono<T> later(Callable<T> request) {
		return Mono.fromCallable(request).subscribeOn(Schedulers.boundedElastic());
	}

	private String moveByRequest() {
		this.conference.edit("{move: {sessionId: \"%s\", roomIds: [\"%s\"]}}".formatted(this.session, this.room))
			.errors()
			.filter((error) -> "BAD_INPUT".equals(error.getExtensions().get("code")))
			.verify();
		return this.room;
	}

	private Schedule schedule() {
		return this.schedules.ofEvent(this.conference.id(), Reading.NEWEST).blockOptional().orElseThrow();
	}

	private ScheduleOutcome.Changed move(Schedule schedule) {
		Programme programme = this.programmes.live(this.conference.id()).get().blockOptional().orElseThrow();
		ScheduleOutcome outcome = schedule.change(
				List.of(new ScheduleEdit.Move(this.session, null, null, List.of(this.room))), programme.rules(), false,
				null, Instant.now());
		return (ScheduleOutcome.Changed) outcome;
	}

	private List<String> removals() {
		return this.schedules.removals()
			.filter((removal) -> removal.getKey().equals(this.conference.id()))
			.map(Map.Entry::getValue)
			.collectList()
			.blockOptional(PATIENCE)
			.orElseThrow();
	}

	private String remove() {
		return remove(this.room);
	}

	private Response speaker(String values) {
		return this.conference.organiser()
			.document("mutation { putSpeaker(input: {eventId: \"%s\", %s}) { ... on SpeakerPut { speaker { id } } } }"
				.formatted(this.conference.id(), values))
			.execute();
	}

	private String remove(String id) {
		return this.conference.organiser()
			.document("mutation ($id: ID!) { removeRoom(input: {roomId: $id}) { __typename } }")
			.variable("id", id)
			.execute()
			.path("removeRoom.__typename")
			.entity(String.class)
			.get();
	}

}
