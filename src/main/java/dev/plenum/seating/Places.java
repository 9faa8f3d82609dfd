package dev.plenum.seating;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Lists of seats, and of places on waiting lists.
 */
final class Places {

	private Places() {
	}

	static Optional<Place> find(List<Place> places, String subject) {
		for (Place place : places) {
			if (place.isOf(subject)) {
				return Optional.of(place);
			}
		}
		return Optional.empty();
	}

	static List<Place> others(List<Place> places, String subject) {
		return find(places, subject).isEmpty() ? places
				: places.stream().filter((place) -> !place.isOf(subject)).toList();
	}

	static List<Place> changed(List<Place> places, String subject, UnaryOperator<Place> change) {
		return places.stream().map((place) -> place.isOf(subject) ? change.apply(place) : place).toList();
	}

	static List<Place> plus(List<Place> places, Place place) {
		List<Place> more = new ArrayList<>(places);
		more.add(place);
		return more;
	}

}
