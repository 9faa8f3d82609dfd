package dev.plenum.inbox;

import java.text.MessageFormat;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;

import dev.plenum.platform.graphql.language.Text;
import dev.plenum.platform.graphql.language.Translated;
import org.jspecify.annotations.Nullable;

/**
 * The text of an item in the languages of Plenum. Each language has its own file.
 *
 * @param key the key of the text
 * @param title the title of what it is about; its best language is used
 * @param more what follows; null for nothing
 * @param languages the languages, the default one first
 */
public record NewsText(String key, Translated title, @Nullable Translated more,
		Set<String> languages) implements Translated {

	private static final String BUNDLE = NewsText.class.getPackageName() + ".news";

	@Override
	public String in(String language) {
		return new MessageFormat(pattern(this.key, language), Locale.forLanguageTag(language))
			.format(new Object[] { in(this.title, language), (this.more != null) ? in(this.more, language) : "" });
	}

	private static String in(Translated text, String language) {
		return (text instanceof Text stored) ? stored.in(List.of(new LanguageRange(language))) : text.in(language);
	}

	private static String pattern(String key, String language) {
		return ResourceBundle
			.getBundle(BUNDLE, Locale.forLanguageTag(language), Control.getNoFallbackControl(Control.FORMAT_PROPERTIES))
			.getString(key);
	}

	/**
	 * A moment in the event's time zone.
	 *
	 * @param at the moment
	 * @param languages the languages
	 */
	record Moment(OffsetDateTime at, Set<String> languages) implements Translated {

		@Override
		public String in(String language) {
			return DateTimeFormatter.ofPattern(pattern("moment", language), Locale.forLanguageTag(language))
				.format(this.at);
		}

	}

}
