package dev.plenum.platform.graphql;

import java.net.URI;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * Checks of input fields; each tells the place of the field it refuses. What is left out
 * or null passes, but for {@link #needed}.
 */
public final class Check {

	private static final int LONGEST_LINE = 500;

	private static final int LONGEST_LIST = 200;

	private Check() {
	}

	/**
	 * A field that a new thing needs, and that nothing can be without.
	 * @param value the field's value
	 * @param isNew whether the thing is new
	 * @param field the field's name
	 */
	public static void needed(ArgumentValue<?> value, boolean isNew, String field) {
		if (value.isOmitted() ? isNew : value.value() == null) {
			throw Problem.badInput(isNew ? "A new one needs this." : "This cannot be cleared.", "input", field);
		}
	}

	/**
	 * A line of text that is neither blank nor long.
	 * @param value the field's value
	 * @param field the field's name
	 */
	public static void line(ArgumentValue<String> value, String field) {
		line(value.value(), field);
	}

	/**
	 * A line of text that is neither blank nor long.
	 * @param value the field's value
	 * @param field the field's name
	 */
	public static void line(@Nullable String value, String field) {
		that(isLine(value), "Write 1 to %d characters.".formatted(LONGEST_LINE), field);
	}

	/**
	 * A list of lines.
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
	 * A list that is not long.
	 * @param value the field's value
	 * @param field the field's name
	 */
	public static void list(ArgumentValue<? extends List<?>> value, String field) {
		that(value.value() == null || value.value().size() <= LONGEST_LIST,
				"At most %d of them.".formatted(LONGEST_LIST), field);
	}

	/**
	 * A number that is not too small.
	 * @param least the least number that passes
	 * @param value the field's value
	 * @param field the field's name
	 */
	public static void atLeast(int least, ArgumentValue<Integer> value, String field) {
		that(value.value() == null || value.value() >= least, "A number from %d up.".formatted(least), field);
	}

	/**
	 * An address of something on the web, such as a picture.
	 * @param value the field's value
	 * @param field the field's name
	 */
	public static void web(@Nullable URI value, String field) {
		that(SafeLink.isWeb(value), "Give an address that begins with https:// or http://.", field);
	}

	/**
	 * Whether a line of text is neither blank nor long.
	 * @param value the line; null passes
	 * @return whether it can be shown on a line
	 */
	public static boolean isLine(@Nullable String value) {
		return value == null || !value.isBlank() && value.length() <= LONGEST_LINE;
	}

	/**
	 * A list whose items all meet a condition; the place of the first that does not is
	 * told.
	 * @param values the field's value
	 * @param holds the condition
	 * @param message what would be right
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
	 * Anything else.
	 * @param holds whether it is right
	 * @param message what would be right
	 * @param field the field's name
	 */
	public static void that(boolean holds, String message, String field) {
		if (!holds) {
			throw Problem.badInput(message, "input", field);
		}
	}

}
