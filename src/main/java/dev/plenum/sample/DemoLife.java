package dev.plenum.sample;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

import dev.plenum.meeting.AutomaticAnswers;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.Room;
import dev.plenum.programme.Session;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.schedule.ScheduleEdit;
import dev.plenum.schedule.ScheduleOutcome;
import dev.plenum.schedule.Schedules;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What happens at the demo while a server runs with {@code plenum.demo}: the next
 * workshop moves between two rooms, and exhibitors accept meetings.
 */
class DemoLife {

	private static final Set<String> ROOMS = Set.of("Verkstaden", "Sal 5");

	private static final String NOTE = "Demo: verkstaden byter lokal";

	/** The subject of the exhibitor's token in local mode, who answers themselves. */
	private static final List<String> REAL_STAFF = List.of("exhibitor");

	private final Programmes programmes;

	private final Schedules schedules;

	private final AutomaticAnswers answers;

	private final InstantSource clock;

	DemoLife(Programmes programmes, Schedules schedules, AutomaticAnswers answers, InstantSource clock) {
		this.programmes = programmes;
		this.schedules = schedules;
		this.answers = answers;
		this.clock = clock;
	}

	/**
	 * Moves the next workshop whose other room is free at that time.
	 * @return whether it was moved; empty if none can be moved
	 */
	Mono<Boolean> changeSchedule() {
		return demo().flatMap((programme) -> {
			Instant now = this.clock.instant();
			return Flux.fromIterable(programme.sessions())
				.filter((session) -> session.kind() == SessionKind.WORKSHOP && session.slot().startsAt().isAfter(now))
				.concatMap((workshop) -> move(programme, workshop, now))
				.next();
		});
	}

	/**
	 * Accepts the meetings that attendees have requested.
	 */
	Mono<Void> answerMeetings() {
		return demo().flatMap((programme) -> this.answers.accept(programme, REAL_STAFF));
	}

	private Mono<Boolean> move(Programme programme, Session workshop, Instant now) {
		List<ScheduleEdit> edits = programme.rooms()
			.stream()
			.filter((room) -> ROOMS.contains(room.name()))
			.map(Room::id)
			.filter((room) -> !workshop.slot().roomIds().contains(room))
			.limit(1)
			.<ScheduleEdit>map((room) -> new ScheduleEdit.Move(workshop.id(), null, null, List.of(room)))
			.toList();
		return (!edits.isEmpty() && programme.schedule()
			.change(edits, programme.rules(), false, NOTE, now) instanceof ScheduleOutcome.Changed changed)
					? this.schedules.advance(programme.schedule(), changed) : Mono.empty();
	}

	private Mono<Programme> demo() {
		return this.programmes.byAlias(DemoConference.ALIAS).flatMap((event) -> this.programmes.live(event.id()).get());
	}

}
