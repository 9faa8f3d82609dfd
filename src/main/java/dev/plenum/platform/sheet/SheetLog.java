package dev.plenum.platform.sheet;

/**
 * Receives the problems of a table that do not prevent reading it.
 */
@FunctionalInterface
public interface SheetLog {

	/**
	 * Adds a problem.
	 * @param place the place, such as {@code row 12, column D}
	 * @param message what is wrong and what was done, with placeholders
	 * @param arguments the values of the placeholders
	 */
	void add(String place, String message, Object... arguments);

}
