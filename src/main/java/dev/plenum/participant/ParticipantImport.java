package dev.plenum.participant;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicReference;

import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.mongo.GuardedWrite;
import dev.plenum.platform.mongo.Reading;
import dev.plenum.platform.mongo.WriteConflict;
import dev.plenum.platform.token.TicketCodes;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Imports lists of participants. The import is idempotent: it writes only what differs,
 * many documents at once, each guarded by the version on which the write was decided. If
 * another write was faster, or the server stops in between, the import is decided again
 * on what is stored then.
 */
@Component
public class ParticipantImport {

	private static final int AT_ONCE = 500;

	private static final int MOST_TRIES = 3;

	private final Participants participants;

	private final TicketCodes codes;

	private final InstantSource clock;

	ParticipantImport(Participants participants, TicketCodes codes, InstantSource clock) {
		this.participants = participants;
		this.codes = codes;
		this.clock = clock;
	}

	/**
	 * Imports a list.
	 * @param programme the event
	 * @param roll the list, in which each key occurs once
	 * @param options the options
	 * @return what was done; the error BAD_INPUT if the event would have too many
	 * participants
	 */
	public Mono<RollReport> into(Programme programme, Roll roll, RollOptions options) {
		AtomicReference<@Nullable RollReport> first = new AtomicReference<>();
		return WriteConflict.retried(MOST_TRIES, Reading.NEWEST,
				(_) -> this.participants.of(programme.id())
					.collectList()
					.map((known) -> new RollPlan(programme.id(), roll, options, ParticipantDesk.alphabet(programme),
							this.codes, this.clock.instant(), known))
					.flatMap((plan) -> {
						requireFew(plan);
						first.compareAndSet(null, plan.report());
						return (options.dryRun() || plan.isHeld()) ? Mono.just(plan.report())
								: written(plan).then(Mono.fromSupplier(first::get));
					}));
	}

	/**
	 * Writes in the order of the ids: the database stores each page of neighbouring
	 * documents about once instead of once for each batch.
	 */
	private Mono<Void> written(RollPlan plan) {
		return Flux.fromIterable(plan.writes())
			.sort(Comparator.comparing(GuardedWrite::id))
			.buffer(AT_ONCE)
			.concatMap(this.participants::write)
			.all((done) -> done)
			.flatMap((done) -> done ? Mono.empty() : Mono.error(WriteConflict::new));
	}

	private static void requireFew(RollPlan plan) {
		if (plan.size() > ParticipantDesk.MOST) {
			throw Problem.badInput("An event has at most %d participants. With this file it would have %d."
				.formatted(ParticipantDesk.MOST, plan.size()));
		}
	}

}
