package dev.plenum.platform.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A text in one language, as it is sent.
 *
 * @param lang its language
 * @param text the text
 */
public record TextInput(Locale lang, String text) {

	private static final int LONGEST = 20_000;

	/**
	 * Puts the languages of one text together.
	 * @param inputs the text in each language, at least one
	 * @param path where they stand among the arguments
	 * @return the text
	 * @throws Problem for an empty list or text, one that is too long, or a language that
	 * stands there twice
	 */
	public static Text text(List<TextInput> inputs, Object... path) {
		Map<String, String> byLanguage = new LinkedHashMap<>();
		for (TextInput input : inputs) {
			if (input.text().isBlank() || input.text().length() > LONGEST) {
				throw Problem.badInput("A text has 1 to %d characters.".formatted(LONGEST), path);
			}
			if (byLanguage.put(input.lang().toLanguageTag(), input.text().strip()) != null) {
				throw Problem.badInput("A text stands here once for each language.", path);
			}
		}
		if (byLanguage.isEmpty()) {
			throw Problem.badInput("A text has at least one language.", path);
		}
		return new Text(byLanguage);
	}

}
