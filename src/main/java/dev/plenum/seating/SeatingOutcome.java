package dev.plenum.seating;

/** What became of a wish for a seat. */
sealed interface SeatingOutcome {

	/**
	 * The seating afterwards.
	 * @return the seating; the very same as before where the wish makes no difference
	 */
	Seating seating();

	/**
	 * The attendee has a seat, or a place in line.
	 *
	 * @param seating the seating afterwards
	 * @param seat what the attendee has
	 */
	record Held(Seating seating, HeldSeat seat) implements SeatingOutcome {
	}

	/**
	 * The attendee has nothing here.
	 *
	 * @param seating the seating afterwards
	 */
	record Absent(Seating seating) implements SeatingOutcome {
	}

	/**
	 * So many wait that nobody can be added.
	 *
	 * @param seating the seating as it is
	 */
	record LineFull(Seating seating) implements SeatingOutcome {
	}

	/**
	 * It was about nobody in particular.
	 *
	 * @param seating the seating afterwards
	 */
	record Settled(Seating seating) implements SeatingOutcome {
	}

}
