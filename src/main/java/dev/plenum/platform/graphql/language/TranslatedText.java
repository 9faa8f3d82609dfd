package dev.plenum.platform.graphql.language;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A text in one of its languages; the schema describes each property.
 *
 * @param lang the language
 * @param text the text
 */
public record TranslatedText(Locale lang, String text) {

	/**
	 * Returns a text in each of its languages.
	 * @param text the text; null for none
	 * @return the default language first; empty for no text
	 */
	public static List<TranslatedText> all(@Nullable Text text) {
		return (text != null) ? text.byLanguage()
			.entrySet()
			.stream()
			.map((one) -> new TranslatedText(Locale.forLanguageTag(one.getKey()), one.getValue()))
			.toList() : List.of();
	}

}
