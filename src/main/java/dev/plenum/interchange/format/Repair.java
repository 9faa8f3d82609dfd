package dev.plenum.interchange.format;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.plenum.platform.Echo;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads objects of a JSON file in which single values are wrong. A wrong value is
 * replaced or removed with a warning. An object that needs the value is left out.
 */
final class Repair {

	/** An object with more wrong values is left out. */
	private static final int MOST_REPAIRS = 200;

	private final Warnings warnings;

	Repair(Warnings warnings) {
		this.warnings = warnings;
	}

	/**
	 * Reads an object.
	 * @param object the object, which is repaired
	 * @param type the type to read it as
	 * @param at the place of the object
	 * @param check throws {@link Wrong} for a wrong value
	 * @return the object; empty if it is left out, which is reported
	 */
	<T> Optional<T> read(JsonNode object, Class<T> type, String at, Check<T> check) {
		try {
			return Optional.of(required(object, type, at, check));
		}
		catch (Wrong ex) {
			this.warnings.add(ex.place, ex.template + " The object is left out.", ex.arguments);
			return Optional.empty();
		}
	}

	/**
	 * Reads an object that cannot be left out.
	 * @throws Wrong if a value is wrong that the object needs
	 */
	<T> T required(JsonNode object, Class<T> type, String at, Check<T> check) {
		if (!(object instanceof ObjectNode fields)) {
			throw new Wrong(at, "Expected an object.");
		}
		removeNulls(fields);
		Map<String, Wrong> repaired = new HashMap<>();
		List<Runnable> reports = new ArrayList<>();
		for (int repairs = 0;; repairs++) {
			Wrong found;
			try {
				T value = JsonFile.MAPPER.treeToValue(fields, type);
				check.of(value, at);
				reports.forEach(Runnable::run);
				return value;
			}
			catch (JacksonException ex) {
				found = wrong(ex, fields, at);
			}
			catch (Wrong ex) {
				found = ex;
			}
			if (repairs == MOST_REPAIRS || !isRepaired(fields, found.place.substring(at.length()), found.replacement)) {
				throw repaired.getOrDefault(found.place, found);
			}
			repaired.putIfAbsent(found.place, found);
			reports.add(report(found));
		}
	}

	private Runnable report(Wrong wrong) {
		String template = wrong.template + ((wrong.replacement != null) ? "" : " It is ignored.");
		return () -> this.warnings.add(wrong.place, template, wrong.arguments);
	}

	/**
	 * Replaces or removes a value; if it is missing already, removes what contains it.
	 * @return false if nothing is left to remove
	 */
	private static boolean isRepaired(ObjectNode object, String pointer, @Nullable String replacement) {
		String path = pointer;
		while (!path.isEmpty()) {
			int last = path.lastIndexOf('/');
			String name = path.substring(last + 1).replace("~1", "/").replace("~0", "~");
			JsonNode parent = object.at(path.substring(0, last));
			if (parent instanceof ObjectNode fields && (replacement != null || fields.has(name))) {
				if (replacement != null) {
					fields.put(name, replacement);
				}
				else {
					fields.remove(name);
				}
				return true;
			}
			if (parent instanceof ArrayNode list && name.matches("\\d{1,9}") && Integer.parseInt(name) < list.size()) {
				list.remove(Integer.parseInt(name));
				return true;
			}
			path = path.substring(0, last);
		}
		return false;
	}

	private static void removeNulls(JsonNode node) {
		if (node instanceof ObjectNode fields) {
			fields.removeIf(JsonNode::isNull);
		}
		else if (node instanceof ArrayNode list) {
			list.removeIf(JsonNode::isNull);
		}
		node.forEach(Repair::removeNulls);
	}

	private static Wrong wrong(JacksonException ex, ObjectNode object, String at) {
		StringBuilder pointer = new StringBuilder();
		ex.getPath()
			.forEach((step) -> pointer.append(
					(step.getPropertyName() != null) ? JsonFile.step(step.getPropertyName()) : "/" + step.getIndex()));
		String place = at + pointer;
		if (ex instanceof UnrecognizedPropertyException unknown) {
			return new Wrong(place, "The property '%s' is unknown.", unknown.getPropertyName());
		}
		Class<?> type = (ex instanceof ValueInstantiationException value) ? value.getType().getRawClass()
				: (ex instanceof MismatchedInputException mismatched) ? mismatched.getTargetType() : null;
		JsonNode found = object.at(pointer.toString());
		return new Wrong(place, "Expected " + expected(type) + " instead of %s.", shown(found));
	}

	private static String shown(JsonNode node) {
		return node.isObject() ? "an object" : node.isArray() ? "a list" : node.isMissingNode() ? "nothing"
				: (node instanceof StringNode) ? "'" + Echo.shortened(node.asString()) + "'" : node.toString();
	}

	private static String expected(@Nullable Class<?> type) {
		if (type == null) {
			return "another value";
		}
		if (type.isEnum()) {
			return Arrays.stream(type.getEnumConstants())
				.map(String::valueOf)
				.collect(Collectors.joining(", ", "one of ", ""));
		}
		return (type == Moment.class) ? "a date and time such as 2027-06-01T10:00:00+02:00"
				: (type == LocalDate.class) ? "a date such as 2027-06-01"
						: (type == String.class) ? "a text"
								: (type == Boolean.class || type == boolean.class) ? "true or false"
										: (Number.class.isAssignableFrom(type) || type.isPrimitive()) ? "a whole number"
												: Collection.class.isAssignableFrom(type) ? "a list" : "an object";
	}

	/**
	 * Checks an object.
	 *
	 * @param <T> the type of the object
	 */
	interface Check<T> {

		/**
		 * Checks an object.
		 * @param object the object
		 * @param at its place
		 * @throws Wrong for a wrong value
		 */
		void of(T object, String at);

	}

	/**
	 * A value is wrong.
	 */
	static final class Wrong extends RuntimeException {

		private final String place;

		private final String template;

		private final Object[] arguments;

		private @Nullable String replacement;

		/**
		 * Creates the exception.
		 * @param place the place of the value as a JSON pointer
		 * @param template what is wrong, with placeholders
		 * @param arguments the values of the placeholders
		 */
		Wrong(String place, String template, Object... arguments) {
			super(template, null, false, false);
			this.place = place;
			this.template = template;
			this.arguments = arguments;
		}

		/**
		 * Sets the text that is used instead.
		 */
		Wrong insteadUse(String text) {
			this.replacement = text;
			return this;
		}

		/**
		 * Converts this to the rejection of the file.
		 */
		FaultyFileException asFault() {
			return new FaultyFileException(this.place, this.template.formatted(this.arguments));
		}

	}

}
