package dev.plenum.interchange.format;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

import dev.plenum.programme.document.EventDays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the time at which the days of a schedule change. A schedule can name it, or its
 * days can last from one change to the next. Otherwise the events decide: an event in the
 * night stands under the day before.
 */
final class DayChange {

	private static final Duration DAY = Duration.ofDays(1);

	private static final Duration LONGEST_DAY = Duration.ofHours(36);

	private static final LocalTime END_OF_DEFAULT_NIGHT = LocalTime.of(6, 0);

	private final LocalDate first;

	private final LocalDate last;

	private final @Nullable ZoneId zone;

	/** The latest start after the midnight that begins the day. */
	private Duration latestStart = Duration.ZERO;

	/** The earliest start after the midnight that begins the day. */
	private Duration earliestStart = LONGEST_DAY;

	/** The latest end of a night. */
	private Duration latestEnd = Duration.ZERO;

	/** The end of the last night. */
	private Duration end = Duration.ZERO;

	/**
	 * Starts without events.
	 * @param days the dates that the schedule names, in their order
	 * @param zone the time zone of the schedule; null if it names none
	 */
	DayChange(List<LocalDate> days, @Nullable ZoneId zone) {
		this.first = days.isEmpty() ? LocalDate.MIN : days.getFirst();
		this.last = days.isEmpty() ? LocalDate.MAX : days.getLast();
		this.zone = zone;
	}

	/**
	 * Adds an event.
	 * @param day the date of the day that contains it; null if it is not known
	 * @param span the time of the event
	 */
	void add(@Nullable LocalDate day, Span span) {
		if (day == null) {
			return;
		}
		Duration start = since(day, span.startsAt());
		Duration until = since(day, span.endsAt());
		if (start.isNegative() || start.compareTo(LONGEST_DAY) > 0) {
			return;
		}
		this.latestStart = later(this.latestStart, start);
		if (!day.equals(this.first) && start.compareTo(this.earliestStart) < 0) {
			this.earliestStart = start;
		}
		if (until.compareTo(LONGEST_DAY) <= 0) {
			this.latestEnd = later(this.latestEnd, until);
			this.end = day.equals(this.last) ? later(this.end, until) : this.end;
		}
	}

	/**
	 * Returns the day change.
	 * @param written the day changes that the schedule names
	 * @return the first of these that the events do not contradict, otherwise a time that
	 * agrees with all events; null for the default, or if no time agrees
	 */
	@Nullable LocalTime among(Stream<LocalTime> written) {
		LocalTime usual = EventDays.DEFAULT_CHANGE;
		LocalTime afterNights = fullHour(night(later(this.latestEnd, this.latestStart.plusMinutes(1))));
		LocalTime afterLastNight = fullHour(night(later(this.end, this.latestStart.plusMinutes(1))));
		LocalTime afterStarts = night(this.latestStart.plusMinutes(1)).truncatedTo(ChronoUnit.MINUTES);
		LocalTime change = Stream
			.of(written.map((time) -> time.truncatedTo(ChronoUnit.MINUTES)),
					Stream.of(usual).filter((_) -> !night(this.end).isAfter(END_OF_DEFAULT_NIGHT)),
					Stream.of(afterNights, afterLastNight, usual, fullHour(afterStarts), afterStarts))
			.flatMap((times) -> times)
			.filter(this::agrees)
			.findFirst()
			.orElse(usual);
		return change.equals(EventDays.DEFAULT_CHANGE) ? null : change;
	}

	private boolean agrees(LocalTime change) {
		Duration time = Duration.ofNanos(change.toNanoOfDay());
		return !change.isAfter(EventDays.LATEST_CHANGE) && this.latestStart.compareTo(DAY.plus(time)) < 0
				&& this.earliestStart.compareTo(time) >= 0;
	}

	private Duration since(LocalDate day, Moment moment) {
		return Duration.between(day.atStartOfDay(),
				(this.zone != null) ? moment.in(this.zone).atZone(this.zone).toLocalDateTime() : moment.wallTime());
	}

	private static LocalTime fullHour(LocalTime exact) {
		return exact.equals(exact.withMinute(0).withSecond(0)) ? exact
				: exact.plusHours(1).withMinute(0).withSecond(0).withNano(0);
	}

	/** Returns the time of day of a moment after the night's midnight. */
	private static LocalTime night(Duration sinceDay) {
		return (sinceDay.compareTo(DAY) > 0) ? LocalTime.MIDNIGHT.plus(sinceDay.minus(DAY)) : LocalTime.MIDNIGHT;
	}

	private static Duration later(Duration one, Duration other) {
		return (one.compareTo(other) > 0) ? one : other;
	}

	/**
	 * Returns when a day changes that lasts until the same time of the next morning.
	 * @param day a day of a schedule
	 * @return the time; empty if the day has another length
	 */
	static Stream<LocalTime> of(ScheduleTree.ScheduleDay day) {
		return time(day.start()).flatMap((start) -> time(day.end()).filter((end) -> {
			Duration length = Duration.between(start, end);
			return length.equals(DAY) || length.equals(DAY.minusMinutes(1));
		}).map((_) -> start.toLocalTime()));
	}

	/**
	 * Returns when a day ends.
	 * @param day a day of a schedule
	 * @return the time; empty if the schedule does not name it
	 */
	static Stream<LocalTime> endOf(ScheduleTree.ScheduleDay day) {
		return time(day.end()).map(LocalDateTime::toLocalTime);
	}

	private static Stream<LocalDateTime> time(String written) {
		try {
			return Stream.of(Moment.parse(written).wallTime());
		}
		catch (DateTimeException ex) {
			return Stream.empty();
		}
	}

}
