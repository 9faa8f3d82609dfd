package dev.plenum.audit;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.ExceptionResolver;
import org.bson.RawBsonDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

	private final InstantSource clock;

	AuditTrail(AuditLog entries, Intents intents, States states, ExceptionResolver exceptionResolver,
			InstantSource clock) {
		this.entries = entries;
		this.intents = intents;
		this.states = states;
		this.exceptionResolver = exceptionResolver;
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
		return this.intents.begin(intent)
			.then(this.states.of(attempt.ids()))
			.flatMap((before) -> change.map(Optional::of)
				.defaultIfEmpty(Optional.empty())
				.onErrorResume((ex) -> failed(intent, ex).then(Mono.error(ex)))
				.flatMap((answer) -> done(intent, before, attempt, answer.<Object>map((it) -> it).orElse("nothing"))
					.then(Mono.justOrEmpty(answer))));
	}

	/**
	 * Makes entries of the changes whose end nobody has told.
	 * @return when it is done
	 */
	Mono<Void> settle() {
		return this.intents.leftSince(this.clock.instant().minus(LEFT_ALONE))
			.concatMap((intent) -> this.entries
				.append(intent.ended(AuditOutcome.UNKNOWN, null, States.Difference.NONE.changes(), false))
				.then(this.intents.forget(intent)))
			.then();
	}

	private Mono<Void> done(AuditDocument intent, Map<String, RawBsonDocument> before, Attempt attempt, Object answer) {
		Set<String> ids = Stream.concat(attempt.ids().stream(), States.idsIn(answer)).collect(Collectors.toSet());
		return this.states.of(ids)
			.map((after) -> States.difference(before, after))
			.defaultIfEmpty(States.Difference.NONE)
			.onErrorReturn(States.Difference.UNKNOWN)
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
