package dev.plenum.seating;

import dev.plenum.seating.SeatingOutcome.Full;
import dev.plenum.seating.SeatingOutcome.Settled;
import dev.plenum.seating.SeatingOutcome.TooFew;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a seating, bound to the attendee that it concerns. It may be applied
 * several times until its outcome is stored.
 */
@FunctionalInterface
public interface SeatRule {

	/** Changes nothing by itself: the present terms are applied after every rule. */
	SeatRule SETTLE = (seating, terms) -> new Settled(seating);

	/**
	 * Returns the rule that changes nothing by itself.
	 * @param subject the attendee
	 * @return the rule; its outcome is what the attendee has
	 */
	static SeatRule look(String subject) {
		return (seating, terms) -> seating.look(subject);
	}

	/**
	 * Applies the rule.
	 * @param seating the seating
	 * @param terms what the rule depends on besides the seating
	 * @return the outcome, with the seating afterwards
	 */
	SeatingOutcome apply(Seating seating, SeatTerms terms);

	/**
	 * Returns a rule that is applied once for each request. A repeated request changes
	 * nothing. A request that finds no seat and no place is not remembered.
	 * @param request the key of the request; null to apply the rule each time
	 * @param subject the attendee
	 * @param rule the rule
	 * @return the rule to apply
	 */
	static SeatRule once(@Nullable String request, String subject, SeatRule rule) {
		return (request == null) ? rule : (seating, terms) -> {
			if (RequestMemory.contains(seating.requests(), request, terms.now())) {
				return seating.look(subject);
			}
			SeatingOutcome outcome = rule.apply(seating.remembering(request, terms.now()), terms);
			return switch (outcome) {
				case Full _ -> new Full(seating);
				case TooFew few -> few.in(seating);
				default -> outcome;
			};
		};
	}

	/**
	 * Applies the rule, and then the present terms.
	 * @param seating the seating
	 * @param terms what the rule depends on besides the seating
	 * @return the outcome, with the seating afterwards
	 */
	default SeatingOutcome settled(Seating seating, SeatTerms terms) {
		SeatingOutcome outcome = apply(seating, terms);
		Seating after = SeatAllocation.settled(outcome.seating(), terms);
		return (after == outcome.seating()) ? outcome : outcome.in(after);
	}

}
