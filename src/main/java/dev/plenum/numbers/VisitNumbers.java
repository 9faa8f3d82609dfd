package dev.plenum.numbers;

import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.plenum.exhibitor.Visits.Visit;
import dev.plenum.exhibitor.Visits.Visit.Kind;
import dev.plenum.programme.Programme;

/**
 * Counted visits; the schema describes each property.
 *
 * @param programme the programme of the event
 * @param visits the visits
 */
record VisitNumbers(Programme programme, List<Visit> visits) {

	public int favouriteCount() {
		return count(this.visits, Kind.FAVOURITE);
	}

	public int meetingCount() {
		return count(this.visits, Kind.MEETING);
	}

	public int leadCount() {
		return count(this.visits, Kind.LEAD);
	}

	public int claimCount() {
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
	 * The counted visits of one hour; the schema describes each property.
	 */
	record VisitHour(OffsetDateTime startsAt, int favouriteCount, int meetingCount, int leadCount, int claimCount) {
	}

}
