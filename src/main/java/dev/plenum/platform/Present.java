package dev.plenum.platform;

import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;

/**
 * The current time. Resolvers of queries take it as {@code @ContextValue Present present}
 * and use no other clock: it records in {@link Grounds} when the answer changes.
 */
public final class Present {

	/** The name of the context value. */
	public static final String CONTEXT_KEY = "present";

	private final InstantSource clock;

	private final Grounds grounds;

	/**
	 * Creates the current time of one execution.
	 * @param clock the clock
	 * @param grounds records what the answer depends on
	 */
	public Present(InstantSource clock, Grounds grounds) {
		this.clock = clock;
		this.grounds = grounds;
	}

	/**
	 * Returns the current time for an answer that is different at every moment.
	 * @return the current time
	 */
	public Instant instant() {
		this.grounds.standOnNothing();
		return this.clock.instant();
	}

	/**
	 * Returns the current time for an answer that changes only at certain times.
	 * @param turns the times, in any order
	 * @return the current time
	 */
	public Instant between(Stream<Instant> turns) {
		Instant now = this.clock.instant();
		turns.filter((turn) -> turn.isAfter(now)).forEach(this.grounds::standUntil);
		return now;
	}

}
