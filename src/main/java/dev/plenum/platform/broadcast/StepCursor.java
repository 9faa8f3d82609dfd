package dev.plenum.platform.broadcast;

import org.jspecify.annotations.Nullable;

/**
 * One subscriber's position in a sequence of steps. Given a snapshot, it returns the
 * steps between its position and that snapshot, one at a time. It returns every step
 * exactly once, even if it is not given every snapshot. Used by one thread at a time.
 *
 * @param <S> the type of the snapshots
 * @param <T> the type of the steps; equal steps have the same result for all subscribers
 */
public interface StepCursor<S, T> {

	/**
	 * Checks whether this subscriber may and can continue.
	 * @param newest the newest snapshot
	 * @throws dev.plenum.platform.graphql.Problem if the subscriber has lost its access,
	 * or if steps after its position are no longer available
	 */
	void check(S newest);

	/**
	 * Checks the same and moves to the next step.
	 * @param newest the newest snapshot
	 * @return the step; null if there is none
	 * @throws dev.plenum.platform.graphql.Problem if the subscriber has lost its access,
	 * or if steps after its position are no longer available
	 */
	@Nullable T next(S newest);

	/**
	 * Returns the position after a step, from which the subscription can be continued on
	 * any server. It depends on the step only.
	 * @param step the step that was returned last
	 * @return the position: at most 41 letters, digits and characters of {@code ._~-};
	 * null if the subscription cannot be continued
	 */
	default @Nullable String position(T step) {
		return null;
	}

}
