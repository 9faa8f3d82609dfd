package dev.plenum.platform.sheet;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds languages by their names in English, Swedish, Finnish, Norwegian, Danish, German
 * and in the language itself.
 */
public final class LanguageNames {

	/** The languages in which headings, dates and names are recognised. */
	static final List<Locale> RECOGNISED = List.of(Locale.ENGLISH, Locale.of("sv"), Locale.of("fi"), Locale.of("nb"),
			Locale.of("da"), Locale.GERMAN);

	private static final Pattern MARK = Pattern.compile("\\p{M}");

	private static final Map<String, String> TAGS = new HashMap<>();

	static {
		for (String code : Locale.getISOLanguages()) {
			Locale language = Locale.of(code);
			RECOGNISED.forEach((locale) -> TAGS.putIfAbsent(normal(language.getDisplayLanguage(locale)), code));
			TAGS.putIfAbsent(normal(language.getDisplayLanguage(language)), code);
		}
		List.of("en", "sv", "fi", "nb", "no", "da", "de").forEach((code) -> TAGS.put(code, code));
		Map.of("eng", "en", "swe", "sv", "sve", "sv", "fin", "fi", "nor", "no", "dan", "da", "ger", "de", "deu", "de",
				"gb", "en", "se", "sv")
			.forEach(TAGS::putIfAbsent);
		Map.of("suomeksi", "fi", "ruotsiksi", "sv", "englanniksi", "en", "saksaksi", "de", "norjaksi", "no",
				"tanskaksi", "da")
			.forEach(TAGS::putIfAbsent);
	}

	private LanguageNames() {
	}

	/**
	 * Finds a language.
	 * @param name a name such as {@code engelska}, or a BCP 47 tag such as {@code en-GB}
	 * @return the language tag; empty if the text names no language
	 */
	public static Optional<String> tag(String name) {
		String known = TAGS.get(normal(name));
		if (known != null) {
			return Optional.of(known);
		}
		String tag = name.strip().replace('_', '-');
		try {
			boolean code = tag.matches("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*");
			Locale locale = code ? new Locale.Builder().setLanguageTag(tag).build() : Locale.ROOT;
			return isLanguage(locale) ? Optional.of(locale.toLanguageTag()) : Optional.empty();
		}
		catch (IllformedLocaleException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Removes everything from a text that people write in different ways: case, accents,
	 * spaces and punctuation.
	 * @param text the text
	 * @return its letters and digits
	 */
	public static String normal(String text) {
		StringBuilder normal = new StringBuilder();
		MARK.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
			.replaceAll("")
			.toLowerCase(Locale.ROOT)
			.codePoints()
			.filter(Character::isLetterOrDigit)
			.forEach((character) -> {
				switch (character) {
					case 'ß' -> normal.append("ss");
					case 'ø' -> normal.append('o');
					case 'æ' -> normal.append("ae");
					default -> normal.appendCodePoint(character);
				}
			});
		return normal.toString();
	}

	private static boolean isLanguage(Locale locale) {
		return !locale.getLanguage().isEmpty()
				&& !locale.getDisplayLanguage(Locale.ENGLISH).equals(locale.getLanguage());
	}

}
