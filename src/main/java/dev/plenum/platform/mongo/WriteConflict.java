package dev.plenum.platform.mongo;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Another write was faster than this one, so that this one was based on an old state.
 */
public final class WriteConflict extends RuntimeException {

	private static final Duration SHORTEST_PAUSE = Duration.ofMillis(2);

	private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

	/** Creates the signal, without a stack trace. */
	public WriteConflict() {
		super("Another write was faster", null, false, false);
	}

	/**
	 * Reads, decides and writes again until no other write is faster.
	 * @param most how many attempts may follow the first one
	 * @param first how the first attempt reads; all later ones read
	 * {@link Reading#NEWEST}
	 * @param attempt reads in the given way, decides and writes; empty, or the error
	 * {@link WriteConflict}, if another write was faster
	 * @param <T> the type of the result
	 * @return the result of the first attempt that succeeded; the error
	 * {@link ErrorCode#UNAVAILABLE} if none did
	 */
	public static <T> Mono<T> retried(int most, Reading first, Function<Reading, Mono<T>> attempt) {
		return Mono.defer(() -> {
			AtomicReference<Reading> next = new AtomicReference<>(first);
			return Mono.defer(() -> attempt.apply(next.getAndSet(Reading.NEWEST)))
				.switchIfEmpty(Mono.error(WriteConflict::new))
				.retryWhen(Retry.backoff(most, SHORTEST_PAUSE)
					.maxBackoff(LONGEST_PAUSE)
					.jitter(1)
					.filter(WriteConflict.class::isInstance)
					.onRetryExhaustedThrow((retries, last) -> last.failure()))
				.onErrorMap(WriteConflict.class, (ex) -> Problem.of(ErrorCode.UNAVAILABLE,
						"Others are changing the same thing right now. Retry in a few seconds."));
		});
	}

}
