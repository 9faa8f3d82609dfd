package dev.plenum.platform.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.plenum.platform.graphql.language.Text;

/**
 * A text in one language, as clients send it.
 *
 * @param lang the language
 * @param text the text
 */
public record TextInput(Locale lang, String text) {

	private static final int LONGEST = 20_000;

	/**
	 * Combines the languages of one text.
	 * @param inputs the text in each language, at least one
	 * @param path the path of the argument
	 * @return the text
	 * @throws Problem if the list is empty, if a text is empty or too long, or if a
	 * language occurs twice
	 */
	public static Text text(List<TextInput> inputs, Object... path) {
		Map<String, String> byLanguage = new LinkedHashMap<>();
		for (TextInput input : inputs) {
			if (input.text().isBlank() || input.text().length() > LONGEST) {
				throw Problem.badInput("A text has 1 to %d characters.".formatted(LONGEST), path);
			}
			if (byLanguage.put(input.lang().toLanguageTag(), input.text().strip()) != null) {
				throw Problem.badInput("Give each language only once.", path);
			}
		}
		if (byLanguage.isEmpty()) {
			throw Problem.badInput("A text has at least one language.", path);
		}
		return new Text(byLanguage);
	}

}
