package dev.plenum.audit;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What of an input may be kept for good: no secret, nothing by which somebody can be
 * reached, no word about a person, and of everything else a bounded amount.
 *
 * @param leftOut the names of what is left out
 */
record Redaction(Pattern leftOut) {

	/** What stands in the place of what is left out. */
	static final String LEFT_OUT = "•••";

	/** What is left out everywhere. */
	static final Redaction USUAL = new Redaction(
			Pattern.compile("(?i).*(code|token|secret|password|hash|mail|phone|contact).*"));

	private static final Redaction OF_PEOPLE = new Redaction(Pattern.compile(USUAL.leftOut() + "|note|text|interest"));

	private static final Pattern ABOUT_PEOPLE = Pattern.compile("(?i).*(lead|meeting|card).*");

	/** What has a meaning of its own in the names of fields of the database. */
	private static final Pattern UNFIT = Pattern.compile("[^\\w-]");

	private static final int LONGEST_TEXT = 500;

	private static final int LONGEST_LIST = 100;

	/**
	 * What is left out of the input of a mutation.
	 * @param action the mutation's name
	 */
	static Redaction of(String action) {
		return ABOUT_PEOPLE.matcher(action).matches() ? OF_PEOPLE : USUAL;
	}

	/**
	 * Whether a field of the input is left out.
	 * @param name its name
	 */
	boolean leavesOut(String name) {
		return this.leftOut.matcher(name).matches();
	}

	/**
	 * What may be kept.
	 * @param input the input
	 */
	Document apply(Map<?, ?> input) {
		Map<String, @Nullable Object> kept = new LinkedHashMap<>();
		input.forEach((key, value) -> {
			String name = UNFIT.matcher(String.valueOf(key)).replaceAll("_");
			kept.put(name, (value != null && leavesOut(name)) ? LEFT_OUT : value(value));
		});
		return new Document(kept);
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
	 * The beginning of a text.
	 * @param text any text
	 */
	static String shortened(String text) {
		return (text.length() > LONGEST_TEXT) ? text.substring(0, LONGEST_TEXT) + "…" : text;
	}

}
