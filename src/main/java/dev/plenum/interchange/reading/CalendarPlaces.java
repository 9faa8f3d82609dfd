package dev.plenum.interchange.reading;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.plenum.programme.document.EventFacts.VenueEntry;

/**
 * Finds rooms in the locations of a calendar. Many programs write room, venue and city,
 * separated by commas. The parts at the end that all such locations share are the venue,
 * and what remains is the room. If they share nothing, the whole location is the room.
 */
final class CalendarPlaces {

	private final List<String> venue;

	/**
	 * Creates the rooms of a calendar.
	 * @param locations the locations of all its events
	 */
	CalendarPlaces(Stream<String> locations) {
		List<List<String>> all = locations.distinct()
			.map(CalendarPlaces::parts)
			.filter((parts) -> parts.size() > 1)
			.toList();
		this.venue = (all.size() > 1) ? all.stream()
			.map((parts) -> parts.subList(1, parts.size()))
			.reduce(CalendarPlaces::sharedEnd)
			.orElseThrow() : List.of();
	}

	/**
	 * Returns the room of a location.
	 * @param location the location; can be empty
	 */
	String room(String location) {
		List<String> parts = parts(location);
		int room = parts.size() - this.venue.size();
		return (!this.venue.isEmpty() && room > 0 && parts.subList(room, parts.size()).equals(this.venue))
				? String.join(", ", parts.subList(0, room)) : location.strip();
	}

	/** Returns the venue; empty if the locations do not share one. */
	Optional<VenueEntry> venue() {
		return switch (this.venue.size()) {
			case 0 -> Optional.empty();
			case 2 -> Optional.of(new VenueEntry(this.venue.getFirst(), this.venue.getLast(), null, List.of()));
			default -> Optional.of(new VenueEntry(String.join(", ", this.venue), null, null, List.of()));
		};
	}

	private static List<String> sharedEnd(List<String> one, List<String> other) {
		int most = Math.min(one.size(), other.size());
		int shared = 0;
		while (shared < most && one.get(one.size() - 1 - shared).equals(other.get(other.size() - 1 - shared))) {
			shared++;
		}
		return one.subList(one.size() - shared, one.size());
	}

	private static List<String> parts(String location) {
		return Stream.of(location.split(",")).map(String::strip).filter((part) -> !part.isEmpty()).toList();
	}

}
