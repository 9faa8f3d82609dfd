package dev.plenum.seating;

import java.time.Instant;

import dev.plenum.programme.Session;
import org.jspecify.annotations.Nullable;

/**
 * When attendees can be checked in at a session.
 *
 * @param opensAt the first moment
 * @param startsAt the start of the session
 * @param closesAt the end of the session
 */
public record CheckInTime(Instant opensAt, Instant startsAt, Instant closesAt) {

	/**
	 * Returns the time of a session.
	 * @param session the session
	 * @return its time, as its schedule is now
	 */
	public static CheckInTime of(Session session) {
		Instant startsAt = session.slot().startsAt();
		return new CheckInTime(startsAt.minus(session.event().seatRules().checkInBefore()), startsAt,
				session.slot().endsAt());
	}

	/**
	 * Returns whether attendees can be checked in.
	 * @param moment the current time
	 * @return false before the first moment and from the end of the session on
	 */
	public boolean contains(Instant moment) {
		return !moment.isBefore(this.opensAt) && moment.isBefore(this.closesAt);
	}

	/**
	 * Returns whether a check-in still counts after the session may have moved: if it was
	 * made for this start, or at a moment at which it could be made for this start.
	 * @param at when it was made; null if there is none
	 * @param madeFor the start of the session for which it was made; null if unknown
	 * @return whether the attendee has come
	 */
	public boolean counts(@Nullable Instant at, @Nullable Instant madeFor) {
		return at != null && (madeFor == null || madeFor.equals(this.startsAt) || contains(at));
	}

}
