package dev.plenum.push.content;

import java.text.MessageFormat;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.platform.graphql.language.Languages;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.platform.graphql.language.Translated;
import dev.plenum.programme.Programme;

/**
 * The phrases of messages in the language of one device. Each language has its own file.
 */
final class Phrases {

	private static final String BUNDLE = Phrases.class.getPackageName() + ".messages";

	private static final List<String> LANGUAGES = List.of("en", "sv", "fi");

	private final String language;

	private final Languages reader;

	private final ResourceBundle bundle;

	/**
	 * Chooses the language of the phrases: that of the device, otherwise the first
	 * language of the event, otherwise English.
	 */
	Phrases(Programme programme, String deviceLanguage) {
		Stream<String> ofEvent = programme.event().languages().stream().map(Locale::getLanguage);
		Set<String> languages = Stream.concat(ofEvent.filter(LANGUAGES::contains), LANGUAGES.stream())
			.collect(Collectors.toCollection(LinkedHashSet::new));
		this.language = Languages.NONE.preferring(deviceLanguage).among(languages);
		this.reader = Languages.NONE.preferring(this.language).preferring(deviceLanguage);
		this.bundle = ResourceBundle.getBundle(BUNDLE, locale(),
				Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
	}

	/**
	 * Returns the language of the phrases, as a BCP 47 tag.
	 */
	String language() {
		return this.language;
	}

	boolean has(String key) {
		return this.bundle.containsKey(key);
	}

	String say(String key, Object... values) {
		return new MessageFormat(this.bundle.getString(key), locale()).format(values);
	}

	String time(OffsetDateTime moment) {
		return DateTimeFormatter.ofPattern(this.bundle.getString("time"), locale()).format(moment);
	}

	/**
	 * Returns a text in the language of the device; otherwise in that of the phrases.
	 */
	String in(Translated text) {
		return text.in((text instanceof Text) ? this.reader.among(text.languages()) : this.language);
	}

	private Locale locale() {
		return Locale.forLanguageTag(this.language);
	}

}
