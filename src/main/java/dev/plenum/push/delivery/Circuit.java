package dev.plenum.push.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether one push service is worth a request. After five failures in a row nothing is
 * sent to it for a second, and after each failed trial for twice as long, up to a minute.
 */
final class Circuit {

	private static final int MOST_FAILURES = 5;

	private static final int MOST_DOUBLINGS = 6;

	private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

	private static final Duration TRIAL = Duration.ofSeconds(15);

	private int failures;

	private int pauses;

	private Instant pausedUntil = Instant.MIN;

	private Instant triedUntil = Instant.MIN;

	/**
	 * Asks to send a request. After a pause, one request at a time is a trial.
	 * @param now the current time
	 * @return the time to wait; zero if the request can be sent now
	 */
	synchronized Duration enter(Instant now) {
		if (this.failures < MOST_FAILURES) {
			return Duration.ZERO;
		}
		Instant next = this.pausedUntil.isAfter(this.triedUntil) ? this.pausedUntil : this.triedUntil;
		Duration pause = next.isAfter(now) ? Duration.between(now, next) : Duration.ZERO;
		if (pause.isZero() || pause.compareTo(LONGEST_PAUSE) > 0) {
			this.triedUntil = now.plus(TRIAL);
			return Duration.ZERO;
		}
		return pause;
	}

	/**
	 * Records that the service answered.
	 */
	synchronized void succeeded() {
		this.failures = 0;
		this.pauses = 0;
		this.triedUntil = Instant.MIN;
	}

	/**
	 * Records that the service did not answer, or answered that it is not available.
	 * Requests that were under way when a pause began do not count again.
	 * @param now the current time
	 */
	synchronized void failed(Instant now) {
		this.failures++;
		this.triedUntil = Instant.MIN;
		if (this.failures >= MOST_FAILURES && !now.isBefore(this.pausedUntil)) {
			Duration pause = Duration.ofSeconds(1L << Math.min(this.pauses, MOST_DOUBLINGS));
			this.pausedUntil = now.plus((pause.compareTo(LONGEST_PAUSE) < 0) ? pause : LONGEST_PAUSE);
			this.pauses++;
		}
	}

}
