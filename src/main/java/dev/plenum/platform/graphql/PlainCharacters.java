package dev.plenum.platform.graphql;

/**
 * The characters that a text may contain. A mutation refuses other characters, and an
 * import removes them: control characters except tabs and line breaks, the direction
 * overrides U+202D and U+202E (which make a text look like another one), unpaired
 * surrogates, and U+FFFE and U+FFFF. Other marks of the writing direction are valid,
 * since names in several scripts need them.
 */
public final class PlainCharacters {

	private PlainCharacters() {
	}

	/**
	 * Returns whether a text contains only valid characters.
	 * @param text the text
	 * @return false if it contains others
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
	 * Returns whether a text is one line of valid characters.
	 * @param text the text
	 * @return false if it contains other characters, tabs or line breaks
	 */
	public static boolean areLine(String text) {
		return areAllOf(text) && text.chars().noneMatch(Character::isISOControl);
	}

	/**
	 * Returns whether a character is valid.
	 * @param character the code point
	 * @return whether a text may contain it
	 */
	public static boolean include(int character) {
		return switch (character) {
			case '\t', '\n', '\r' -> true;
			case 0x202d, 0x202e, 0xfffe, 0xffff -> false;
			default -> !Character.isISOControl(character) && Character.getType(character) != Character.SURROGATE;
		};
	}

	/**
	 * Removes all characters that are not valid from a text.
	 * @param text the text
	 * @return the valid characters
	 */
	public static String in(String text) {
		return areAllOf(text) ? text
				: text.codePoints()
					.filter(PlainCharacters::include)
					.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
					.toString();
	}

}
