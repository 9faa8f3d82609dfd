package dev.plenum.platform.graphql;

import java.net.URI;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * Checks of input fields. Each throws {@link ErrorCode#BAD_INPUT} with the path of the
 * field if the value is not valid. A value that is absent or null is valid, except for
 * {@link #needed}.
 */
public final class Check {

	private static final int LONGEST_LINE = 500;

	private static final int LONGEST_LIST = 200;

	private static final int LONGEST_REQUEST_ID = 64;

	private Check() {
	}

	/**
	 * Requires 1 to 64 characters that are not all blank.
	 * @param value the field {@code requestId}; null for none
	 */
	public static void requestId(@Nullable String value) {
		that(value == null || !value.isBlank() && value.length() <= LONGEST_REQUEST_ID,
				"Write 1 to %d characters.".formatted(LONGEST_REQUEST_ID), "requestId");
	}

	/**
	 * Requires a value that a new object needs and that no object can do without.
	 * @param value the field's value
	 * @param isNew whether the object is new
	 * @param field the field's name
	 */
	public static void needed(ArgumentValue<?> value, boolean isNew, String field) {
		if (value.isOmitted() ? isNew : value.value() == null) {
			throw Problem.badInput(isNew ? "A new object needs this field." : "This field cannot be null.", "input",
					field);
		}
	}

	/**
	 * Requires a line of 1 to 500 characters that is not blank.
	 * @param value the field's value
	 * @param field the field's name
	 */
	public static void line(ArgumentValue<String> value, String field) {
		line(value.value(), field);
	}

	/**
	 * Requires a line of 1 to 500 characters that is not blank.
	 * @param value the field's value
	 * @param field the field's name
	 */
	public static void line(@Nullable String value, String field) {
		that(isLine(value), "Write 1 to %d characters.".formatted(LONGEST_LINE), field);
	}

	/**
	 * Requires a list of at most 200 lines, each of 1 to 500 characters and not blank.
	 * @param value the field's value
	 * @param field the field's name
	 */
	public static void lines(ArgumentValue<List<String>> value, String field) {
		list(value, field);
		if (value.value() != null) {
			value.value().forEach((line) -> line(line, field));
		}
	}

	/**
	 * Requires a list of at most 200 items.
	 * @param value the field's value
	 * @param field the field's name
	 */
	public static void list(ArgumentValue<? extends List<?>> value, String field) {
		that(value.value() == null || value.value().size() <= LONGEST_LIST,
				"A list has at most %d items here.".formatted(LONGEST_LIST), field);
	}

	/**
	 * Requires a number that is not too small.
	 * @param least the smallest valid number
	 * @param value the field's value
	 * @param field the field's name
	 */
	public static void atLeast(int least, ArgumentValue<Integer> value, String field) {
		that(value.value() == null || value.value() >= least, "The number must be at least %d.".formatted(least),
				field);
	}

	/**
	 * Requires an address on the web, for example of a picture.
	 * @param value the field's value
	 * @param field the field's name
	 */
	public static void web(@Nullable URI value, String field) {
		that(SafeLink.isWeb(value), "The address must begin with https:// or http://.", field);
	}

	/**
	 * Returns whether a line has 1 to 500 characters and is not blank.
	 * @param value the line; null is valid
	 * @return whether the line is valid
	 */
	public static boolean isLine(@Nullable String value) {
		return value == null || !value.isBlank() && value.length() <= LONGEST_LINE;
	}

	/**
	 * Requires that all items of a list meet a condition. The path of the error contains
	 * the index of the first item that does not.
	 * @param values the field's value
	 * @param holds the condition
	 * @param message what would be valid
	 * @param field the field's name
	 * @param <T> the type of the items
	 */
	public static <T> void each(@Nullable List<T> values, Predicate<T> holds, String message, String field) {
		for (int i = 0; values != null && i < values.size(); i++) {
			if (!holds.test(values.get(i))) {
				throw Problem.badInput(message, "input", field, i);
			}
		}
	}

	/**
	 * Requires any other condition.
	 * @param holds whether the value is valid
	 * @param message what would be valid
	 * @param field the field's name
	 */
	public static void that(boolean holds, String message, String field) {
		if (!holds) {
			throw Problem.badInput(message, "input", field);
		}
	}

}
