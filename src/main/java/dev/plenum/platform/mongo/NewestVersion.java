package dev.plenum.platform.mongo;

import java.time.Instant;

import dev.plenum.platform.Grounds;

/**
 * The version of the newest snapshot of one {@link Live}, and when that was used last.
 * Kept answers refer to this and not to the snapshot, which they would keep in memory.
 */
final class NewestVersion implements Grounds.Source {

	/** A use within so many milliseconds of the last one is not written down. */
	private static final long EXACT_ENOUGH = 100;

	/** 0 before the first snapshot. */
	private volatile long version;

	/** In milliseconds of the epoch. */
	private volatile long usedAt;

	private volatile boolean retired;

	/**
	 * Begins the next version; called by one thread at a time.
	 * @return its number
	 */
	long next() {
		long next = this.version + 1;
		this.version = next;
		return next;
	}

	@Override
	public boolean shows(long version) {
		return version == this.version && !this.retired;
	}

	@Override
	public void use() {
		long now = System.currentTimeMillis();
		if (now - this.usedAt > EXACT_ENOUGH) {
			this.usedAt = now;
		}
	}

	boolean isUnusedSince(Instant moment) {
		return this.usedAt < moment.toEpochMilli();
	}

	/**
	 * Notes that no newer snapshot will be heard of.
	 */
	void retire() {
		this.retired = true;
	}

}
