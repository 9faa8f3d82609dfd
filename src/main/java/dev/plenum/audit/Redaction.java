package dev.plenum.audit;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Removes from an input what must not be stored: secrets, contact data and texts about
 * people. It also limits the size of the rest.
 *
 * @param leftOut matches the names of the values that are removed
 */
record Redaction(Pattern leftOut) {

	/** Replaces a removed value. */
	static final String LEFT_OUT = "•••";

	/** Applies to each input. */
	static final Redaction USUAL = new Redaction(
			Pattern.compile("(?i).*(code|token|secret|password|hash|mail|phone|contact).*"));

	private static final Redaction OF_PEOPLE = new Redaction(
			Pattern.compile(USUAL.leftOut() + "|note|text|interest|name|hostName|organisation"));

	private static final Pattern ABOUT_PEOPLE = Pattern.compile("(?i).*(lead|meeting|card|participant).*");

	/** Characters that are reserved in field names of the database. */
	private static final Pattern RESERVED = Pattern.compile("[^\\w-]");

	private static final int LONGEST_TEXT = 500;

	private static final int LONGEST_LIST = 100;

	/**
	 * Returns the redaction for the input of a mutation or request.
	 * @param action the name of the mutation, or the method and path of a request
	 */
	static Redaction of(String action) {
		return ABOUT_PEOPLE.matcher(action).matches() ? OF_PEOPLE : USUAL;
	}

	/**
	 * Whether the values of a field are removed.
	 * @param name the name of the field
	 */
	boolean leavesOut(String name) {
		return this.leftOut.matcher(name).matches();
	}

	/**
	 * Copies an input without the values that must not be stored.
	 * @param input the input
	 */
	Document apply(Map<?, ?> input) {
		Map<String, @Nullable Object> redacted = new LinkedHashMap<>();
		input.forEach((key, value) -> {
			String name = RESERVED.matcher(String.valueOf(key)).replaceAll("_");
			redacted.put(name, (value != null && leavesOut(name)) ? LEFT_OUT : value(value));
		});
		return new Document(redacted);
	}

	private @Nullable Object value(@Nullable Object value) {
		return switch (value) {
			case null -> null;
			case Boolean truth -> truth;
			case Integer number -> number;
			case Long number -> number;
			case Double number -> number;
			case Map<?, ?> map -> apply(map);
			case Collection<?> items -> items(items);
			default -> shortened(value.toString());
		};
	}

	private List<?> items(Collection<?> items) {
		return items.stream().limit(LONGEST_LIST).map(this::value).toList();
	}

	/**
	 * Cuts a long text.
	 * @param text any text
	 * @return at most 500 characters of the text, followed by an ellipsis if it was cut
	 */
	static String shortened(String text) {
		return (text.length() > LONGEST_TEXT) ? text.substring(0, LONGEST_TEXT) + "…" : text;
	}

}
