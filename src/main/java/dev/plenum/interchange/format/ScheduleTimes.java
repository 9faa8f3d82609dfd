package dev.plenum.interchange.format;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.plenum.interchange.format.ScheduleTree.ScheduleEvent;
import org.jspecify.annotations.Nullable;

/**
 * Reads when the events of a schedule start and end. The date of an event counts more
 * than its time of day, and its duration more than its end. Contradictions are reported.
 */
final class ScheduleTimes {

	private static final Duration SHORTEST = Duration.ofMinutes(5);

	private final ScheduleTree tree;

	private final ScheduleText text;

	private final Warnings warnings;

	private final @Nullable ZoneId zone;

	private final List<LocalDate> dates;

	/**
	 * Creates a reader.
	 * @param tree the schedule
	 * @param text reads texts
	 * @param zone the time zone that the schedule names; null if it names none
	 */
	ScheduleTimes(ScheduleTree tree, ScheduleText text, @Nullable ZoneId zone) {
		this.tree = tree;
		this.text = text;
		this.warnings = tree.warnings();
		this.zone = zone;
		this.dates = dates();
	}

	/**
	 * Returns the dates that the schedule names, in their order.
	 */
	List<LocalDate> named() {
		return this.dates;
	}

	/**
	 * Reads the time of an event.
	 * @param event the event
	 * @return its time; empty if the start cannot be read, which is reported
	 */
	Optional<Span> of(ScheduleEvent event) {
		try {
			Moment start = start(event);
			Optional<Duration> written = Durations.parse(this.text.line(event.fields(), "duration"))
				.filter(Duration::isPositive);
			Optional<Duration> untilEnd = untilEnd(event, start);
			Duration duration = duration(event, start, written, untilEnd);
			return Optional.of(span(start, duration, written.isEmpty() && untilEnd.isEmpty()));
		}
		catch (DateTimeException ex) {
			String date = this.text.line(event.fields(), "date");
			this.warnings.add(event.place(), "'%s' is not a date and time. The event is left out.",
					(date.isEmpty() ? event.date() + " " + this.text.line(event.fields(), "start") : date).strip());
			return Optional.empty();
		}
	}

	/**
	 * Returns the time at which the days of the schedule change.
	 * @param events the times of the events, by the event
	 * @return the time; null for the default
	 */
	@Nullable LocalTime dayChange(Map<ScheduleEvent, Span> events) {
		DayChange change = new DayChange(this.dates, this.zone);
		events.forEach((event, span) -> change.add(WrittenMoments.date(event.date()), span));
		boolean ours = this.tree.generator().equals(ScheduleText.PLENUM);
		return change.among(Stream.concat(Stream.ofNullable(dayChange()),
				this.tree.days().stream().flatMap((day) -> ours ? DayChange.endOf(day) : DayChange.of(day))));
	}

	private @Nullable LocalTime dayChange() {
		return WrittenMoments.time(this.text.line(this.tree.conference(), "day_change"));
	}

	private Span span(Moment start, Duration duration, boolean assumed) {
		Moment end = new Moment(start.wallTime().plus(duration), start.offset());
		if (start.offset() != null || this.zone == null) {
			return new Span(start, end, assumed);
		}
		ZonedDateTime from = start.wallTime().atZone(this.zone);
		ZonedDateTime until = from.plus(duration);
		return until.toLocalDateTime().equals(end.wallTime()) ? new Span(start, end, assumed)
				: new Span(Moment.of(from.toInstant(), this.zone), Moment.of(until.toInstant(), this.zone), assumed);
	}

	private Moment start(ScheduleEvent event) {
		String date = this.text.line(event.fields(), "date");
		String written = this.text.line(event.fields(), "start");
		if (WrittenMoments.hasTime(date)) {
			Moment moment = WrittenMoments.moment(date);
			compare(event, moment, written);
			return moment;
		}
		if (date.isEmpty() && WrittenMoments.date(written) != null) {
			return WrittenMoments.moment(written);
		}
		LocalDate day = WrittenMoments.date(date.isEmpty() ? event.date() : date);
		LocalTime start = WrittenMoments.time(written);
		if (day == null || start == null) {
			throw new DateTimeException("neither date nor time");
		}
		LocalTime dayChange = dayChange();
		boolean nextDay = date.isEmpty() && dayChange != null && start.isBefore(dayChange);
		return new Moment((nextDay ? day.plusDays(1) : day).atTime(start), null);
	}

	private void compare(ScheduleEvent event, Moment moment, String start) {
		LocalDateTime local = (this.zone != null) ? moment.in(this.zone).atZone(this.zone).toLocalDateTime()
				: moment.wallTime();
		LocalTime time = WrittenMoments.time(start);
		if (time != null && !isAt(time, local) && !isAt(time, moment.wallTime())) {
			this.warnings.add(event.place(),
					"The date says %s and the start says %s; the date is used. Compare both with the real programme.",
					moment, start);
		}
		LocalDate day = WrittenMoments.date(event.date());
		if (day != null && !day.equals(local.toLocalDate()) && !day.plusDays(1).equals(local.toLocalDate())) {
			this.warnings.add(event.place(), "The event is on %s, but stands under the day %s; its own date is used.",
					local.toLocalDate(), day);
		}
		else if (!this.dates.isEmpty() && (local.toLocalDate().isBefore(this.dates.getFirst())
				|| local.toLocalDate().isAfter(this.dates.getLast().plusDays(1)))) {
			this.warnings.add(event.place(), "The event is on %s, but the conference lasts from %s to %s.",
					local.toLocalDate(), this.dates.getFirst(), this.dates.getLast());
		}
	}

	/** Whether a time of day in minutes, or in seconds, is that of a moment. */
	private static boolean isAt(LocalTime time, LocalDateTime moment) {
		return time.truncatedTo(ChronoUnit.MINUTES).equals(moment.toLocalTime().truncatedTo(ChronoUnit.MINUTES));
	}

	private Duration duration(ScheduleEvent event, Moment start, Optional<Duration> duration,
			Optional<Duration> untilEnd) {
		String written = this.text.line(event.fields(), "duration");
		boolean ours = this.tree.generator().equals(ScheduleText.PLENUM);
		if (untilEnd.isPresent() && (ours || written.isBlank())) {
			return untilEnd.get();
		}
		if (duration.isEmpty()) {
			Duration assumed = untilEnd.or(this::slot).orElse(SHORTEST);
			this.warnings.add(event.place(),
					written.isBlank()
							? "The event has neither a duration nor an end after its start; %2$d minutes are assumed."
							: "'%s' is not a duration such as 0:45; %d minutes are assumed.",
					written, assumed.toMinutes());
			return assumed;
		}
		if (duration.get().compareTo(Durations.LONGEST) > 0 && !ours) {
			Duration remaining = remaining(start);
			this.warnings.add(event.place(),
					"The duration '%s' is longer than a week. The session ends with the last day.", written);
			return remaining;
		}
		untilEnd.filter((other) -> !other.equals(duration.get()))
			.ifPresent((other) -> this.warnings.add(event.place(),
					"The duration is %s, but the end is %s after the start; the duration is used.", written,
					Durations.write(other)));
		return duration.get();
	}

	private Optional<Duration> slot() {
		return Durations.parse(this.text.line(this.tree.conference(), "timeslot_duration"))
			.filter(Duration::isPositive);
	}

	/** The time until the end that the event names, if it names a date and time. */
	private Optional<Duration> untilEnd(ScheduleEvent event, Moment start) {
		String end = this.text.line(event.fields(), "end");
		try {
			LocalTime time = WrittenMoments.time(end);
			if (time != null) {
				LocalDate day = start.wallTime().toLocalDate();
				boolean nextDay = time.isBefore(start.wallTime().toLocalTime());
				return Optional.of(Duration.between(start.wallTime(), (nextDay ? day.plusDays(1) : day).atTime(time)))
					.filter(Duration::isPositive);
			}
			if (!WrittenMoments.hasTime(end)) {
				return Optional.empty();
			}
			ZoneId there = (this.zone != null) ? this.zone : ZoneId.of("UTC");
			Instant until = WrittenMoments.moment(end).in(there);
			return Optional.of(Duration.between(start.in(there), until)).filter(Duration::isPositive);
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	private Duration remaining(Moment start) {
		LocalDate last = this.dates.isEmpty() ? start.wallTime().toLocalDate() : this.dates.getLast();
		Duration remaining = Duration.between(start.wallTime(), last.plusDays(1).atStartOfDay());
		return (remaining.isPositive() && remaining.compareTo(Durations.LONGEST) <= 0) ? remaining
				: slot().orElse(SHORTEST);
	}

	private List<LocalDate> dates() {
		Stream<String> all = Stream.concat(this.tree.days().stream().map(ScheduleTree.ScheduleDay::date), Stream
			.of(this.text.line(this.tree.conference(), "start"), this.text.line(this.tree.conference(), "end")));
		return all.map(WrittenMoments::date).filter(Objects::nonNull).sorted().toList();
	}

}
