package dev.plenum.interchange.format;

import dev.plenum.platform.Echo;

/**
 * A file is invalid and is rejected as a whole. The message is shown to its sender.
 */
public class FaultyFileException extends RuntimeException {

	private final String place;

	private final String message;

	/**
	 * Creates the exception.
	 * @param place the place in the file: a line or a JSON pointer; empty for the whole
	 * file
	 * @param message what is wrong and how to correct it
	 */
	public FaultyFileException(String place, String message) {
		super(Echo.shortened(message), null, false, false);
		this.place = Echo.shortened(place);
		this.message = Echo.shortened(message);
	}

	/**
	 * Returns the message.
	 * @return what is wrong and how to correct it
	 */
	public String message() {
		return this.message;
	}

	/**
	 * Returns the place in the file.
	 * @return a line such as {@code line 12, column 3}, or a JSON pointer; empty for the
	 * whole file
	 */
	public String place() {
		return this.place;
	}

}
