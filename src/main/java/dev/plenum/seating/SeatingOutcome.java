package dev.plenum.seating;

/** The outcome of a rule. */
public sealed interface SeatingOutcome {

	/**
	 * Returns the seating afterwards.
	 * @return the seating; the same object as before if the rule changed nothing
	 */
	Seating seating();

	/**
	 * Returns the outcome with another state of the seating that followed it.
	 * @param after the other state
	 * @return the outcome
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
	 * The attendee has a seat and has come to the session.
	 *
	 * @param seating the seating afterwards
	 * @param seat what the attendee has, checked in
	 * @param first whether this check-in counts, because no earlier one is known
	 * @param admitted whether the attendee got the seat at the door
	 */
	record Came(Seating seating, HeldSeat seat, boolean first, boolean admitted) implements SeatingOutcome {

		static SeatingOutcome of(Seating seating, String subject, boolean first) {
			return of(seating, subject, first, false);
		}

		private static SeatingOutcome of(Seating seating, String subject, boolean first, boolean admitted) {
			return (seating.look(subject) instanceof Held held) ? new Came(seating, held.seat(), first, admitted)
					: new Absent(seating);
		}

		Came admitting() {
			return new Came(this.seating, this.seat, this.first, true);
		}

		@Override
		public SeatingOutcome in(Seating after) {
			return of(after, this.seat.place().subject(), this.first, this.admitted);
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
	 * There are fewer free seats than a group needs. Nothing was held.
	 *
	 * @param seating the seating as before
	 * @param needed the number of seats that the group needs
	 * @param left the number of seats that it could have
	 */
	record TooFew(Seating seating, int needed, int left) implements SeatingOutcome {

		@Override
		public SeatingOutcome in(Seating after) {
			return new TooFew(after, this.needed, this.left);
		}

	}

	/**
	 * The request was carried out before, and the attendee has no seat any more. Nothing
	 * changed.
	 *
	 * @param seating the seating as before
	 */
	record Repeated(Seating seating) implements SeatingOutcome {

		@Override
		public SeatingOutcome in(Seating after) {
			return new Repeated(after);
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
