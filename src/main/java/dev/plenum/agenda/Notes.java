package dev.plenum.agenda;

import dev.plenum.platform.graphql.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The rules of an attendee's notes.
 */
final class Notes {

	private static final int LONGEST = 2000;

	private Notes() {
	}

	/**
	 * Checks the field {@code text} of an input.
	 * @param text the note
	 * @return the note; null if there is nothing in it
	 * @throws Problem with {@code BAD_INPUT} if it is too long
	 */
	static @Nullable String checked(@Nullable String text) {
		if (text != null && text.length() > LONGEST) {
			throw Problem.badInput("Write at most %d characters.".formatted(LONGEST), "input", "text");
		}
		return (text != null && !text.isBlank()) ? text : null;
	}

}
