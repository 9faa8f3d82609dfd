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
 * A moment as a file says it: the time on the clocks at the event, or that with an
 * offset, which alone tells the two hours apart that the end of summer time makes alike.
 *
 * @param wallTime the date and time
 * @param offset the offset from UTC; null where the clocks at the event are meant
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
		.toFormatter();

	/**
	 * Reads a moment.
	 * @param text such as {@code 2024-10-02T10:20:00}, or the same with {@code +02:00} or
	 * {@code Z}
	 * @return the moment
	 * @throws DateTimeException if this is none
	 */
	@JsonCreator
	public static Moment parse(String text) {
		TemporalAccessor parsed = FORMAT.parseBest(text.strip().replace(' ', 'T'), OffsetDateTime::from,
				LocalDateTime::from);
		return (parsed instanceof OffsetDateTime moment) ? new Moment(moment.toLocalDateTime(), moment.getOffset())
				: new Moment(LocalDateTime.from(parsed), null);
	}

	/**
	 * The moment of an instant.
	 * @param instant the instant
	 * @param zone where it is told
	 * @return the moment, with its offset
	 */
	public static Moment of(Instant instant, ZoneId zone) {
		OffsetDateTime moment = instant.atZone(zone).toOffsetDateTime();
		return new Moment(moment.toLocalDateTime(), moment.getOffset());
	}

	/**
	 * The instant that is meant, if there is one.
	 * @param moment the moment; null for none
	 * @param zone the timezone of the event
	 * @return the instant; null for none
	 */
	public static @Nullable Instant in(@Nullable Moment moment, ZoneId zone) {
		return (moment != null) ? moment.in(zone) : null;
	}

	/**
	 * The instant that is meant.
	 * @param zone the timezone of the event
	 * @return the instant; of two that the clocks tell alike the first
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
