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
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.ScheduleEdit;
import dev.plenum.schedule.ScheduleOutcome;
import dev.plenum.schedule.Schedules;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Autowired;

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
	void noSessionIsInARoomThatDoesNotExist() {
		for (int i = 0; i < 10; i++) {
			this.conference.room("a", 1);
			Mono.zip(later(this::remove), later(this::moveByRequest)).block(PATIENCE);
			Programme programme = this.programmes.upToDate(this.conference.id()).blockOptional(PATIENCE).orElseThrow();
			assertThat(programme.rooms()).hasSameSizeAs(programme.schedule().slots().get(this.session).roomIds());
			this.conference.edit("{move: {sessionId: \"%s\", roomIds: []}}".formatted(this.session)).errors().verify();
		}
	}

	private static Mono<String> later(Callable<String> request) {
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

	private String remove() {
		return this.conference.organiser()
			.document("mutation ($id: ID!) { removeRoom(input: {roomId: $id}) { __typename } }")
			.variable("id", this.room)
			.execute()
			.path("removeRoom.__typename")
			.entity(String.class)
			.get();
	}

}
