package dev.plenum.interchange.reading;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;

import dev.plenum.interchange.format.Moment;
import dev.plenum.interchange.format.Span;
import dev.plenum.interchange.format.TimeZones;
import dev.plenum.interchange.format.WrittenDurations;
import dev.plenum.interchange.format.WrittenDurations.Unit;
import dev.plenum.interchange.format.WrittenMoments;
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
	 * @return the time; empty if it has no start, or an end before it, which is reported
	 */
	Optional<Span> span(JsonNode node, String start, String end, int minutes, String at, String title) {
		Moment startsAt = moment(node.path(start), at + "/" + start);
		if (startsAt == null) {
			this.programme.warn(at, "'%s' has no start and is left out.", title);
			return Optional.empty();
		}
		Moment endsAt = moment(node.path(end), at + "/" + end);
		if (endsAt != null && isLater(endsAt, startsAt)) {
			return Optional.of(new Span(startsAt, endsAt, false));
		}
		if (endsAt != null && minutes <= 0) {
			this.programme.warn(at + "/" + end, "'%s' does not end after its start and is left out.", title);
			return Optional.empty();
		}
		if (minutes <= 0) {
			this.programme.warn(at, "'%s' has no end; %d minutes are assumed.", title, ASSUMED_MINUTES);
		}
		Duration length = Duration.ofMinutes((minutes > 0) ? minutes : ASSUMED_MINUTES);
		return Optional
			.of(new Span(startsAt, new Moment(startsAt.wallTime().plus(length), startsAt.offset()), minutes <= 0));
	}

	/** Whether a moment can be the end of a session; it can have another offset. */
	static boolean isLater(Moment end, Moment start) {
		return start.wallTime().isBefore(end.wallTime()) || !Objects.equals(start.offset(), end.offset())
				&& start.in(ZoneOffset.UTC).isBefore(end.in(ZoneOffset.UTC));
	}

	/**
	 * Reads how long a session takes.
	 * @param value a number of minutes, or a text such as {@code 1:30} or {@code PT1H30M}
	 * @return the minutes; 0 if there is no such value, or if it is out of range
	 */
	static int minutes(JsonNode value) {
		if (value.isNumber()) {
			return Math.max(0, value.asInt(0));
		}
		return WrittenDurations.read(value.asString(""), Unit.MINUTES)
			.map(Duration::toMinutes)
			.filter((minutes) -> minutes <= Integer.MAX_VALUE)
			.map(Long::intValue)
			.orElse(0);
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
			return written.isBlank() ? null : WrittenMoments.moment(written);
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
		LocalDateTime local = WrittenMoments.moment(JsonTexts.raw(value, "date") + " " + JsonTexts.raw(value, "time"))
			.wallTime();
		Optional<ZoneId> zone = TimeZones.of(JsonTexts.raw(value, "tz"));
		return zone.map((there) -> Moment.of(local.atZone(there).toInstant(), there))
			.orElseGet(() -> new Moment(local, null));
	}

}
