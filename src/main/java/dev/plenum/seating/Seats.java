package dev.plenum.seating;

import java.time.OffsetDateTime;

import dev.plenum.platform.Ids;
import dev.plenum.programme.Session;
import org.jspecify.annotations.Nullable;

/**
 * A session's seats, as the API returns them. The schema describes each property.
 *
 * @param session the session, which has a capacity
 * @param capacity the number of seats
 * @param seating who has them
 */
record Seats(Session session, int capacity, Seating seating) {

	private static final String ID_PREFIX = "sts";

	public String id() {
		return Ids.in(ID_PREFIX, this.session.event().id(), this.session.id());
	}

	public int taken() {
		return this.seating.booked().size();
	}

	public int left() {
		return Math.max(0, this.capacity - taken() - this.seating.offered());
	}

	int checkedIn() {
		return SeatDoor.count(this.seating, CheckInTime.of(this.session));
	}

	public int waiting() {
		return this.seating.waiting().size();
	}

	public @Nullable OffsetDateTime opensAt() {
		return BookingTime.of(this.session).opensAt();
	}

	public OffsetDateTime closesAt() {
		return BookingTime.of(this.session).closesAt();
	}

}
