package dev.plenum.programme.document;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The days of an event. A day ends when its night does: it lasts until the day change of
 * the next morning. The first day begins at midnight.
 *
 * @param startsOn the first day
 * @param endsOn the last day
 * @param change the local time at which one day ends and the next one begins
 * @param zone the event's timezone
 */
public record EventDays(LocalDate startsOn, LocalDate endsOn, LocalTime change, ZoneId zone) {

	/** The day change of an event whose organisers have not set any. */
	public static final LocalTime DEFAULT_CHANGE = LocalTime.of(4, 0);

	/** A day does not change later. */
	public static final LocalTime LATEST_CHANGE = LocalTime.NOON;

	/**
	 * What starts in the last night ends until this time of the morning after it, or
	 * until the day change if that is later.
	 */
	private static final LocalTime END_OF_LAST_NIGHT = LocalTime.of(6, 0);

	/**
	 * Reads a stored day change.
	 * @param stored hours and minutes, such as 04:00; null if none is stored
	 * @return the day change
	 */
	public static LocalTime change(@Nullable String stored) {
		return (stored != null) ? LocalTime.parse(stored) : DEFAULT_CHANGE;
	}

	/**
	 * Returns the day that a moment belongs to.
	 * @param moment the moment
	 * @return the day
	 */
	public LocalDate of(Instant moment) {
		LocalDateTime local = moment.atZone(this.zone).toLocalDateTime();
		LocalDate date = local.toLocalDate();
		return (local.toLocalTime().isBefore(this.change) && !date.equals(this.startsOn)) ? date.minusDays(1) : date;
	}

	/**
	 * Returns when a day begins.
	 * @param day the day
	 * @return its day change, or midnight for the first day
	 */
	public Instant startOf(LocalDate day) {
		return day.equals(this.startsOn) ? at(day, LocalTime.MIDNIGHT) : at(day, this.change);
	}

	/**
	 * Returns when a day ends.
	 * @param day the day
	 * @return the day change of the next morning
	 */
	public Instant endOf(LocalDate day) {
		return at(day.plusDays(1), this.change);
	}

	/**
	 * Returns when the event is over, including its last night.
	 * @return the moment
	 */
	public Instant closes() {
		return at(this.endsOn.plusDays(1), closing());
	}

	/**
	 * Returns the earliest last day with which the event contains a session.
	 * @param startsAt the start of the session
	 * @param endsAt the end of the session
	 * @return the day
	 */
	public LocalDate lastDayFor(Instant startsAt, Instant endsAt) {
		LocalDate night = endsAt.atZone(this.zone)
			.toLocalDateTime()
			.minus(closing().toNanoOfDay() + 1, ChronoUnit.NANOS)
			.toLocalDate();
		LocalDate day = of(startsAt);
		return night.isAfter(day) ? night : day;
	}

	private LocalTime closing() {
		return this.change.isAfter(END_OF_LAST_NIGHT) ? this.change : END_OF_LAST_NIGHT;
	}

	private Instant at(LocalDate date, LocalTime time) {
		return date.atTime(time).atZone(this.zone).toInstant();
	}

	/**
	 * Returns these days with other values.
	 * @param newStart the first day; null to keep it
	 * @param newEnd the last day; null to keep it
	 * @param newZone the timezone; null to keep it
	 * @param newChange the day change
	 * @return the days
	 */
	public EventDays with(@Nullable LocalDate newStart, @Nullable LocalDate newEnd, @Nullable ZoneId newZone,
			LocalTime newChange) {
		return new EventDays(Objects.requireNonNullElse(newStart, this.startsOn),
				Objects.requireNonNullElse(newEnd, this.endsOn), newChange,
				Objects.requireNonNullElse(newZone, this.zone));
	}

}
