package dev.plenum.seating;

import java.time.OffsetDateTime;

import dev.plenum.programme.Session;
import dev.plenum.schedule.SessionStatus;
import org.jspecify.annotations.Nullable;

/**
 * An attendee's seat as it is shown; the schema describes each property.
 *
 * @param session the session
 * @param subject the attendee, whom nobody but they themselves is told
 * @param held what they have there
 */
public record Seat(Session session, String subject, HeldSeat held) {

	public SeatState state() {
		return this.held.state();
	}

	public @Nullable Integer position() {
		return this.held.position();
	}

	public OffsetDateTime since() {
		return this.session.programme().at(this.held.since());
	}

	public @Nullable OffsetDateTime checkedInAt() {
		return (this.held.checkedInAt() != null) ? this.session.programme().at(this.held.checkedInAt()) : null;
	}

	public boolean valid() {
		return this.session.status() == SessionStatus.SCHEDULED;
	}

}
