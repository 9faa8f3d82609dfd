package dev.plenum.seating;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

import dev.plenum.programme.Event;
import dev.plenum.programme.Session;
import dev.plenum.programme.document.EventState;
import dev.plenum.schedule.SessionStatus;
import dev.plenum.seating.BookSeatPayload.BookingClosed;
import dev.plenum.seating.BookSeatPayload.BookingClosed.Cause;
import org.jspecify.annotations.Nullable;

/**
 * The time during which a session's seats can be booked.
 *
 * @param session the session
 * @param opening the first moment; null if there is no first moment
 * @param closing the end, which is the end of the session at the latest
 */
record BookingTime(Session session, @Nullable Instant opening, Instant closing) {

	/**
	 * Returns the time of a session.
	 * @param session the session
	 * @return its time, as its schedule is now
	 */
	static BookingTime of(Session session) {
		Instant end = session.slot().endsAt();
		Instant closing = session.booking().closesAt();
		return new BookingTime(session, session.booking().opensAt(),
				(closing != null && closing.isBefore(end)) ? closing : end);
	}

	/**
	 * Returns until when free seats go to the waiting list.
	 * @return the moment; null if they do not, since nobody needs a seat at the session
	 */
	@Nullable Instant promotingUntil() {
		Event event = this.session.event();
		if (this.session.status() != SessionStatus.SCHEDULED || event.state() == EventState.ARCHIVED) {
			return null;
		}
		return event.seatRules().promotedAfterClosing() ? this.session.slot().endsAt() : this.closing;
	}

	@Nullable OffsetDateTime opensAt() {
		return this.session.programme().moment(this.opening);
	}

	OffsetDateTime closesAt() {
		return this.session.programme().at(this.closing);
	}

	/**
	 * Refuses a booking.
	 * @param now the time of the booking
	 * @return the refusal; empty if seats can be booked
	 */
	Optional<BookingClosed> refusal(Instant now) {
		if (this.session.status() != SessionStatus.SCHEDULED) {
			return refusal(Cause.SESSION_CANCELLED);
		}
		if (!now.isBefore(this.closing)) {
			return refusal(Cause.CLOSED);
		}
		return (this.opening != null && now.isBefore(this.opening)) ? refusal(Cause.NOT_OPEN_YET) : Optional.empty();
	}

	private Optional<BookingClosed> refusal(Cause cause) {
		return Optional.of(new BookingClosed(this.session, cause));
	}

}
