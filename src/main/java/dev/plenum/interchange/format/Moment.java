package dev.plenum.interchange.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A moment in a file: a local time of the event, with or without an offset. Only the
 * offset distinguishes the two hours that have the same local time when summer time ends.
 *
 * @param wallTime the local date and time
 * @param offset the offset from UTC; null to use the event's time zone
 */
public record Moment(LocalDateTime wallTime, @Nullable ZoneOffset offset) {

	private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
		.append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
		.optionalStart()
		.appendOffset("+HH:MM", "Z")
		.optionalEnd()
		.optionalStart()
		.appendOffset("+HHMM", "Z")
		.optionalEnd()
		.optionalStart()
		.appendOffset("+HH", "Z")
		.optionalEnd()
		.toFormatter();

	/**
	 * Parses a moment.
	 * @param text such as {@code 2024-10-02T10:20:00}, optionally followed by an offset
	 * such as {@code +02:00} or {@code Z}
	 * @return the moment
	 * @throws DateTimeException if the text is not a moment
	 */
	@JsonCreator
	public static Moment parse(String text) {
		TemporalAccessor parsed = FORMAT.parseBest(text.strip().replaceFirst(" ", "T").replace(" ", ""),
				OffsetDateTime::from, LocalDateTime::from);
		return (parsed instanceof OffsetDateTime moment) ? new Moment(moment.toLocalDateTime(), moment.getOffset())
				: new Moment(LocalDateTime.from(parsed), null);
	}

	/**
	 * Converts an instant.
	 * @param instant the instant
	 * @param zone the event's time zone
	 * @return the moment with its offset
	 */
	public static Moment of(Instant instant, ZoneId zone) {
		OffsetDateTime moment = instant.atZone(zone).toOffsetDateTime();
		return new Moment(moment.toLocalDateTime(), moment.getOffset());
	}

	/**
	 * Converts an optional moment to an instant.
	 * @param moment the moment; can be null
	 * @param zone the event's time zone
	 * @return the instant; null if the moment is null
	 */
	public static @Nullable Instant in(@Nullable Moment moment, ZoneId zone) {
		return (moment != null) ? moment.in(zone) : null;
	}

	/**
	 * Converts this moment to an instant.
	 * @param zone the event's time zone
	 * @return the instant; if two instants have this local time, the first of them
	 */
	public Instant in(ZoneId zone) {
		return (this.offset != null) ? this.wallTime.toInstant(this.offset) : this.wallTime.atZone(zone).toInstant();
	}

	@JsonValue
	@Override
	public String toString() {
		return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(this.wallTime)
				+ ((this.offset != null) ? this.offset.getId() : "");
	}

}
