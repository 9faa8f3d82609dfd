package dev.plenum.calendar;

/**
 * Folds long lines as RFC 5545 requires: a line has at most 75 octets. The library cannot
 * do it, since it counts characters instead of octets.
 */
final class FoldedLines {

	private static final int MOST_OCTETS = 75;

	private static final String FOLD = "\r\n ";

	private FoldedLines() {
	}

	/**
	 * Folds the lines of a text.
	 * @param unfolded the text, whose lines end with CRLF
	 * @return the text with folded lines
	 */
	static String of(String unfolded) {
		StringBuilder folded = new StringBuilder(unfolded.length() + unfolded.length() / MOST_OCTETS * FOLD.length());
		int octets = 0;
		for (int i = 0; i < unfolded.length(); i = unfolded.offsetByCodePoints(i, 1)) {
			int character = unfolded.codePointAt(i);
			boolean lineEnd = character == '\r' || character == '\n';
			if (!lineEnd && octets + octets(character) > MOST_OCTETS) {
				folded.append(FOLD);
				octets = 1;
			}
			folded.appendCodePoint(character);
			octets = lineEnd ? 0 : octets + octets(character);
		}
		return folded.toString();
	}

	private static int octets(int character) {
		if (character < 0x80) {
			return 1;
		}
		return (character < 0x800) ? 2 : (character < 0x10000) ? 3 : 4;
	}

}
