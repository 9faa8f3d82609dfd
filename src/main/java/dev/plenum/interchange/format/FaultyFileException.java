package dev.plenum.interchange.format;

import dev.plenum.platform.Echo;

/**
 * A file is refused as a whole. The message is for those who sent it.
 */
public class FaultyFileException extends RuntimeException {

	private final String place;

	private final String message;

	/**
	 * A file is refused.
	 * @param place where in the file: a line, a JSON pointer; empty if it is about all of
	 * it
	 * @param message what is wrong there, and what would be right
	 */
	public FaultyFileException(String place, String message) {
		super(Echo.shortened(message), null, false, false);
		this.place = Echo.shortened(place);
		this.message = Echo.shortened(message);
	}

	/**
	 * What is wrong.
	 * @return what is wrong there, and what would be right
	 */
	public String message() {
		return this.message;
	}

	/**
	 * Where in the file.
	 * @return a line such as {@code line 12, column 3}, or a JSON pointer; empty if it is
	 * about all of it
	 */
	public String place() {
		return this.place;
	}

}
