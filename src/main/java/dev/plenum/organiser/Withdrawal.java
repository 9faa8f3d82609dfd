package dev.plenum.organiser;

import java.util.Comparator;
import java.util.Set;

import dev.plenum.platform.mongo.Reading;
import dev.plenum.platform.mongo.WriteConflict;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.Session;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.Schedules;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Removes rooms and speakers from the schedule before they are removed themselves. The
 * schedule stores that nothing can use them any more, by a write that is guarded by the
 * state at which no session uses them, hidden ones included. A change of the schedule
 * that uses one of them fails from then on, whichever server makes it. If the removal
 * stops in between, the same request sent again completes it.
 */
@Component
class Withdrawal {

	private static final int MOST_TRIES = 50;

	private final Schedules schedules;

	private final Programmes programmes;

	Withdrawal(Schedules schedules, Programmes programmes) {
		this.schedules = schedules;
		this.programmes = programmes;
	}

	/**
	 * Withdraws a room or a speaker.
	 * @param programme the event
	 * @param id the room or speaker
	 * @return completes when no session can use it; fails with {@link StillInUse} if one
	 * does
	 */
	Mono<Void> of(Programme programme, String id) {
		return WriteConflict
			.retried(MOST_TRIES, Reading.COMMITTED,
					(reading) -> this.schedules.ofEvent(programme.id(), reading)
						.flatMap((schedule) -> requireUnused(programme, schedule, id)
							.then(this.schedules.withdraw(schedule, id)))
						.filter((done) -> done))
			.then();
	}

	/**
	 * Allows sessions to use a room or a speaker that is created.
	 */
	Mono<Void> undo(Programme programme, String id) {
		return this.schedules.restore(programme.id(), Set.of(id));
	}

	private Mono<Void> requireUnused(Programme programme, Schedule schedule, String id) {
		Set<String> users = schedule.usersOf(id);
		return users.isEmpty() ? Mono.empty()
				: this.programmes.live(programme.id())
					.when((shown) -> shown.schedule().includes(schedule))
					.doOnNext((shown) -> StillInUse.requireUnused(users.stream()
						.flatMap((session) -> shown.forOrganisers().session(session).stream())
						.sorted(Comparator.comparing(Session::startsAt).thenComparing(Session::id))
						.toList()))
					.then();
	}

}
