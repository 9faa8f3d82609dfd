package dev.plenum.seating;

import java.time.Instant;

import dev.plenum.seating.SeatingOutcome.Full;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a seating, bound to the attendee that it concerns. It may be applied
 * several times until its outcome is stored.
 */
@FunctionalInterface
interface SeatRule {

	/**
	 * Applies the rule.
	 * @param seating the seating
	 * @param now the current time
	 * @return the outcome, with the seating afterwards
	 */
	SeatingOutcome apply(Seating seating, Instant now);

	/**
	 * Returns a rule that is applied once for each request. A repeated request changes
	 * nothing. A request that finds the waiting list full is not remembered.
	 * @param request the key of the request; null to apply the rule each time
	 * @param subject the attendee
	 * @param rule the rule
	 */
	static SeatRule once(@Nullable String request, String subject, SeatRule rule) {
		return (request == null) ? rule : (seating, now) -> {
			if (seating.remembers(request, now)) {
				return seating.look(subject);
			}
			SeatingOutcome outcome = rule.apply(seating.remembering(request, now), now);
			return (outcome instanceof Full) ? new Full(seating) : outcome;
		};
	}

}
