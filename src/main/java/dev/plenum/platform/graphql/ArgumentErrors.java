package dev.plenum.platform.graphql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import graphql.GraphQLError;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

import org.springframework.validation.BindException;

/**
 * Makes the errors of arguments that do not fit the parameters of a resolver.
 */
final class ArgumentErrors {

	private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)");

	private ArgumentErrors() {
	}

	static List<GraphQLError> of(BindException exception, @Nullable DataFetchingEnvironment environment) {
		return exception.getFieldErrors().stream().map((error) -> {
			List<Object> path = path(error.getField(), environment);
			return CodedError.in(environment)
				.problem(Problem.badInput("The value of '" + text(path) + "' cannot be read.", path.toArray()));
		}).toList();
	}

	/**
	 * Makes a path of a field of the binder such as {@code $.edits[0].endsAt}. The first
	 * step stands for the argument.
	 */
	private static List<Object> path(String field, @Nullable DataFetchingEnvironment environment) {
		List<Object> path = new ArrayList<>(steps(field));
		path.remove("$");
		String argument = (environment != null) ? argument(environment.getArguments(), !path.isEmpty()) : null;
		if (argument != null) {
			path.addFirst(argument);
		}
		return path;
	}

	/**
	 * Splits a path such as {@code input.edits[0].endsAt}.
	 * @param path the path
	 * @return names, and indexes of lists as numbers
	 */
	static List<Object> steps(String path) {
		return STEP.matcher(path).results().<Object>map((step) -> {
			String text = step.group(1);
			return text.chars().allMatch(Character::isDigit) ? Integer.valueOf(text) : text;
		}).toList();
	}

	/**
	 * The binder does not report which argument it read. It is the only argument, or the
	 * only one that has parts.
	 */
	private static @Nullable String argument(Map<String, Object> arguments, boolean withParts) {
		List<String> names = arguments.entrySet()
			.stream()
			.filter((argument) -> !withParts || argument.getValue() instanceof Map<?, ?>
					|| argument.getValue() instanceof Collection<?>)
			.map(Map.Entry::getKey)
			.toList();
		return (names.size() == 1) ? names.getFirst() : null;
	}

	private static String text(List<Object> path) {
		StringBuilder text = new StringBuilder();
		for (Object step : path) {
			if (step instanceof Integer) {
				text.append('[').append(step).append(']');
			}
			else {
				text.append(text.isEmpty() ? "" : ".").append(step);
			}
		}
		return text.toString();
	}

}
