package dev.plenum.organiser;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.mongo.Reading;
import dev.plenum.platform.mongo.WriteConflict;
import dev.plenum.platform.removal.Removals;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.Session;
import dev.plenum.programme.document.Events;
import dev.plenum.programme.document.Speakers;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.Schedules;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Removes rooms and speakers from the schedule before they are removed themselves. The
 * schedule stores that nothing can use them any more, by a write that is guarded by the
 * state at which no session uses them, hidden ones included. A change of the schedule
 * that uses one of them fails from then on, whichever server makes it. If the removal
 * stops in between, the same request sent again completes it; otherwise any server does
 * within a minute.
 */
@Component
class Withdrawal {

	private static final int MOST_TRIES = 50;

	private final Schedules schedules;

	private final Programmes programmes;

	private final Events events;

	private final Speakers speakers;

	private final Removals removals;

	/** The removals at the last look. */
	private volatile Set<Map.Entry<String, String>> seen = Set.of();

	Withdrawal(Schedules schedules, Programmes programmes, Events events, Speakers speakers, Removals removals) {
		this.schedules = schedules;
		this.programmes = programmes;
		this.events = events;
		this.speakers = speakers;
		this.removals = removals;
	}

	/**
	 * Withdraws a room or a speaker, and removes it.
	 * @param programme the event
	 * @param id the room or speaker
	 * @param removal removes it
	 * @return completes when it is removed; fails with {@link StillInUse} if a session
	 * uses it
	 */
	Mono<Void> remove(Programme programme, String id, Supplier<Mono<?>> removal) {
		return withdraw(programme, id).then(Mono.defer(removal))
			.then(Mono.defer(() -> this.schedules.endRemoval(programme.id(), id)));
	}

	private Mono<Void> withdraw(Programme programme, String id) {
		return WriteConflict
			.retried(MOST_TRIES, Reading.COMMITTED,
					(reading) -> this.schedules.ofEvent(programme.id(), reading)
						.flatMap((schedule) -> requireUnused(programme, schedule, id)
							.then(this.schedules.withdraw(schedule, id)))
						.filter((done) -> done))
			.then();
	}

	/**
	 * Completes the removals that were there at the previous call already. What is
	 * removed is read before its removal is, and removed only if nobody has changed it
	 * since: something that was created again with the same id stays, also if the request
	 * is repeated. What somebody changed at the same moment is removed by a later call.
	 */
	Mono<Void> complete() {
		return this.schedules.removals().collect(Collectors.toSet()).flatMap((found) -> {
			Set<Map.Entry<String, String>> before = this.seen;
			this.seen = found;
			return Flux.fromIterable(found)
				.filter(before::contains)
				.concatMapDelayError((removal) -> complete(removal.getKey(), removal.getValue()))
				.then();
		});
	}

	private Mono<Void> complete(String eventId, String id) {
		Mono<Boolean> removed = id.startsWith("roo_")
				? this.events.newest(eventId)
					.filterWhen((_) -> this.schedules.isRemoving(eventId, id))
					.flatMap((event) -> this.events
						.put(eventId, Math.toIntExact(event.version()), new Fields().set(PutRoomInput.path(id), null))
						.hasElement())
				: this.speakers.newest(id)
					.filterWhen((_) -> this.schedules.isRemoving(eventId, id))
					.flatMap(this.speakers::remove);
		return removed.defaultIfEmpty(true)
			.filter((gone) -> gone)
			.flatMap((_) -> this.removals.byId(id)
				.flatMap(this.removals::end)
				.then(Mono.defer(() -> this.schedules.endRemoval(eventId, id))));
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
