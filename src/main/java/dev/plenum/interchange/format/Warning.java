package dev.plenum.interchange.format;

import dev.plenum.platform.Echo;

/**
 * Something odd in a file that was mended or left out.
 *
 * @param place where: a line or a JSON pointer; empty if it is about all of the file
 * @param message what is odd, and what was done about it
 */
public record Warning(String place, String message) {

	public Warning {
		place = Echo.shortened(place);
		message = Echo.shortened(message);
	}

}
