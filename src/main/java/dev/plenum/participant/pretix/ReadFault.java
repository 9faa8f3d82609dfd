package dev.plenum.participant.pretix;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Orders cannot be read or applied. Has no stack trace, since the fault is elsewhere.
 */
final class ReadFault extends RuntimeException {

	private final ReadOutcome outcome;

	private final @Nullable Integer status;

	private final Duration retryAfter;

	ReadFault(ReadOutcome outcome) {
		this(outcome, null, null, Duration.ZERO);
	}

	ReadFault(ReadOutcome outcome, @Nullable Integer status, @Nullable String detail, Duration retryAfter) {
		super((detail != null) ? outcome.explanation() + " " + detail : outcome.explanation(), null, false, false);
		this.outcome = outcome;
		this.status = status;
		this.retryAfter = retryAfter;
	}

	ReadOutcome outcome() {
		return this.outcome;
	}

	@Nullable Integer status() {
		return this.status;
	}

	String explanation() {
		return String.valueOf(getMessage());
	}

	/** How long pretix asks to wait; zero if it does not. */
	Duration retryAfter() {
		return this.retryAfter;
	}

}
