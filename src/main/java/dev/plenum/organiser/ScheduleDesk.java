package dev.plenum.organiser;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.ScheduleChange;
import dev.plenum.schedule.ScheduleOutcome;
import dev.plenum.schedule.Schedules;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

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
		return upon(wish, programme, programme.schedule()).switchIfEmpty(grantAnew(wish, programme));
	}

	/**
	 * Makes the change upon the schedule in memory, whose reading costs nothing. It may
	 * be behind, so all that it can tell is a change whose write goes through.
	 */
	private Mono<ScheduleAnswer> upon(ScheduleWish wish, Programme programme, Schedule schedule) {
		if (isStale(wish, schedule) || !(outcome(wish, programme, schedule) instanceof ScheduleOutcome.Changed changed)
				|| changed.changes().isEmpty()) {
			return Mono.empty();
		}
		return this.schedules.advance(schedule, changed.changes())
			.filter(Boolean::booleanValue)
			.flatMap((made) -> done(programme, changed.changes()));
	}

	private Mono<ScheduleAnswer> grantAnew(ScheduleWish wish, Programme programme) {
		return current(programme).flatMap((schedule) -> step(wish, programme, schedule))
			.switchIfEmpty(Mono.error(MovedOn::new))
			.retryWhen(Retry.backoff(MOST_TRIES, Duration.ofMillis(2))
				.maxBackoff(Duration.ofMillis(50))
				.jitter(1)
				.filter(MovedOn.class::isInstance))
			.onErrorResume((ex) -> ex.getCause() instanceof MovedOn,
					(ex) -> reloaded(programme).map(ScheduleAnswer.Conflict::new));
	}

	/**
	 * What would come of a wish now, without anything being changed.
	 */
	Mono<ScheduleOutcome> consider(ScheduleWish wish, Programme programme) {
		return current(programme).map((schedule) -> outcome(wish, programme, schedule));
	}

	private Mono<Schedule> current(Programme programme) {
		return this.schedules.ofEvent(programme.id());
	}

	private ScheduleOutcome outcome(ScheduleWish wish, Programme programme, Schedule schedule) {
		return schedule.change(wish.edits(), programme.rules(), wish.force(), wish.note(),
				this.clock.instant().truncatedTo(ChronoUnit.MILLIS));
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

	private Mono<Programme> reloaded(Programme programme) {
		return this.programmes.live(programme.id()).reload();
	}

	/** Somebody else changed the schedule between the read and the write. */
	private static final class MovedOn extends RuntimeException {

		MovedOn() {
			super("The schedule has moved on", null, false, false);
		}

	}

}
