package dev.plenum.seating;

/** The outcome of a rule. */
sealed interface SeatingOutcome {

	/**
	 * Returns the seating afterwards.
	 * @return the seating; the same object as before if the rule changed nothing
	 */
	Seating seating();

	/**
	 * The attendee has a seat, or a place on the waiting list.
	 *
	 * @param seating the seating afterwards
	 * @param seat what the attendee has
	 */
	record Held(Seating seating, HeldSeat seat) implements SeatingOutcome {
	}

	/**
	 * The attendee has neither a seat nor a place on the waiting list.
	 *
	 * @param seating the seating afterwards
	 */
	record Absent(Seating seating) implements SeatingOutcome {
	}

	/**
	 * The waiting list has no room for another attendee.
	 *
	 * @param seating the seating as before
	 */
	record Full(Seating seating) implements SeatingOutcome {
	}

	/**
	 * The rule did not concern a single attendee.
	 *
	 * @param seating the seating afterwards
	 */
	record Settled(Seating seating) implements SeatingOutcome {
	}

}
