package dev.plenum.interchange.format;

import dev.plenum.platform.Echo;

/**
 * A problem in a file that was corrected or ignored.
 *
 * @param place the place in the file: a line or a JSON pointer; empty for the whole file
 * @param message what is wrong, and what was done
 */
public record Warning(String place, String message) {

	public Warning {
		place = Echo.shortened(place);
		message = Echo.shortened(message);
	}

}
