package dev.plenum.attendance;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import dev.plenum.platform.Ids;
import dev.plenum.programme.Session;
import dev.plenum.seating.CheckInTime;
import dev.plenum.seating.HeldSeat;
import dev.plenum.seating.SeatState;
import org.jspecify.annotations.Nullable;

/**
 * One attendee of a session, without a name.
 *
 * @param subject the attendee
 * @param seatState the state of the seat or of the place on the waiting list; null at a
 * session without seats
 * @param position the place on the waiting list, starting at 1; null without one
 * @param since since when the attendee has the seat or the place; null at a session
 * without seats
 * @param cameAt when the attendee came to the session at its present time; null if they
 * did not come
 */
record AttendanceEntry(String subject, @Nullable SeatState seatState, @Nullable Integer position,
		@Nullable Instant since, @Nullable Instant cameAt) {

	/** Seats in the order in which they were given, and then the waiting list. */
	private static final Comparator<HeldSeat> ORDER = Comparator
		.comparing(HeldSeat::position, Comparator.nullsFirst(Comparator.naturalOrder()))
		.thenComparing(HeldSeat::since);

	static List<AttendanceEntry> held(Session session, Collection<HeldSeat> seats) {
		CheckInTime time = CheckInTime.of(session);
		return seats.stream().sorted(ORDER).map((held) -> {
			boolean came = time.counts(held.checkedInAt(), held.place().checkedInFor());
			return new AttendanceEntry(held.place().subject(), held.state(), held.position(), held.since(),
					came ? held.checkedInAt() : null);
		}).toList();
	}

	String id(Session session) {
		return Ids.in("att", session.event().id(), session.id() + '/' + this.subject);
	}

}
