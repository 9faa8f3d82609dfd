package dev.plenum.interchange.format;

/**
 * The maximum lengths of texts in files, in Unicode code points.
 */
final class Lengths {

	/** A name, title or other line. */
	static final int LINE = 500;

	/** A text with paragraphs. */
	static final int TEXT = 20_000;

	/** A key. */
	static final int KEY = 200;

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
	static String cut(String text, int length) {
		return fits(text, length) ? text : text.substring(0, text.offsetByCodePoints(0, length));
	}

	/**
	 * Returns whether a text is not too long.
	 * @param text any text
	 * @param length the maximum length
	 */
	static boolean fits(String text, int length) {
		return text.length() <= length || text.codePointCount(0, text.length()) <= length;
	}

}
