package dev.plenum.interchange.sheet;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Optional;

import dev.plenum.interchange.format.Moment;
import dev.plenum.interchange.format.Warnings;
import dev.plenum.interchange.format.WrittenDurations;
import dev.plenum.platform.sheet.Columns;
import dev.plenum.platform.sheet.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * Reads when the sessions of a table start and end. A row without a date has the date of
 * the row above, of the heading above, or of the sheet's name.
 */
final class SheetTimes {

	private static final Duration LONGEST = Duration.ofDays(7);

	/**
	 * A session whose end is before its start ends on the next day. If it then lasts
	 * longer, this is reported.
	 */
	private static final Duration LONGEST_NIGHT = Duration.ofHours(14);

	private final Sheet sheet;

	private final Columns columns;

	private final WrittenDates dates;

	private final Warnings warnings;

	private final WrittenDurations.Unit unit;

	private @Nullable LocalDate day;

	SheetTimes(Sheet sheet, Columns columns, WrittenDates dates, Warnings warnings) {
		this.sheet = sheet;
		this.columns = columns;
		this.dates = dates;
		this.warnings = warnings;
		this.unit = columns.of("duration")
			.stream()
			.map((column) -> WrittenDurations.Unit.of(column.heading()))
			.findFirst()
			.orElse(WrittenDurations.Unit.UNKNOWN);
		this.day = above().orElse(null);
	}

	/** Finds the date in the name of the sheet, above the headings or in them. */
	private Optional<LocalDate> above() {
		int last = this.columns.headings().number();
		return this.sheet.rows()
			.stream()
			.filter((row) -> row.number() <= last)
			.flatMap((row) -> row.cells().stream())
			.flatMap((cell) -> this.dates.dateIn(cell).stream())
			.reduce((_, later) -> later)
			.or(() -> this.dates.dateIn(this.sheet.name()));
	}

	/**
	 * Reads a row that is a heading: its only cell contains a date.
	 * @param row the row
	 * @return whether it is such a row
	 */
	boolean isHeading(Sheet.Row row) {
		if (row.cells().stream().filter((cell) -> !cell.isEmpty()).count() != 1) {
			return false;
		}
		String cell = row.cells().getLast();
		Optional<LocalDate> date = this.dates.dateIn(cell);
		date.ifPresent((found) -> {
			compare(cell, found, this.sheet.place(row));
			this.day = found;
		});
		return date.isPresent();
	}

	/**
	 * Reads the time of a row.
	 * @param row the row
	 * @return the time; empty if the start cannot be read, which is reported
	 */
	Optional<Span> of(Sheet.Row row) {
		WrittenTime start = read(row, "start");
		WrittenTime date = read(row, "date");
		if (date != null && date.date() != null) {
			this.day = date.date();
		}
		if (start != null && start.date() != null) {
			this.day = start.date();
		}
		WrittenTime times = (start != null && start.start() != null) ? start : date;
		Duration from = (times != null) ? times.start() : null;
		if (times == null || from == null) {
			if (this.columns.text(row, "start").isEmpty() || start != null) {
				this.warnings.add(this.columns.place(row, "start"), "The row has no start time and is left out.");
			}
			return Optional.empty();
		}
		LocalDate on = this.day;
		if (on == null) {
			this.warnings.add(this.columns.place(row, this.columns.has("date") ? "date" : "start"),
					"The row has no date with a year and is left out: '%s'.", this.columns.text(row, "start"));
			return Optional.empty();
		}
		Moment startsAt = new Moment(on.atStartOfDay().plus(from), times.offset());
		return Optional.of(new Span(startsAt, end(row, startsAt, times)));
	}

	private @Nullable Moment end(Sheet.Row row, Moment start, WrittenTime times) {
		Moment until = until(row, start, times);
		String written = this.columns.text(row, "duration");
		if (written.isEmpty()) {
			return until;
		}
		Optional<Duration> duration = WrittenDurations.read(written, this.unit);
		if (duration.isEmpty() || duration.get().compareTo(LONGEST) > 0) {
			this.warnings.add(this.columns.place(row, "duration"),
					"'%s' is not a duration such as 45 min or 1:30, and is ignored.", written);
			return until;
		}
		Moment end = new Moment(start.wallTime().plus(duration.get()), start.offset());
		if (until != null && !until.wallTime().equals(end.wallTime())) {
			this.warnings.add(this.columns.place(row, "duration"),
					"The duration '%s' contradicts the end %s; the end is used.", written, until);
			return until;
		}
		return end;
	}

	private @Nullable Moment until(Sheet.Row row, Moment start, WrittenTime times) {
		WrittenTime end = read(row, "end");
		WrittenTime endDate = read(row, "endDate");
		Duration time = (end != null && end.start() != null) ? end.start() : times.end();
		if (time == null) {
			return null;
		}
		LocalDate date = (end != null && end.date() != null) ? end.date()
				: (endDate != null && endDate.date() != null) ? endDate.date() : times.endDate();
		LocalDate day = start.wallTime().toLocalDate();
		LocalDateTime until = ((date != null) ? date : day).atStartOfDay().plus(time);
		ZoneOffset exact = (end != null) ? end.offset() : null;
		if (!until.isAfter(start.wallTime()) && date == null) {
			until = until.plusDays(1);
			if (Duration.between(start.wallTime(), until).compareTo(LONGEST_NIGHT) > 0) {
				this.warnings.add(this.columns.place(row, "end"),
						"The end is before the start %s, so it is read as %s on the next day.", start.wallTime(),
						until);
			}
		}
		if (!until.isAfter(start.wallTime()) && exact == null
				|| Duration.between(start.wallTime(), until).compareTo(LONGEST) > 0) {
			this.warnings.add(this.columns.place(row, "end"),
					"The end %s is not after the start %s, or more than a week later. It is ignored.", until,
					start.wallTime());
			return null;
		}
		return new Moment(until, (exact != null) ? exact : start.offset());
	}

	private @Nullable WrittenTime read(Sheet.Row row, String field) {
		String cell = this.columns.text(row, field);
		if (cell.isEmpty()) {
			return null;
		}
		Optional<WrittenTime> read = this.dates.read(cell, this.sheet.from1904());
		if (read.isEmpty()) {
			this.warnings.add(this.columns.place(row, field),
					field.startsWith("end") ? "'%s' is neither a date nor a time, and is ignored."
							: "'%s' is neither a date nor a time such as 2027-11-03 09:00.",
					cell);
		}
		read.map(WrittenTime::date).ifPresent((date) -> compare(cell, date, this.columns.place(row, field)));
		return read.orElse(null);
	}

	/** Reports a date whose day of the week is another. */
	private void compare(String cell, LocalDate date, String place) {
		WrittenDates.dayOfWeek(cell)
			.filter((day) -> day != date.getDayOfWeek())
			.ifPresent((_) -> this.warnings.add(place,
					"'%s' contradicts itself: %s is a %s. The date is used. Correct the day or the date.", cell, date,
					date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH)));
	}

	/**
	 * The time of a row.
	 *
	 * @param startsAt the start
	 * @param endsAt the end; null if the row names none
	 */
	record Span(Moment startsAt, @Nullable Moment endsAt) {
	}

}
