package dev.plenum.agenda;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

import dev.plenum.agenda.AgendaDocument.AppointmentEntry;
import dev.plenum.platform.Ids;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

/**
 * An appointment to be made or changed; the schema describes each property.
 */
record PutAppointmentInput(String eventId, @Nullable String id, @Nullable String key, String title,
		OffsetDateTime startsAt, OffsetDateTime endsAt, @Nullable String place, @Nullable String note) {

	private static final String ID_PREFIX = "apt";

	private static final Pattern ID = Pattern.compile(ID_PREFIX + "_[a-z0-9]+_[a-z0-9]+");

	private static final int LONGEST_KEY = 100;

	private static final int LONGEST_LINE = 200;

	private static final int LONGEST_NOTE = 2000;

	/**
	 * How long before its first day and after its last an event's agenda still counts.
	 */
	private static final Duration AROUND = Duration.ofDays(7);

	/**
	 * The appointment's id.
	 * @param agendaId the agenda, as the same key names another appointment in another
	 */
	String appointmentId(String agendaId) {
		if ((this.id == null) == (this.key == null)) {
			throw Problem.badInput("Give the id to change one, or a key of your own to make one.", "input", "key");
		}
		if (this.id != null) {
			requireId(this.id, "id");
			return this.id;
		}
		if (this.key == null || this.key.isBlank() || this.key.length() > LONGEST_KEY) {
			throw Problem.badInput("A key has 1 to %d characters.".formatted(LONGEST_KEY), "input", "key");
		}
		return Ids.in(ID_PREFIX, this.eventId, agendaId + '/' + this.key);
	}

	static void requireId(String id, String field) {
		if (!ID.matcher(id).matches()) {
			throw Problem.badInput("This is no id of an appointment.", "input", field);
		}
	}

	AppointmentEntry entry(Programme programme, Instant now) {
		Instant start = this.startsAt.toInstant();
		Instant end = this.endsAt.toInstant();
		if (!end.isAfter(start)) {
			throw Problem.badInput("An appointment ends after it starts.", "input", "endsAt");
		}
		if (start.isBefore(programme.rules().opens().minus(AROUND))) {
			throw Problem.badInput("This is more than a week before the event.", "input", "startsAt");
		}
		if (end.isAfter(programme.rules().closes().plus(AROUND))) {
			throw Problem.badInput("This is more than a week after the event.", "input", "endsAt");
		}
		return new AppointmentEntry(line(this.title, 1, LONGEST_LINE, "title"), start, end,
				(this.place != null) ? line(this.place, 0, LONGEST_LINE, "place") : null,
				(this.note != null) ? line(this.note, 0, LONGEST_NOTE, "note") : null, 0, now);
	}

	private static String line(String value, int least, int most, String field) {
		if (value.strip().length() < least || value.length() > most) {
			throw Problem.badInput("Write %d to %d characters.".formatted(least, most), "input", field);
		}
		return value;
	}

}
