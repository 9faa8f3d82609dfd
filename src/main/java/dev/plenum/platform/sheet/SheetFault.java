package dev.plenum.platform.sheet;

/**
 * A table cannot be read at all. Has no stack trace, since the fault is in the file and
 * not in the server.
 */
public final class SheetFault extends RuntimeException {

	private final String place;

	private final int row;

	private final String message;

	SheetFault(String place, int row, String message) {
		super(message, null, false, false);
		this.place = place;
		this.row = row;
		this.message = message;
	}

	static SheetFault ofFile(String message) {
		return new SheetFault("", 1, message);
	}

	/**
	 * Returns the place of the fault.
	 * @return such as {@code row 12, column D}; empty for the whole file
	 */
	public String place() {
		return this.place;
	}

	/**
	 * Returns the row of the fault.
	 * @return the number of the row; 1 for the whole file
	 */
	public int row() {
		return this.row;
	}

	/**
	 * Returns the message.
	 * @return what is wrong and how to correct it
	 */
	public String message() {
		return this.message;
	}

}
