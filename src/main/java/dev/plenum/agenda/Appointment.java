package dev.plenum.agenda;

import java.time.Instant;
import java.time.OffsetDateTime;

import dev.plenum.agenda.AgendaDocument.AppointmentEntry;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

/**
 * An attendee's own appointment as it is shown; the schema describes each property.
 *
 * @param programme the event that it belongs to
 * @param id its id
 * @param entry the appointment as it is kept
 */
public record Appointment(Programme programme, String id, AppointmentEntry entry) {

	public String title() {
		return this.entry.title();
	}

	public OffsetDateTime startsAt() {
		return this.programme.at(this.entry.startsAt());
	}

	public OffsetDateTime endsAt() {
		return this.programme.at(this.entry.endsAt());
	}

	public @Nullable String place() {
		return this.entry.place();
	}

	public @Nullable String note() {
		return this.entry.note();
	}

	/**
	 * How often it was changed since it was made.
	 * @return the number of changes
	 */
	public int revision() {
		return this.entry.revision();
	}

	/**
	 * When it was made or changed last.
	 * @return the moment
	 */
	public Instant changedAt() {
		return this.entry.changedAt();
	}

}
