package dev.plenum.organiser;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import dev.plenum.platform.mongo.Reading;
import dev.plenum.platform.mongo.WriteConflict;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.ScheduleChange;
import dev.plenum.schedule.ScheduleOutcome;
import dev.plenum.schedule.Schedules;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Carries out what organisers want of a schedule: the rule book says what comes of it,
 * one guarded write makes it so, and the answer is given once the snapshot shows it. Who
 * names no revision and comes second is tried again on what the first one left.
 */
@Component
class ScheduleDesk {

	private static final int MOST_TRIES = 200;

	private final Programmes programmes;

	private final Schedules schedules;

	private final InstantSource clock;

	ScheduleDesk(Programmes programmes, Schedules schedules, InstantSource clock) {
		this.programmes = programmes;
		this.schedules = schedules;
		this.clock = clock;
	}

	Mono<ScheduleAnswer> grant(ScheduleWish wish, Programme programme) {
		return upon(wish, programme, programme.schedule());
	}

	/**
	 * Makes the change upon the schedule in memory, whose reading costs nothing. It may
	 * be behind, so all that it can tell is a change whose write goes through.
	 */
	private Mono<ScheduleAnswer> upon(ScheduleWish wish, Programme programme, Schedule schedule) {
		if (isStale(wish, schedule) || !(outcome(wish, programme, schedule) instanceof ScheduleOutcome.Changed changed)
				|| changed.changes().isEmpty()) {
			return read(wish, programme, Reading.COMMITTED);
		}
		return this.schedules.advance(schedule, changed.changes())
			.flatMap((made) -> made ? done(programme, changed.changes()) : read(wish, programme, Reading.NEWEST));
	}

	private Mono<ScheduleAnswer> read(ScheduleWish wish, Programme programme, Reading first) {
		return WriteConflict.retried(MOST_TRIES, first,
				(reading) -> this.schedules.ofEvent(programme.id(), reading)
					.flatMap((schedule) -> step(wish, programme, schedule)),
				this.programmes.live(programme.id()).get().map(ScheduleAnswer.Conflict::new));
	}

	/**
	 * What would come of a wish now, without anything being changed.
	 */
	Mono<ScheduleOutcome> consider(ScheduleWish wish, Programme programme) {
		return this.schedules.ofEvent(programme.id())
			.defaultIfEmpty(Schedule.first(programme.id(), Map.of()))
			.map((schedule) -> outcome(wish, programme, schedule));
	}

	private ScheduleOutcome outcome(ScheduleWish wish, Programme programme, Schedule schedule) {
		return schedule.change(wish.edits(), programme.rules(), wish.force(), wish.note(), this.clock.instant());
	}

	private Mono<ScheduleAnswer> step(ScheduleWish wish, Programme programme, Schedule schedule) {
		boolean stale = isStale(wish, schedule);
		return switch (outcome(wish, programme, schedule)) {
			case ScheduleOutcome.Invalid fault -> Mono.just(new ScheduleAnswer.Refused(fault));
			case ScheduleOutcome.Changed changed when changed.changes().isEmpty() ->
				showing(programme, schedule.revision())
					.map((shown) -> new ScheduleAnswer.Done(shown, madeBefore(wish, schedule)));
			case ScheduleOutcome.Changed changed when !stale -> advance(wish, programme, schedule, changed.changes());
			case ScheduleOutcome.Clashed clashed when !stale -> showing(programme, schedule.revision())
				.map((shown) -> new ScheduleAnswer.Clashes(shown, clashed.clashes()));
			default -> showing(programme, schedule.revision()).map(ScheduleAnswer.Conflict::new);
		};
	}

	/**
	 * The steps that made everything so already, where the wish tells since when: what is
	 * asked for again is answered as it was the first time.
	 */
	private static List<ScheduleChange> madeBefore(ScheduleWish wish, Schedule schedule) {
		Integer since = wish.expectedRevision();
		return (since != null && schedule.remembers(since))
				? schedule.changesAfter(since).stream().filter((change) -> wish.concerns(change.sessionId())).toList()
				: List.of();
	}

	private Mono<ScheduleAnswer> advance(ScheduleWish wish, Programme programme, Schedule schedule,
			List<ScheduleChange> changes) {
		return this.schedules.advance(schedule, changes).flatMap((made) -> {
			if (made) {
				return done(programme, changes);
			}
			return (wish.expectedRevision() != null)
					? showing(programme, schedule.revision() + 1).map(ScheduleAnswer.Conflict::new) : Mono.empty();
		});
	}

	private static boolean isStale(ScheduleWish wish, Schedule schedule) {
		return wish.expectedRevision() != null && wish.expectedRevision() != schedule.revision();
	}

	private Mono<ScheduleAnswer> done(Programme programme, List<ScheduleChange> changes) {
		return showing(programme, changes.getLast().revision()).map((shown) -> new ScheduleAnswer.Done(shown, changes));
	}

	private Mono<Programme> showing(Programme programme, int revision) {
		return this.programmes.live(programme.id()).when((shown) -> shown.schedule().revision() >= revision);
	}

}
