package dev.plenum.platform.graphql;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;

import dev.plenum.platform.graphql.language.Translated;

/**
 * The text of a refusal in the languages of Plenum.
 *
 * @param key the key of the text in the file of each language
 */
record RefusalMessage(String key) implements Translated {

	/** The languages that have a file; readers of other languages get the first one. */
	static final Set<String> LANGUAGES = new LinkedHashSet<>(List.of("en", "sv", "fi"));

	private static final String BUNDLE = "dev.plenum.refusals";

	@Override
	public Set<String> languages() {
		return LANGUAGES;
	}

	@Override
	public String in(String language) {
		return ResourceBundle
			.getBundle(BUNDLE, Locale.forLanguageTag(language), Control.getNoFallbackControl(Control.FORMAT_PROPERTIES))
			.getString(this.key);
	}

}
