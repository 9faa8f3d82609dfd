package dev.plenum.platform;

import java.time.Duration;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Work that a server does again and again in the background. A failure is logged and left
 * for the next time.
 */
public final class Repeatedly {

	private static final Logger log = LoggerFactory.getLogger(Repeatedly.class);

	private Repeatedly() {
	}

	/**
	 * Begins to do some work at an interval.
	 * @param interval the time between two attempts, and before the first one
	 * @param work the work; an attempt that takes longer than the interval delays the
	 * next one
	 * @return ends it
	 */
	public static Disposable every(Duration interval, Supplier<? extends Mono<?>> work) {
		return every(interval, interval, work);
	}

	/**
	 * Begins to do some work at an interval.
	 * @param first the time before the first attempt
	 * @param interval the time between two attempts
	 * @param work the work; an attempt that takes longer than the interval delays the
	 * next one
	 * @return ends it
	 */
	public static Disposable every(Duration first, Duration interval, Supplier<? extends Mono<?>> work) {
		return Flux.interval(first, interval)
			.onBackpressureDrop()
			.concatMap((_) -> attempt(interval, work), 1)
			.subscribe();
	}

	/**
	 * Begins to do some work at an interval, also while earlier attempts take longer.
	 * @param interval the time between two attempts, and before the first one
	 * @param most how many attempts are under way at the same time
	 * @param work the work
	 * @return ends it
	 */
	public static Disposable every(Duration interval, int most, Supplier<? extends Mono<?>> work) {
		return Flux.interval(interval)
			.onBackpressureDrop()
			.flatMap((_) -> attempt(interval, work), most, 1)
			.subscribe();
	}

	private static Mono<?> attempt(Duration interval, Supplier<? extends Mono<?>> work) {
		return Mono.defer(work).onErrorResume((ex) -> {
			log.debug("Background work failed, next attempt in {}", interval, ex);
			return Mono.empty();
		});
	}

}
