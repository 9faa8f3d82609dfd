package dev.plenum.audit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

import dev.plenum.platform.TransientFault;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.ExceptionResolver;
import dev.plenum.platform.graphql.Refusal;
import dev.plenum.platform.security.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Records changes so that no change takes effect without an entry. An intent is written
 * before the change is carried out. It is removed when the entry is written or when the
 * change was refused. If the server stops in between, the intent remains and any server
 * turns it into an entry. Writing an entry twice adds it once.
 */
@Component
public class AuditTrail {

	private static final Logger log = LoggerFactory.getLogger(AuditTrail.class);

	/** Longer than any change takes, and longer than clocks differ. */
	private static final Duration ABANDONED_AFTER = Duration.ofMinutes(2);

	/** The error codes of changes that were not carried out. */
	private static final Set<ErrorCode> NOT_CARRIED_OUT = Set.of(ErrorCode.UNAUTHENTICATED, ErrorCode.FORBIDDEN,
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
	 * Carries out a change that the server makes by itself on behalf of a person, and
	 * records it.
	 * @param action the name of the change
	 * @param arguments its arguments, which contain the id of the event
	 * @param caller the person
	 * @param change carries it out
	 * @param changed whether an answer means that something was changed; otherwise
	 * nothing is recorded
	 * @param <T> the type of the answer
	 * @return the answer of the change
	 */
	public <T extends Object> Mono<T> recorded(String action, Map<String, ?> arguments, Caller caller, Mono<T> change,
			Predicate<? super T> changed) {
		return Mono.defer(
				() -> recorded(Attempt.of(action, arguments, caller, UUID.randomUUID().toString()), change, changed));
	}

	/**
	 * Carries out a requested change and records it.
	 * @param attempt the requested change
	 * @param change carries it out
	 * @param <T> the type of the answer
	 * @return the answer of the change
	 */
	<T extends Object> Mono<T> recorded(Attempt attempt, Mono<T> change) {
		return recorded(attempt, change, (answer) -> !(answer instanceof Refusal));
	}

	private <T extends Object> Mono<T> recorded(Attempt attempt, Mono<T> change, Predicate<? super T> changed) {
		AuditDocument intent = attempt.intendedAt(this.clock.instant());
		return this.intents.begin(intent)
			.then(this.states.before(attempt.ids()))
			.flatMap(
					(prior) -> prior.of(change)
						.map(Optional::of)
						.defaultIfEmpty(Optional.empty())
						.onErrorResume((ex) -> failed(intent, ex).then(Mono.error(ex)))
						.flatMap((answer) -> (answer.isPresent() && !changed.test(answer.get())
								? this.intents.forget(intent).onErrorComplete()
								: done(intent, this.states.since(prior, attempt.ids()),
										answer.<Object>map((it) -> it).orElse("nothing")))
							.then(Mono.justOrEmpty(answer))));
	}

	/**
	 * Turns abandoned intents into entries with the outcome UNKNOWN.
	 * @return completes when all are written
	 */
	Mono<Void> settle() {
		return this.intents.leftSince(this.clock.instant().minus(ABANDONED_AFTER))
			.concatMap((intent) -> this.entries.append(intent.ended(AuditOutcome.UNKNOWN, null, List.of(), false))
				.then(this.intents.forget(intent)))
			.then();
	}

	/**
	 * Removes the entries that are older than {@code plenum.audit.keep-for}.
	 * @return the number of entries that this server removed
	 */
	Mono<Long> removeExpired() {
		return this.entries.removeBefore(this.clock.instant().minus(this.settings.keepFor()))
			.doOnNext((count) -> log.atLevel((count > 0) ? Level.INFO : Level.DEBUG)
				.log("Removed {} expired entries of the audit trail", count));
	}

	private Mono<Void> done(AuditDocument intent, Mono<States.Difference> difference, Object answer) {
		return difference.onErrorReturn(States.Difference.UNKNOWN)
			.flatMap((found) -> ended(intent, AuditOutcome.DONE,
					(answer instanceof String text) ? text : answer.getClass().getSimpleName(), found));
	}

	private Mono<Void> failed(AuditDocument intent, Throwable failure) {
		ErrorCode code = this.exceptionResolver.code(failure);
		return NOT_CARRIED_OUT.contains(code) ? this.intents.forget(intent).onErrorComplete()
				: ended(intent, AuditOutcome.FAILED, code.name(), States.Difference.UNKNOWN);
	}

	/**
	 * Writes the entry and removes the intent. If this fails, {@link #settle} writes the
	 * entry later.
	 */
	private Mono<Void> ended(AuditDocument intent, AuditOutcome outcome, String answer, States.Difference difference) {
		return this.entries.append(intent.ended(outcome, answer, difference.changes(), difference.complete()))
			.then(this.intents.forget(intent))
			.onErrorResume((ex) -> {
				log.warn("The entry {} is not written yet: {}", intent.id(), TransientFault.describe(ex));
				return Mono.empty();
			});
	}

}
