package dev.plenum.platform.broadcast;

import org.jspecify.annotations.Nullable;

/**
 * One listener's place in a line of steps. It is shown snapshots and tells what has
 * happened between its place and the snapshot, one step at a time; whatever snapshots it
 * is not shown, it leaves no step out and tells none twice. Used by one thread at a time.
 *
 * @param <S> the type of the snapshots
 * @param <T> the type of the steps; two that are equal look the same to everybody
 */
public interface Listener<S, T> {

	/**
	 * Look whether this listener may and can listen on.
	 * @param newest the newest snapshot
	 * @throws dev.plenum.platform.graphql.Problem if it may not any more, or if steps
	 * after its place are forgotten
	 */
	void check(S newest);

	/**
	 * Go on to the next step, after the same look.
	 * @param newest the newest snapshot
	 * @return the step; null if the listener has heard everything
	 * @throws dev.plenum.platform.graphql.Problem as above
	 */
	@Nullable T next(S newest);

}
