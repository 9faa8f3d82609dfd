package dev.plenum.interchange.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The languages of a session. People write tags and words, alone or several together:
 * {@code de}, {@code de-formal}, {@code ENG}, {@code de/en}, {@code German and English}.
 *
 * @param tags the BCP 47 tags, in the order of the text
 * @param unknown the parts of the text that name no language
 */
public record Languages(List<String> tags, List<String> unknown) {

	private static final Languages NONE = new Languages(List.of(), List.of());

	private static final Pattern SEPARATOR = Pattern.compile("[,;/|+&()\\n]|\\s[-–]\\s");

	private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*");

	/** Words that join two languages. */
	private static final Set<String> AND = Set.of("and", "or", "und", "oder", "och", "eller", "ja", "tai", "og", "et",
			"ou", "y", "e", "i");

	/** The languages in which programmes name languages. */
	private static final List<String> WRITTEN_IN = List.of("en", "de", "sv", "fi", "nb", "da", "fr", "nl", "es", "it",
			"pt", "pl");

	private static final Map<String, String> NAMES = names();

	private static final Map<String, String> CODES = codes();

	/**
	 * Reads the languages in a text.
	 * @param text the text; can be empty
	 * @return the languages
	 */
	public static Languages of(String text) {
		if (text.isBlank()) {
			return NONE;
		}
		String whole = language(text.strip());
		if (whole != null) {
			return new Languages(List.of(whole), List.of());
		}
		Set<String> tags = new LinkedHashSet<>();
		List<String> unknown = new ArrayList<>();
		for (String part : SEPARATOR.split(text)) {
			List<String> found = part.isBlank() ? List.of() : inPart(part.strip());
			tags.addAll(found);
			if (!part.isBlank() && found.isEmpty()) {
				unknown.add(part.strip());
			}
		}
		return new Languages(List.copyOf(tags), List.copyOf(unknown));
	}

	/** Returns the languages of a part; empty if it has any other words. */
	private static List<String> inPart(String part) {
		String whole = language(part);
		if (whole != null) {
			return List.of(whole);
		}
		List<String> tags = new ArrayList<>();
		for (String word : part.split("\\s+")) {
			String language = language(word);
			if (language != null) {
				tags.add(language);
			}
			else if (!AND.contains(word.toLowerCase(Locale.ROOT))) {
				return List.of();
			}
		}
		return tags;
	}

	private static @Nullable String language(String text) {
		String named = NAMES.get(text.toLowerCase(Locale.ROOT));
		return (named != null) ? named : TAG.matcher(text).matches() ? tag(text.replace('_', '-')) : null;
	}

	/** Returns a tag with the code of two letters, if the language has one. */
	private static @Nullable String tag(String text) {
		try {
			Locale locale = new Locale.Builder().setLanguageTag(text).build();
			String code = CODES.getOrDefault(locale.getLanguage(), locale.getLanguage());
			boolean known = CODES.containsValue(code)
					|| !locale.getDisplayLanguage(Locale.ENGLISH).equalsIgnoreCase(locale.getLanguage());
			if (!known || code.equals("und")) {
				return null;
			}
			boolean formal = locale.getVariant().equalsIgnoreCase("formal")
					|| locale.getVariant().equalsIgnoreCase("informal");
			Locale.Builder tag = new Locale.Builder().setLocale(locale).setLanguage(code);
			return (formal ? tag.setVariant("") : tag).build().toLanguageTag();
		}
		catch (IllformedLocaleException ex) {
			return null;
		}
	}

	private static Map<String, String> names() {
		Map<String, String> names = new HashMap<>();
		for (String writtenIn : WRITTEN_IN) {
			for (String code : Locale.getISOLanguages()) {
				Locale locale = Locale.of(code);
				names.putIfAbsent(locale.getDisplayLanguage(Locale.of(writtenIn)).toLowerCase(Locale.ROOT), code);
				names.putIfAbsent(locale.getDisplayLanguage(locale).toLowerCase(Locale.ROOT), code);
			}
		}
		names.keySet().removeIf((name) -> name.length() < 4);
		names.put("norwegian", "nb");
		return Map.copyOf(names);
	}

	private static Map<String, String> codes() {
		Map<String, String> codes = new HashMap<>();
		for (String code : Locale.getISOLanguages()) {
			codes.put(Locale.of(code).getISO3Language(), code);
		}
		codes.putAll(Map.of("ger", "de", "fre", "fr", "dut", "nl", "cze", "cs", "gre", "el", "chi", "zh", "slo", "sk",
				"rum", "ro", "ice", "is", "per", "fa"));
		return Map.copyOf(codes);
	}

}
