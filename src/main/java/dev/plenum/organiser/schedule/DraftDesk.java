package dev.plenum.organiser.schedule;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import dev.plenum.organiser.schedule.DraftController.ScheduleDraftDiscarded;
import dev.plenum.organiser.schedule.DraftController.ScheduleDraftPut;
import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.graphql.Outdated;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.mongo.Reading;
import dev.plenum.platform.mongo.Unknown;
import dev.plenum.platform.mongo.WriteConflict;
import dev.plenum.platform.removal.Removals;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.PublishedDraft;
import dev.plenum.schedule.ChangeTerms;
import dev.plenum.schedule.DraftEdit;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.ScheduleDraft;
import dev.plenum.schedule.ScheduleOutcome;
import dev.plenum.schedule.Schedules;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Stores and discards drafts of schedule changes. Each write is guarded like a change of
 * the schedule, and repeated if another one was faster.
 */
@Component
class DraftDesk {

	private static final int MOST_TRIES = 50;

	private final Programmes programmes;

	private final Schedules schedules;

	private final Removals removals;

	private final InstantSource clock;

	DraftDesk(Programmes programmes, Schedules schedules, Removals removals, InstantSource clock) {
		this.programmes = programmes;
		this.schedules = schedules;
		this.removals = removals;
		this.clock = clock;
	}

	Mono<ScheduleDraftPut> put(PutScheduleDraftInput input, Programme programme) {
		String id = input.draftId();
		return changed(programme, (schedule) -> {
			ScheduleDraft known = schedule.drafts().collected().get(id);
			Keys.requireExisting(input.id(), known != null, "draft");
			input.check(known == null);
			ScheduleDraft next = next(input, known);
			if (known != null && known.isLike(next)) {
				return schedule.unchanged();
			}
			int version = (known != null) ? known.version() : 0;
			if (input.expectedVersion() != null && input.expectedVersion() != version) {
				throw new Refused(new Outdated(programme.event()));
			}
			check(input, next, schedule, programme);
			return schedule.putDraft(id, next, this.clock.instant());
		}).map((shown) -> new ScheduleDraftPut(PublishedDraft.of(shown, id), shown.event()));
	}

	/**
	 * Reports that what a hidden session is about has changed.
	 */
	Mono<Void> noteHidden(String sessionId, Programme programme) {
		return changed(programme, (schedule) -> schedule.hiddenChanged(sessionId, this.clock.instant())).then();
	}

	Mono<ScheduleDraftDiscarded> discard(String id, @Nullable String requestId, Programme programme) {
		return this.removals
			.once(id, requestId,
					() -> changed(programme, (schedule) -> schedule.discardDraft(id, this.clock.instant())))
			.then(Mono.defer(() -> this.programmes.live(programme.id()).get()))
			.map((shown) -> new ScheduleDraftDiscarded(
					shown.schedule().drafts().collected().containsKey(id) ? null : id, shown.event()));
	}

	private ScheduleDraft next(PutScheduleDraftInput input, @Nullable ScheduleDraft known) {
		String name = input.name().isOmitted() ? ((known != null) ? known.name() : null) : input.name().value();
		String note = input.note().isOmitted() ? ((known != null) ? known.note() : null) : input.note().value();
		List<DraftEdit> edits = input.edits().isOmitted() ? ((known != null) ? known.edits() : List.of())
				: input.draftEdits();
		return new ScheduleDraft(Objects.requireNonNull(name), note, edits, (known != null) ? known.version() + 1 : 1,
				this.clock.instant(), (known != null) ? known.unknown() : Unknown.NONE);
	}

	/**
	 * Rejects edits that are not valid now. Clashes are accepted: they can be gone when
	 * the draft is published.
	 */
	private void check(PutScheduleDraftInput input, ScheduleDraft draft, Schedule schedule, Programme programme) {
		if (!input.edits().isOmitted() && schedule.change(draft.scheduleEdits(), programme.rules(),
				ChangeTerms.of(true, null, this.clock.instant())) instanceof ScheduleOutcome.Invalid invalid) {
			throw input.problem(invalid);
		}
	}

	private Mono<Programme> changed(Programme programme, Function<Schedule, ScheduleOutcome> change) {
		return WriteConflict.retried(MOST_TRIES, Reading.COMMITTED,
				(reading) -> this.schedules.ofEvent(programme.id(), reading)
					.flatMap((schedule) -> switch (change.apply(schedule)) {
						case ScheduleOutcome.Changed changed when changed.schedule() == schedule ->
							showing(programme, schedule);
						case ScheduleOutcome.Changed changed -> this.schedules.advance(schedule, changed)
							.filter((written) -> written)
							.flatMap((_) -> showing(programme, changed.schedule()));
						case ScheduleOutcome.Invalid invalid ->
							throw Problem.badInput(invalid.message(), "input", invalid.field());
						default -> throw new IllegalStateException("A draft is stored with its clashes");
					}));
	}

	private Mono<Programme> showing(Programme programme, Schedule schedule) {
		return this.programmes.live(programme.id()).when((shown) -> shown.schedule().includes(schedule));
	}

}
