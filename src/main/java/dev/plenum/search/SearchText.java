package dev.plenum.search;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.plenum.platform.graphql.language.Text;
import org.jspecify.annotations.Nullable;

/**
 * A searchable text.
 *
 * @param text the text
 * @param language the BCP 47 tag of its language; null for a name
 * @param wordLanguage the language whose rules apply to its words
 */
record SearchText(String text, @Nullable String language, WordLanguage wordLanguage) {

	SearchText(String text, @Nullable String language) {
		this(text, language, (language != null) ? WordLanguage.of(language) : WordLanguage.ANY);
	}

	/**
	 * Returns the name of a person, which has one form.
	 */
	static SearchText name(String name) {
		return new SearchText(name, null);
	}

	/**
	 * Returns a name that consists of words, such as that of a room.
	 * @param name the name
	 * @param language the BCP 47 tag of the language that it is probably in
	 */
	static SearchText words(String name, String language) {
		return new SearchText(name, null, WordLanguage.of(language));
	}

	/**
	 * Returns a text in each of its languages, beginning with the default language.
	 * @param text the text; null results in an empty stream
	 */
	static Stream<SearchText> each(@Nullable Text text) {
		return (text != null)
				? text.byLanguage()
					.entrySet()
					.stream()
					.map((Map.Entry<String, String> entry) -> new SearchText(entry.getValue(), entry.getKey()))
				: Stream.empty();
	}

	@Nullable Locale locale() {
		return (this.language != null) ? Locale.forLanguageTag(this.language) : null;
	}

}
