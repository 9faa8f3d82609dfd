package dev.plenum.attendance;

import java.time.OffsetDateTime;

import dev.plenum.programme.Session;
import dev.plenum.seating.SeatState;
import org.jspecify.annotations.Nullable;

/**
 * One attendee of a session for readers. The schema describes each property.
 *
 * @param session the session
 * @param entry what is known of the attendee at the session
 * @param person who the attendee is
 */
record SessionAttendee(Session session, AttendanceEntry entry, Person person) {

	public String id() {
		return this.entry.id(this.session);
	}

	public @Nullable String name() {
		return this.person.name();
	}

	public @Nullable String organisation() {
		return this.person.organisation();
	}

	public @Nullable String ticketType() {
		return this.person.ticketType();
	}

	public @Nullable String participantId() {
		return this.person.participantId();
	}

	public @Nullable SeatState seatState() {
		return this.entry.seatState();
	}

	public @Nullable Integer position() {
		return this.entry.position();
	}

	public @Nullable OffsetDateTime bookedAt() {
		return this.session.programme().moment(this.entry.since());
	}

	public @Nullable OffsetDateTime checkedInAt() {
		return this.session.programme().moment(this.entry.cameAt());
	}

	/**
	 * The person behind an entry of the list.
	 *
	 * @param name the name of the participant or, if the attendee is none, from the
	 * attendee's token; null if unknown
	 * @param organisation the organisation; null if unknown
	 * @param ticketType the type of the ticket; null if unknown
	 * @param participantId the participant; null if the attendee is none
	 */
	record Person(@Nullable String name, @Nullable String organisation, @Nullable String ticketType,
			@Nullable String participantId) {

		static final Person UNKNOWN = new Person(null, null, null, null);

	}

}
