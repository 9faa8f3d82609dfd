package dev.plenum.participant;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

import dev.plenum.platform.TransientFault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Moves what tickets had to the accounts that entered their codes. The write that links a
 * ticket also stores that a move is due. Every server looks for due moves; if the one
 * that takes a move is killed, another one repeats it. A request that began before the
 * link may still write for the ticket, also on a server that has not received the link
 * yet. Therefore each move is repeated for some minutes.
 */
@Component
public class LinkDesk {

	private static final Logger log = LoggerFactory.getLogger(LinkDesk.class);

	/** The time that one server has for a move. */
	private static final Duration LONGEST = Duration.ofMinutes(1);

	/** How long after the link the move is repeated. */
	private static final Duration REPEATED = Duration.ofMinutes(5);

	private static final Duration BETWEEN = Duration.ofSeconds(20);

	private static final int MOST = 100;

	private static final int AT_A_TIME = 4;

	private final Participants participants;

	private final List<LinkedData> features;

	private final InstantSource clock;

	LinkDesk(Participants participants, List<LinkedData> features, InstantSource clock) {
		this.participants = participants;
		this.features = features;
		this.clock = clock;
	}

	/**
	 * Carries out moves that are due.
	 * @return completes afterwards; a move that fails is due again
	 */
	Mono<Void> carryOutDue() {
		return Flux.defer(() -> this.participants.moving(this.clock.instant(), MOST))
			.flatMap(this::carryOut, AT_A_TIME)
			.then();
	}

	/**
	 * Carries out the move of a participant if it is due.
	 * @param due the participant
	 * @return completes afterwards, also if the move failed, which is due again then
	 */
	public Mono<Void> carryOut(ParticipantDocument due) {
		Instant at = due.movingAt();
		return (at == null || at.isAfter(this.clock.instant())) ? Mono.empty()
				: this.participants.move(due, this.clock.instant().plus(LONGEST))
					.flatMap((taken) -> isSecond(taken)
						.flatMap((second) -> second ? this.participants.unlink(taken).then() : move(taken)))
					.timeout(LONGEST)
					.onErrorResume((ex) -> {
						TransientFault.warn(log, "The move of %s is repeated in a minute".formatted(due.id()), ex);
						return Mono.empty();
					});
	}

	private Mono<Void> move(ParticipantDocument taken) {
		String account = taken.linkedTo();
		return Mono.justOrEmpty(account)
			.map((subject) -> new Link(taken.eventId(), taken.ticketSubject(), subject))
			.flatMapMany((link) -> Flux.fromIterable(this.features).concatMap((feature) -> feature.move(link)))
			.then(Mono.defer(() -> this.participants.move(taken, next(taken))))
			.then();
	}

	private @Nullable Instant next(ParticipantDocument taken) {
		Instant now = this.clock.instant();
		Instant linkedAt = taken.linkedAt();
		return (linkedAt != null && linkedAt.plus(REPEATED).isAfter(now)) ? now.plus(BETWEEN) : null;
	}

	/**
	 * Returns whether the account has entered two codes of one event at the same moment,
	 * and this one is not the first. Every server decides the same.
	 */
	private Mono<Boolean> isSecond(ParticipantDocument taken) {
		String account = taken.linkedTo();
		return (account == null) ? Mono.just(false) : this.participants.linkedTo(account, taken.eventId())
			.filter(ParticipantDocument::isActive)
			.sort(Comparator.comparing(ParticipantDocument::linkedAt, Comparator.nullsFirst(Comparator.naturalOrder()))
				.thenComparing(ParticipantDocument::id))
			.next()
			.map((first) -> taken.isActive() && !first.id().equals(taken.id()))
			.defaultIfEmpty(false);
	}

}
