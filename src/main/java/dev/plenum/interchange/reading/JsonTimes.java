package dev.plenum.interchange.reading;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

import dev.plenum.interchange.format.Moment;
import dev.plenum.interchange.format.TimeZones;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads when sessions start and end from JSON: a time is one string, or an object with
 * date, time and time zone.
 */
final class JsonTimes {

	private static final int ASSUMED_MINUTES = 30;

	private final ForeignProgramme programme;

	JsonTimes(ForeignProgramme programme) {
		this.programme = programme;
	}

	/**
	 * Reads the time of a session.
	 * @param node the object that contains it
	 * @param start the name of its start
	 * @param end the name of its end
	 * @param minutes how long it takes if it has no end; 0 if that is not known
	 * @param at the place in the file
	 * @param title the title of the session, for warnings
	 * @return the time; empty if it has no start, which is reported
	 */
	Optional<Span> span(JsonNode node, String start, String end, int minutes, String at, String title) {
		Moment startsAt = moment(node.path(start), at + "/" + start);
		if (startsAt == null) {
			this.programme.warn(at, "'%s' has no start and is left out.", title);
			return Optional.empty();
		}
		Moment endsAt = moment(node.path(end), at + "/" + end);
		if (endsAt == null && minutes <= 0) {
			this.programme.warn(at, "'%s' has no end; %d minutes are assumed.", title, ASSUMED_MINUTES);
		}
		return Optional.of(new Span(startsAt, (endsAt != null) ? endsAt : new Moment(
				startsAt.wallTime().plusMinutes((minutes > 0) ? minutes : ASSUMED_MINUTES), startsAt.offset())));
	}

	/** Reads a date, or the date of a time; null if there is none. */
	static @Nullable LocalDate date(JsonNode value) {
		String written = value.isObject() ? JsonTexts.raw(value, "date") : value.asString("");
		try {
			return (written.length() >= 10) ? LocalDate.parse(written.substring(0, 10)) : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/** Reads a time; null if there is none, or it cannot be read, which is reported. */
	@Nullable Moment moment(JsonNode value, String at) {
		String written = value.isValueNode() && !value.isNull() ? value.asString("") : "";
		try {
			if (value.isObject()) {
				return dated(value);
			}
			return written.isBlank() ? null : Moment.parse(written);
		}
		catch (DateTimeException ex) {
			this.programme.warn(at, "'%s' is not a date and time.", value.isObject() ? value.toString() : written);
			return null;
		}
	}

	private static @Nullable Moment dated(JsonNode value) {
		if (JsonTexts.raw(value, "date").isEmpty()) {
			return null;
		}
		LocalDate date = LocalDate.parse(JsonTexts.raw(value, "date"));
		LocalTime time = LocalTime.parse(JsonTexts.raw(value, "time"));
		Optional<ZoneId> zone = TimeZones.of(JsonTexts.raw(value, "tz"));
		return zone.map((there) -> Moment.of(date.atTime(time).atZone(there).toInstant(), there))
			.orElseGet(() -> new Moment(date.atTime(time), null));
	}

	/**
	 * The time of a session.
	 *
	 * @param startsAt its start
	 * @param endsAt its end
	 */
	record Span(Moment startsAt, Moment endsAt) {
	}

}
