package dev.plenum.platform.graphql;

/**
 * Which characters a text may have. Typed text with any other is refused, and imported
 * text loses them: control characters other than the tab and line breaks, the overrides
 * of the writing direction (U+202D and U+202E, which make a text look like another one),
 * halves of characters, and U+FFFE and U+FFFF. Marks, embeddings and isolates of the
 * writing direction stay: names in several scripts need them.
 */
public final class PlainCharacters {

	private PlainCharacters() {
	}

	/**
	 * Whether a text has nothing but such characters.
	 * @param text the text
	 * @return false if it has others
	 */
	public static boolean areAllOf(String text) {
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character < ' ' || character >= 0x7f) {
				return text.codePoints().allMatch(PlainCharacters::include);
			}
		}
		return true;
	}

	/**
	 * Whether a text is one line of such characters.
	 * @param text the text
	 * @return false if it has others, tabs or line breaks
	 */
	public static boolean areLine(String text) {
		return areAllOf(text) && text.chars().noneMatch(Character::isISOControl);
	}

	/**
	 * Whether a character is one of them.
	 * @param character the code point
	 * @return whether a text may have it
	 */
	public static boolean include(int character) {
		return switch (character) {
			case '\t', '\n', '\r' -> true;
			case 0x202d, 0x202e, 0xfffe, 0xffff -> false;
			default -> !Character.isISOControl(character) && Character.getType(character) != Character.SURROGATE;
		};
	}

	/**
	 * Takes all other characters out of a text.
	 * @param text the text
	 * @return the text without them
	 */
	public static String in(String text) {
		return areAllOf(text) ? text
				: text.codePoints()
					.filter(PlainCharacters::include)
					.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
					.toString();
	}

}
