package dev.plenum.seating;

import java.time.OffsetDateTime;

import dev.plenum.programme.Session;
import dev.plenum.seating.BookSeatPayload.BookingClosed;
import org.jspecify.annotations.Nullable;

/**
 * A session's seats as they are shown; the schema describes each property.
 *
 * @param session the session, which has a capacity
 * @param capacity how many seats there are
 * @param seating who has them
 */
record Seats(Session session, int capacity, Seating seating) {

	public int taken() {
		return this.seating.booked().size();
	}

	public int left() {
		return Math.max(0, this.capacity - taken());
	}

	public int waiting() {
		return this.seating.waiting().size();
	}

	public @Nullable OffsetDateTime opensAt() {
		return BookingClosed.opening(this.session);
	}

	public OffsetDateTime closesAt() {
		return this.session.programme().at(BookingClosed.closing(this.session));
	}

}
