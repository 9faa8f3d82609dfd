package dev.plenum.platform.web;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * What happens on a socket after a time, on its event loop.
 */
final class SocketTimers {

	private static final Duration LONGEST_EXPIRY = Duration.ofDays(365);

	private final EventLoop eventLoop;

	/** The timeout of the initialisation first, the keep-alive then. */
	private @Nullable Future<?> timer;

	private @Nullable Future<?> expiry;

	SocketTimers(EventLoop eventLoop) {
		this.eventLoop = eventLoop;
	}

	void initTimeout(Duration timeout, Runnable action) {
		this.timer = this.eventLoop.schedule(action, timeout.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Do something at an interval, and no longer wait for the initialisation.
	 * @param interval the time from now to the first time, and between two times
	 * @param action what to do
	 */
	void keepAlive(Duration interval, Runnable action) {
		stop(this.timer);
		this.timer = this.eventLoop.scheduleAtFixedRate(action, interval.toMillis(), interval.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	/**
	 * Do something when a token expires.
	 * @param validity the time until then; after more than a year nothing is done
	 * @param action what to do
	 */
	void expiry(Duration validity, Runnable action) {
		if (validity.compareTo(LONGEST_EXPIRY) < 0) {
			this.expiry = this.eventLoop.schedule(action, validity.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	void cancel() {
		stop(this.timer);
		stop(this.expiry);
	}

	private static void stop(@Nullable Future<?> future) {
		if (future != null) {
			future.cancel(false);
		}
	}

}
