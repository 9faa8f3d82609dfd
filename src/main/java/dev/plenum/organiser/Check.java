package dev.plenum.organiser;

import java.util.List;
import java.util.function.Predicate;

import dev.plenum.platform.graphql.Problem;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * Checks of input fields; each tells the place of the field it refuses.
 */
final class Check {

	private static final int LONGEST_LINE = 500;

	private static final int LONGEST_LIST = 200;

	private Check() {
	}

	/** A field that a new thing needs, and that nothing can be without. */
	static void needed(ArgumentValue<?> value, boolean isNew, String field) {
		if (value.isOmitted() ? isNew : value.value() == null) {
			throw Problem.badInput(isNew ? "A new one needs this." : "This cannot be cleared.", "input", field);
		}
	}

	static void line(ArgumentValue<String> value, String field) {
		line(value.value(), field);
	}

	static void line(@Nullable String value, String field) {
		that(value == null || !value.isBlank() && value.length() <= LONGEST_LINE,
				"Write 1 to %d characters.".formatted(LONGEST_LINE), field);
	}

	static void lines(ArgumentValue<List<String>> value, String field) {
		list(value, field);
		if (value.value() != null) {
			value.value().forEach((line) -> line(line, field));
		}
	}

	static void list(ArgumentValue<? extends List<?>> value, String field) {
		that(value.value() == null || value.value().size() <= LONGEST_LIST,
				"At most %d of them.".formatted(LONGEST_LIST), field);
	}

	static void atLeast(int least, ArgumentValue<Integer> value, String field) {
		that(value.value() == null || value.value() >= least, "A number from %d up.".formatted(least), field);
	}

	static <T> void each(@Nullable List<T> values, Predicate<T> holds, String message, String field) {
		for (int i = 0; values != null && i < values.size(); i++) {
			if (!holds.test(values.get(i))) {
				throw Problem.badInput(message, "input", field, i);
			}
		}
	}

	static void that(boolean holds, String message, String field) {
		if (!holds) {
			throw Problem.badInput(message, "input", field);
		}
	}

}
