package dev.plenum.agenda;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.regex.Pattern;

import dev.plenum.agenda.AgendaDocument.AppointmentEntry;
import dev.plenum.platform.Ids;
import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.RequestKey;
import dev.plenum.programme.Programme;
import dev.plenum.schedule.ScheduleRules;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * The input of {@code putAppointment}. The schema describes each property.
 */
record PutAppointmentInput(String eventId, @Nullable String id, @Nullable String key, String title,
		OffsetDateTime startsAt, OffsetDateTime endsAt, ArgumentValue<String> place, ArgumentValue<String> note,
		@Nullable String requestId) {

	static final String ID_PREFIX = "apt";

	private static final Pattern ID = Pattern.compile(ID_PREFIX + "_[a-z0-9]+_[a-z0-9]+");

	private static final int LONGEST_LINE = 200;

	private static final int LONGEST_NOTE = 2000;

	/** The time before and after the event in which an appointment can be. */
	private static final Duration MARGIN = Duration.ofDays(7);

	/**
	 * Returns the appointment's id.
	 * @param agendaId the agenda; the same key names another appointment in another
	 * agenda
	 */
	String appointmentId(String agendaId) {
		if ((this.id == null) == (this.key == null)) {
			throw Problem.badInput("Give either an id, to change an appointment, or a key of your own.", "input",
					"key");
		}
		if (this.id != null) {
			requireId(this.id, "id");
			return this.id;
		}
		return Ids.in(ID_PREFIX, this.eventId, agendaId + '/' + Keys.checked(Objects.requireNonNull(this.key)));
	}

	static void requireId(String id, String field) {
		if (!ID.matcher(id).matches()) {
			throw Problem.badInput("This is not the id of an appointment.", "input", field);
		}
	}

	@Nullable String requestKey(String appointmentId, String subject) {
		return RequestKey.of(this.requestId, "putAppointment", appointmentId, subject);
	}

	/**
	 * Returns the appointment, if it is new.
	 * @throws Problem with {@code BAD_INPUT} if a text is too long or a time is
	 * impossible
	 */
	AppointmentEntry entry(Programme programme, Instant now) {
		Instant start = this.startsAt.toInstant();
		Instant end = this.endsAt.toInstant();
		if (!end.isAfter(start)) {
			throw Problem.badInput("An appointment must end after it starts.", "input", "endsAt");
		}
		ScheduleRules rules = programme.rules();
		if (start.isBefore(rules.opens().minus(MARGIN))) {
			throw Problem.badInput("This is more than a week before the event.", "input", "startsAt");
		}
		if (end.isAfter(rules.closes().plus(MARGIN))) {
			throw Problem.badInput("This is more than a week after the event.", "input", "endsAt");
		}
		if (this.title.isBlank() || this.title.length() > LONGEST_LINE) {
			throw Problem.badInput("Write 1 to %d characters.".formatted(LONGEST_LINE), "input", "title");
		}
		return new AppointmentEntry(this.title, start, end, checked(this.place.value(), LONGEST_LINE, "place"),
				checked(this.note.value(), LONGEST_NOTE, "note"), 0, now);
	}

	private static @Nullable String checked(@Nullable String value, int most, String field) {
		if (value != null && value.length() > most) {
			throw Problem.badInput("Write at most %d characters.".formatted(most), "input", field);
		}
		return value;
	}

}
