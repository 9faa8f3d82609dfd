package dev.plenum.numbers;

import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.plenum.exhibitor.Visit;
import dev.plenum.exhibitor.Visit.Kind;
import dev.plenum.programme.Programme;

/**
 * Visits, counted; the schema describes each property.
 *
 * @param programme the event
 * @param visits the visits
 */
record VisitNumbers(Programme programme, List<Visit> visits) {

	public int favourites() {
		return count(this.visits, Kind.FAVOURITE);
	}

	public int meetings() {
		return count(this.visits, Kind.MEETING);
	}

	public int leads() {
		return count(this.visits, Kind.LEAD);
	}

	public int claims() {
		return count(this.visits, Kind.CLAIM);
	}

	public List<VisitHour> hours() {
		return this.visits.stream()
			.collect(Collectors.groupingBy((visit) -> this.programme.at(visit.at()).truncatedTo(ChronoUnit.HOURS),
					TreeMap::new, Collectors.toUnmodifiableList()))
			.entrySet()
			.stream()
			.map((hour) -> new VisitHour(hour.getKey(), count(hour.getValue(), Kind.FAVOURITE),
					count(hour.getValue(), Kind.MEETING), count(hour.getValue(), Kind.LEAD),
					count(hour.getValue(), Kind.CLAIM)))
			.toList();
	}

	private static int count(List<Visit> visits, Kind kind) {
		return Math.toIntExact(visits.stream().filter((visit) -> visit.kind() == kind).count());
	}

	/**
	 * One hour's visits, counted.
	 */
	record VisitHour(OffsetDateTime startsAt, int favourites, int meetings, int leads, int claims) {
	}

}
