package dev.plenum.platform.mongo;

import reactor.core.Disposable;

/**
 * Receives every snapshot of one {@link Live}, from the first one until the snapshots are
 * evicted. Then it is disposed of.
 *
 * @param <T> the type of the snapshots, immutable
 */
public interface Companion<T> extends Disposable {

	/**
	 * Receives a new snapshot. Called by one thread at a time, which must not be blocked:
	 * it may be the one of the change feed.
	 * @param snapshot the newest snapshot
	 */
	void receive(T snapshot);

}
