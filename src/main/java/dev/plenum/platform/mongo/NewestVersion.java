package dev.plenum.platform.mongo;

import java.time.Instant;

import dev.plenum.platform.Grounds;

/**
 * The version of the newest snapshot of one {@link Live}, and when it was last used. Kept
 * answers refer to this object, since a reference to the snapshot would keep it in
 * memory.
 */
final class NewestVersion implements Grounds.Source {

	/** In milliseconds. A use so soon after the last one is not recorded. */
	private static final long PRECISION = 100;

	/** 0 before the first snapshot. */
	private volatile long version;

	/** In milliseconds since the epoch. */
	private volatile long usedAt;

	private volatile boolean retired;

	/**
	 * Starts the next version; called by one thread at a time.
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
		if (now - this.usedAt > PRECISION) {
			this.usedAt = now;
		}
	}

	boolean isUnusedSince(Instant moment) {
		return this.usedAt < moment.toEpochMilli();
	}

	/**
	 * Notes that changes will no longer be applied to the snapshot.
	 */
	void retire() {
		this.retired = true;
	}

}
