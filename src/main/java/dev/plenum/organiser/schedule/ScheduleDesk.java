package dev.plenum.organiser.schedule;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import dev.plenum.organiser.schedule.ChangeSchedulePayload.ChangeContradicted;
import dev.plenum.organiser.schedule.ChangeSchedulePayload.ScheduleChanged;
import dev.plenum.organiser.schedule.ChangeSchedulePayload.ScheduleClash;
import dev.plenum.platform.graphql.Outdated;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.mongo.Reading;
import dev.plenum.platform.mongo.WriteConflict;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.schedule.Clash;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.ScheduleChange;
import dev.plenum.schedule.ScheduleOutcome;
import dev.plenum.schedule.Schedules;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Changes schedules: the rule book decides the outcome, one guarded write stores it, and
 * the answer follows once the snapshot shows it. If another change was faster, a request
 * without expected revision is decided again.
 */
@Component
class ScheduleDesk {

	private static final int MOST_TRIES = 200;

	private final Programmes programmes;

	private final Schedules schedules;

	private final SchedulePreviews previews;

	private final InstantSource clock;

	ScheduleDesk(Programmes programmes, Schedules schedules, SchedulePreviews previews, InstantSource clock) {
		this.programmes = programmes;
		this.schedules = schedules;
		this.previews = previews;
		this.clock = clock;
	}

	/**
	 * Changes a schedule, first on the basis of the schedule in memory, which costs no
	 * read. The schedule in memory may be old, so the only outcome that is certain is a
	 * change whose write succeeds.
	 * @param request what to change
	 * @param programme the event
	 * @return the outcome; fails with {@link Outdated} if the schedule has another
	 * revision than expected
	 */
	Mono<ChangeSchedulePayload> change(ScheduleRequest request, Programme programme) {
		Schedule known = programme.schedule();
		if (request.options().dryRun() || request.options().expectsAnother(known.revision())
				|| !request.sentBefore(known, this.clock.instant()).isEmpty()
				|| !(outcome(request, programme, known) instanceof ScheduleOutcome.Changed changed)
				|| changed.schedule() == known) {
			return read(request, programme, Reading.COMMITTED);
		}
		return this.schedules.advance(known, changed)
			.flatMap((written) -> written ? done(programme, changed) : read(request, programme, Reading.NEWEST));
	}

	/**
	 * Checks a request without changing anything.
	 * @return the clashes that the change would cause; empty if it would succeed
	 */
	Mono<ScheduleClash> clash(ScheduleRequest request, Programme programme) {
		return this.schedules.ofEvent(programme.id())
			.defaultIfEmpty(Schedule.first(programme.id(), Map.of()))
			.mapNotNull((schedule) -> switch (outcome(request, programme, schedule)) {
				case ScheduleOutcome.Clashed clashed -> ScheduleClash.of(programme, clashed.clashes(), request.added());
				case ScheduleOutcome.Invalid invalid -> throw request.problem().apply(invalid);
				default -> null;
			});
	}

	private Mono<ChangeSchedulePayload> read(ScheduleRequest request, Programme programme, Reading first) {
		return WriteConflict.retried(MOST_TRIES, first, (reading) -> this.schedules.ofEvent(programme.id(), reading)
			.flatMap((schedule) -> decide(request, programme, schedule)));
	}

	private Mono<ChangeSchedulePayload> decide(ScheduleRequest request, Programme programme, Schedule schedule) {
		List<ScheduleChange> before = request.sentBefore(schedule, this.clock.instant());
		if (!before.isEmpty()) {
			return unchanged(programme, schedule, before);
		}
		boolean outdated = request.options().expectsAnother(schedule.revision());
		return switch (outcome(request, programme, schedule)) {
			case ScheduleOutcome.Invalid invalid -> throw request.problem().apply(invalid);
			case ScheduleOutcome.Changed changed when changed.schedule() == schedule && !request.options().dryRun() ->
				unchanged(programme, schedule, request.made().apply(schedule));
			case ScheduleOutcome _ when outdated -> outdated(programme, schedule);
			case ScheduleOutcome.Changed changed when request.options().dryRun() ->
				preview(programme, schedule, changed, List.of());
			case ScheduleOutcome.Clashed clashed when request.options().dryRun() -> preview(programme, schedule,
					request.forcedOutcome(schedule, programme.rules(), this.clock.instant()), clashed.clashes());
			case ScheduleOutcome.Changed changed -> write(request, programme, schedule, changed);
			case ScheduleOutcome.Clashed clashed -> showing(programme, schedule)
				.map((shown) -> ScheduleClash.of(shown, clashed.clashes(), request.added()));
			case ScheduleOutcome.Contradicted contradicted -> showing(programme, schedule)
				.map((shown) -> ChangeContradicted.of(shown, contradicted.contradictions()));
		};
	}

	private Mono<ChangeSchedulePayload> preview(Programme programme, Schedule schedule, ScheduleOutcome outcome,
			List<Clash> clashes) {
		List<ScheduleChange> changes = (outcome instanceof ScheduleOutcome.Changed changed) ? changed.changes()
				: List.of();
		return showing(programme, schedule).flatMap((shown) -> this.previews.of(shown, changes, clashes));
	}

	private Mono<ChangeSchedulePayload> write(ScheduleRequest request, Programme programme, Schedule schedule,
			ScheduleOutcome.Changed changed) {
		return this.schedules.advance(schedule, changed)
			.flatMap((written) -> written ? done(programme, changed) : Mono.empty());
	}

	private ScheduleOutcome outcome(ScheduleRequest request, Programme programme, Schedule schedule) {
		return request.outcome(schedule, programme.rules(), this.clock.instant());
	}

	private Mono<ChangeSchedulePayload> unchanged(Programme programme, Schedule schedule, List<ScheduleChange> made) {
		return showing(programme, schedule).map((shown) -> ScheduleChanged.of(shown, made));
	}

	private Mono<ChangeSchedulePayload> done(Programme programme, ScheduleOutcome.Changed changed) {
		return showing(programme, changed.schedule()).map((shown) -> ScheduleChanged.of(shown, changed.changes()));
	}

	private Mono<ChangeSchedulePayload> outdated(Programme programme, Schedule schedule) {
		return showing(programme, schedule).map((shown) -> {
			throw new Refused(new Outdated(shown.event()));
		});
	}

	private Mono<Programme> showing(Programme programme, Schedule schedule) {
		return this.programmes.live(programme.id()).when((shown) -> shown.schedule().includes(schedule));
	}

}
