package dev.plenum.interchange.format;

/**
 * The maximum lengths of texts in files, in Unicode code points, and of lists.
 */
public final class Lengths {

	/** The items of each list in a file. */
	public static final int MOST_ITEMS = 10_000;

	/** A name, title or other line. */
	public static final int LINE = 500;

	/** A text with paragraphs. */
	public static final int TEXT = 20_000;

	/** A key. */
	public static final int KEY = 200;

	/** A value that Plenum stores without using it. */
	static final int FACT = 2000;

	private Lengths() {
	}

	/**
	 * Cuts a text.
	 * @param text any text
	 * @param length the maximum length
	 * @return the beginning of the text
	 */
	public static String cut(String text, int length) {
		return fits(text, length) ? text : text.substring(0, text.offsetByCodePoints(0, length));
	}

	/**
	 * Returns a key that is not too long.
	 * @param key any text
	 * @return the key; for a long one, its beginning and a hash of all of it
	 */
	public static String key(String key) {
		return fits(key, KEY) ? key : cut(key, KEY - 40) + " " + Guids.of(key);
	}

	/**
	 * Returns whether a text is not too long.
	 * @param text any text
	 * @param length the maximum length
	 * @return false if it is longer
	 */
	public static boolean fits(String text, int length) {
		return text.length() <= length || text.codePointCount(0, text.length()) <= length;
	}

}
