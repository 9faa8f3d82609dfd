package dev.plenum.agenda;

import java.time.Instant;
import java.time.OffsetDateTime;

import dev.plenum.agenda.AgendaDocument.AppointmentEntry;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

/**
 * An attendee's own appointment as the API returns it. The schema describes each
 * property.
 *
 * @param programme the event that it belongs to
 * @param id its id
 * @param entry the appointment as it is stored
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
	 * Returns how often it was changed since it was created.
	 * @return the number of changes
	 */
	public int revision() {
		return this.entry.revision();
	}

	/**
	 * Returns when it was created or last changed.
	 * @return the time
	 */
	public Instant changedAt() {
		return this.entry.changedAt();
	}

}
