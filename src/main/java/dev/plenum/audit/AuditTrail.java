package dev.plenum.audit;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.ExceptionResolver;
import dev.plenum.platform.mongo.PriorStates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Keeps what is changed, so that nothing takes effect without an entry. What is intended
 * is written before anything is done, and taken away when the entry is there, or when
 * nothing was done. Whatever stops a server in between leaves the intent, which another
 * makes an entry of; the same entry twice is one.
 */
@Component
class AuditTrail {

	private static final Logger log = LoggerFactory.getLogger(AuditTrail.class);

	/** Longer than any change takes, and than clocks differ. */
	private static final Duration LEFT_ALONE = Duration.ofMinutes(2);

	/** The codes of a change that has not been carried out. */
	private static final Set<ErrorCode> REFUSALS = Set.of(ErrorCode.UNAUTHENTICATED, ErrorCode.FORBIDDEN,
			ErrorCode.NOT_FOUND, ErrorCode.BAD_INPUT, ErrorCode.CONFLICT, ErrorCode.RATE_LIMITED,
			ErrorCode.QUERY_TOO_COMPLEX);

	private final AuditLog entries;

	private final Intents intents;

	private final States states;

	private final ExceptionResolver exceptionResolver;

	private final AuditSettings settings;

	private final InstantSource clock;

	AuditTrail(AuditLog entries, Intents intents, States states, ExceptionResolver exceptionResolver,
			AuditSettings settings, InstantSource clock) {
		this.entries = entries;
		this.intents = intents;
		this.states = states;
		this.exceptionResolver = exceptionResolver;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Carries out a change and keeps what came of it.
	 * @param attempt what is asked for
	 * @param change carries it out
	 * @param <T> the type of the answer
	 * @return what the change answers
	 */
	<T extends Object> Mono<T> keep(Attempt attempt, Mono<T> change) {
		AuditDocument intent = attempt.intendedAt(this.clock.instant().truncatedTo(ChronoUnit.MILLIS));
		PriorStates prior = this.states.prior();
		return this.intents.begin(intent)
			.then(this.states.of(attempt.ids()))
			.flatMap((before) -> prior.of(change)
				.map(Optional::of)
				.defaultIfEmpty(Optional.empty())
				.onErrorResume((ex) -> failed(intent, ex).then(Mono.error(ex)))
				.flatMap((answer) -> done(intent, this.states.since(before, attempt.ids(), prior),
						answer.<Object>map((it) -> it).orElse("nothing"))
					.then(Mono.justOrEmpty(answer))));
	}

	/**
	 * Makes entries of the changes whose end nobody has told.
	 * @return when it is done
	 */
	Mono<Void> settle() {
		return this.intents.leftSince(this.clock.instant().minus(LEFT_ALONE))
			.concatMap((intent) -> this.entries.append(intent.ended(AuditOutcome.UNKNOWN, null, List.of(), false))
				.then(this.intents.forget(intent)))
			.then();
	}

	/**
	 * Removes the entries that were kept for as long as the settings say.
	 * @return how many this server has removed
	 */
	Mono<Long> removeExpired() {
		return this.entries.removeBefore(this.clock.instant().minus(this.settings.keepFor()))
			.doOnNext((count) -> log.atLevel((count > 0) ? Level.INFO : Level.DEBUG)
				.log("{} entries of the audit trail have expired and are removed", count));
	}

	private Mono<Void> done(AuditDocument intent, Mono<States.Difference> changes, Object answer) {
		return changes.onErrorReturn(States.Difference.UNKNOWN)
			.flatMap((difference) -> ended(intent, AuditOutcome.DONE,
					(answer instanceof String text) ? text : answer.getClass().getSimpleName(), difference));
	}

	private Mono<Void> failed(AuditDocument intent, Throwable failure) {
		ErrorCode code = this.exceptionResolver.code(failure);
		return REFUSALS.contains(code) ? this.intents.forget(intent).onErrorComplete()
				: ended(intent, AuditOutcome.FAILED, code.name(), States.Difference.UNKNOWN);
	}

	/**
	 * If this fails, the intent is still there and becomes an entry later.
	 */
	private Mono<Void> ended(AuditDocument intent, AuditOutcome outcome, String answer, States.Difference difference) {
		return this.entries.append(intent.ended(outcome, answer, difference.changes(), difference.complete()))
			.then(this.intents.forget(intent))
			.onErrorResume((ex) -> {
				log.warn("The entry {} is not written yet: {}", intent.id(), ex.toString());
				return Mono.empty();
			});
	}

}
