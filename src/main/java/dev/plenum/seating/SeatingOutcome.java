package dev.plenum.seating;

/** The outcome of a rule. */
sealed interface SeatingOutcome {

	/**
	 * Returns the seating afterwards.
	 * @return the seating; the same object as before if the rule changed nothing
	 */
	Seating seating();

	/**
	 * Returns the outcome with another state of the seating that followed it.
	 */
	SeatingOutcome in(Seating after);

	/**
	 * The attendee has a seat, or a place on the waiting list.
	 *
	 * @param seating the seating afterwards
	 * @param seat what the attendee has
	 */
	record Held(Seating seating, HeldSeat seat) implements SeatingOutcome {

		@Override
		public SeatingOutcome in(Seating after) {
			return after.look(this.seat.place().subject());
		}

	}

	/**
	 * The attendee has neither a seat nor a place on the waiting list.
	 *
	 * @param seating the seating afterwards
	 */
	record Absent(Seating seating) implements SeatingOutcome {

		@Override
		public SeatingOutcome in(Seating after) {
			return new Absent(after);
		}

	}

	/**
	 * The waiting list has no room for another attendee.
	 *
	 * @param seating the seating as before
	 */
	record Full(Seating seating) implements SeatingOutcome {

		@Override
		public SeatingOutcome in(Seating after) {
			return new Full(after);
		}

	}

	/**
	 * The rule did not concern a single attendee.
	 *
	 * @param seating the seating afterwards
	 */
	record Settled(Seating seating) implements SeatingOutcome {

		@Override
		public SeatingOutcome in(Seating after) {
			return new Settled(after);
		}

	}

}
