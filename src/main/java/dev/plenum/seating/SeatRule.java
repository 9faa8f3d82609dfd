package dev.plenum.seating;

import java.time.Instant;

/**
 * One rule of a seating, with whom it is about. It may be applied several times, until
 * its outcome is kept.
 */
@FunctionalInterface
interface SeatRule {

	/**
	 * Applies the rule.
	 * @param seating the seating as it is
	 * @param now the moment
	 * @return what becomes of it
	 */
	SeatingOutcome apply(Seating seating, Instant now);

}
