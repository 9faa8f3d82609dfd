package dev.plenum.platform.graphql.language;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Set;

/**
 * One text in several languages.
 *
 * @param byLanguage the texts by BCP 47 tag, at least one; the first one is the default
 */
public record Text(Map<String, String> byLanguage) implements Translated {

	public Text {
		if (byLanguage.isEmpty()) {
			throw new IllegalArgumentException("A text has at least one language");
		}
		byLanguage = Collections.unmodifiableMap(new LinkedHashMap<>(byLanguage));
	}

	/**
	 * Changes the default language.
	 * @param language a BCP 47 tag
	 * @return the text with this language as the default, if it has it
	 */
	public Text fallingBackOn(String language) {
		String text = this.byLanguage.get(language);
		if (text == null || this.byLanguage.keySet().iterator().next().equals(language)) {
			return this;
		}
		Map<String, String> reordered = new LinkedHashMap<>();
		reordered.put(language, text);
		reordered.putAll(this.byLanguage);
		return new Text(reordered);
	}

	/**
	 * Returns the text for a reader.
	 * @param preferences the languages of the reader, the preferred one first;
	 * {@code sv-FI} accepts {@code sv}
	 * @return the text in the language that suits best
	 */
	public String in(List<LanguageRange> preferences) {
		return in(language(preferences));
	}

	/**
	 * Returns the language of the text for a reader.
	 * @param preferences the languages of the reader, the preferred one first
	 * @return the BCP 47 tag of the language that suits best
	 */
	public String language(List<LanguageRange> preferences) {
		return Languages.choose(preferences, this.byLanguage.keySet());
	}

	@Override
	public Set<String> languages() {
		return this.byLanguage.keySet();
	}

	@Override
	public String in(String language) {
		return this.byLanguage.getOrDefault(language, "");
	}

}
