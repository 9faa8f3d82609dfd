package dev.plenum.platform;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Limits the parts of the input that messages repeat, so that a large input is neither
 * sent back nor logged.
 */
public final class Echo {

	/** The longest number or name that is accepted in a request, in characters. */
	public static final int LONGEST_TOKEN = 100;

	private static final int LONGEST_PART = 90;

	private static final int LONGEST_MESSAGE = 400;

	/** A word, or the text between two quotation marks. */
	private static final Pattern LONG_PART = Pattern
		.compile("[^\\s'\"]{%d,}|(?<=['\"])[^'\"]{%d,}(?=['\"]|$)".formatted(LONGEST_PART + 1, LONGEST_PART + 1));

	/** So many quotation marks come from the input. */
	private static final Pattern MOST_QUOTES = Pattern.compile("(?:[^'\"]*['\"]){24}");

	private static final Pattern LONE_SURROGATE = Pattern
		.compile("(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]|[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])");

	private Echo() {
	}

	/**
	 * Shortens a message that can repeat parts of the input.
	 * @param message the message; parts of the input are words or stand between quotation
	 * marks
	 * @return the message with at most 90 characters of each part and at most 400
	 * characters in total; an ellipsis marks each cut
	 */
	public static String shortened(String message) {
		String whole = LONG_PART.matcher(withoutManyQuotes(cut(message, 100 * LONGEST_MESSAGE)))
			.replaceAll((part) -> Matcher.quoteReplacement(cut(part.group(), LONGEST_PART)));
		return LONE_SURROGATE.matcher(cut(whole, LONGEST_MESSAGE)).replaceAll("\uFFFD");
	}

	/**
	 * Shortens a part of the input.
	 * @param input the part
	 * @return its first 90 characters; an ellipsis marks a cut
	 */
	public static String beginning(String input) {
		return LONE_SURROGATE.matcher(cut(input, LONGEST_PART)).replaceAll("\uFFFD");
	}

	private static String withoutManyQuotes(String text) {
		Matcher quotes = MOST_QUOTES.matcher(text);
		return quotes.lookingAt() ? cut(text, quotes.end()) : text;
	}

	private static String cut(String text, int length) {
		return (text.length() <= length) ? text : text.substring(0, length) + "…";
	}

}
