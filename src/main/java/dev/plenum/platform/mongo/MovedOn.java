package dev.plenum.platform.mongo;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Another write was faster than the one that was decided upon what had been read before.
 */
public final class MovedOn extends RuntimeException {

	private static final Duration SHORTEST_PAUSE = Duration.ofMillis(2);

	private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

	/** The signal that another write was faster. */
	public MovedOn() {
		super("Another write was faster", null, false, false);
	}

	/**
	 * Decides and writes again until no other write is faster.
	 * @param most how many attempts there are after the first one
	 * @param first how the first attempt reads; all later ones read
	 * {@link Reading#NEWEST}
	 * @param attempt reads as it is told, decides and writes; empty, or the error
	 * {@link MovedOn}, where another write was faster
	 * @param <T> the type of the result
	 * @return what the first attempt that got through has given; the error
	 * {@link MovedOn} if none did
	 */
	public static <T> Mono<T> retried(int most, Reading first, Function<Reading, Mono<T>> attempt) {
		return Mono.defer(() -> {
			AtomicReference<Reading> next = new AtomicReference<>(first);
			return Mono.defer(() -> attempt.apply(next.getAndSet(Reading.NEWEST)))
				.switchIfEmpty(Mono.error(MovedOn::new))
				.retryWhen(Retry.backoff(most, SHORTEST_PAUSE)
					.maxBackoff(LONGEST_PAUSE)
					.jitter(1)
					.filter(MovedOn.class::isInstance)
					.onRetryExhaustedThrow((retries, last) -> last.failure()));
		});
	}

}
