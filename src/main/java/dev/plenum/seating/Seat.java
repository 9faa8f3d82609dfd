package dev.plenum.seating;

import java.time.OffsetDateTime;

import dev.plenum.platform.Ids;
import dev.plenum.programme.Session;
import dev.plenum.schedule.SessionStatus;
import org.jspecify.annotations.Nullable;

/**
 * An attendee's seat or place on the waiting list, as the API returns it. The schema
 * describes each property.
 *
 * @param session the session
 * @param subject the attendee, whom the API does not reveal to others
 * @param held what the attendee has
 */
public record Seat(Session session, String subject, HeldSeat held) {

	private static final String ID_PREFIX = "sea";

	/**
	 * Returns the id of an attendee's seat at a session.
	 * @param sessionId the session
	 * @param subject the attendee
	 * @return the id, whether or not there is such a seat
	 */
	public static String id(String sessionId, String subject) {
		return Ids.in(ID_PREFIX, Ids.eventOf(sessionId).orElseThrow(), sessionId + '/' + subject);
	}

	public String id() {
		return id(this.session.id(), this.subject);
	}

	public SeatState state() {
		return this.held.state();
	}

	public @Nullable Integer position() {
		return this.held.position();
	}

	public OffsetDateTime since() {
		return this.session.programme().at(this.held.since());
	}

	public @Nullable OffsetDateTime offeredUntil() {
		return (state() == SeatState.OFFERED) ? this.session.programme().moment(this.held.place().offeredUntil())
				: null;
	}

	public @Nullable OffsetDateTime checkedInAt() {
		Place place = this.held.place();
		return CheckInTime.of(this.session).counts(place.checkedInAt(), place.checkedInFor())
				? this.session.programme().moment(place.checkedInAt()) : null;
	}

	public boolean valid() {
		return this.session.status() == SessionStatus.SCHEDULED;
	}

	/** The outcome of a mutation that gave the caller a seat. */
	public interface Given {

		/**
		 * Returns the session of the seat.
		 * @return the session
		 */
		Session session();

	}

}
