package dev.plenum.changelog;

/**
 * When the next step of one event may be appended: at once if it is quiet. While an event
 * changes all the time, as in an import, a step collects what has changed meanwhile. All
 * servers count the steps of all servers. Not thread-safe.
 */
final class Pace {

	/** How many steps may follow each other quickly. */
	private static final int BURST = 40;

	/** How many ticks one more step takes after that: two seconds. */
	private static final int TICKS_FOR_ONE = 20;

	/** How many ticks lie between two steps at least: 0.3 s. */
	private static final int TICKS_BETWEEN = 3;

	private double allowed = BURST;

	private long lastTick;

	private long stepTick = -TICKS_BETWEEN;

	private int version;

	/**
	 * Notes the version of the event at a tick.
	 */
	void note(long tick, int newest) {
		this.allowed = Math.min(BURST, this.allowed + (tick - this.lastTick) / (double) TICKS_FOR_ONE);
		this.lastTick = tick;
		if (newest > this.version) {
			this.allowed = Math.max(0, this.allowed - 1);
			this.stepTick = tick;
			this.version = newest;
		}
	}

	boolean allowsStep() {
		return this.allowed >= 1 && this.lastTick - this.stepTick >= TICKS_BETWEEN;
	}

}
