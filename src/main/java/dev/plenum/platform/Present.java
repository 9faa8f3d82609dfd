package dev.plenum.platform;

import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;

/**
 * The present moment. Resolvers of queries take it as {@code @ContextValue Present
 * present}, and no other clock: it notes what the passing of time means for the answer.
 */
public final class Present {

	/** The name of the context value. */
	public static final String CONTEXT_KEY = "present";

	private final InstantSource clock;

	private final Grounds grounds;

	/**
	 * The present of one execution.
	 * @param clock tells the time
	 * @param grounds what the answer stands on
	 */
	public Present(InstantSource clock, Grounds grounds) {
		this.clock = clock;
		this.grounds = grounds;
	}

	/**
	 * The moment, for an answer that is another at every other moment.
	 * @return now
	 */
	public Instant instant() {
		this.grounds.standOnNothing();
		return this.clock.instant();
	}

	/**
	 * The moment, for an answer that changes at certain times only.
	 * @param turns those times, in any order
	 * @return now
	 */
	public Instant between(Stream<Instant> turns) {
		Instant now = this.clock.instant();
		turns.filter((turn) -> turn.isAfter(now)).forEach(this.grounds::standUntil);
		return now;
	}

}
