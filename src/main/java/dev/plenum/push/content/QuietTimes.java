package dev.plenum.push.content;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The quiet hours of all days, as moments. When the clocks change, quiet hours end at the
 * time of day that the person chose; a time that the day does not have is moved forward.
 *
 * @param hours the quiet hours; null for none
 * @param zone the time zone of the person
 */
record QuietTimes(@Nullable QuietHours hours, ZoneId zone) {

	/**
	 * Returns when the quiet hours end that a moment is in.
	 * @return the end; empty if the moment is in none
	 */
	Optional<Instant> endAt(Instant moment) {
		return around(moment).filter((span) -> !moment.isBefore(span.start) && moment.isBefore(span.end))
			.map(Span::end)
			.findFirst();
	}

	/**
	 * Returns when quiet hours ended last.
	 * @param now the present
	 * @return the end; {@link Instant#MIN} if there are no quiet hours
	 */
	Instant lastEnd(Instant now) {
		return around(now).map(Span::end)
			.filter((end) -> !end.isAfter(now))
			.max(Comparator.naturalOrder())
			.orElse(Instant.MIN);
	}

	private Stream<Span> around(Instant moment) {
		QuietHours quiet = this.hours;
		if (quiet == null) {
			return Stream.empty();
		}
		LocalDate today = moment.atZone(this.zone).toLocalDate();
		boolean overnight = !quiet.from().isBefore(quiet.until());
		return Stream.of(today.minusDays(2), today.minusDays(1), today)
			.map((date) -> new Span(quiet.from().atDate(date).atZone(this.zone).toInstant(),
					quiet.until().atDate(overnight ? date.plusDays(1) : date).atZone(this.zone).toInstant()));
	}

	private record Span(Instant start, Instant end) {
	}

}
