package dev.plenum.interchange.format;

import java.util.ArrayList;
import java.util.List;

import dev.plenum.platform.Echo;

/**
 * A kind of problem in a file that was corrected or ignored.
 *
 * @param place the first place in the file: a line or a JSON pointer; empty for the whole
 * file
 * @param message what is wrong at that place, and what was done
 * @param count how often the file has this kind of problem
 * @param places the first places, at most three
 */
public record Warning(String place, String message, int count, List<String> places) {

	private static final int MOST_PLACES = 3;

	public Warning {
		place = Echo.shortened(place);
		message = Echo.shortened(message);
		places = List.copyOf(places);
	}

	static Warning first(String place, String message) {
		return new Warning(place, message, 1, List.of(Echo.shortened(place)));
	}

	Warning and(String further) {
		List<String> all = new ArrayList<>(this.places);
		if (all.size() < MOST_PLACES) {
			all.add(Echo.shortened(further));
		}
		return new Warning(this.place, this.message, this.count + 1, all);
	}

}
