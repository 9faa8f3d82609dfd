package dev.plenum.search;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.plenum.platform.graphql.Text;
import org.jspecify.annotations.Nullable;

/**
 * A text to find something by.
 *
 * @param text the text
 * @param language its BCP 47 tag; null for a name
 */
record SearchText(String text, @Nullable String language) {

	static SearchText name(String name) {
		return new SearchText(name, null);
	}

	/**
	 * A text in each of its languages, the one to fall back on first.
	 * @param text the text; null where there is none
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

	WordLanguage wordLanguage() {
		return (this.language != null) ? WordLanguage.of(this.language) : WordLanguage.ANY;
	}

}
