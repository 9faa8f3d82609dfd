package dev.plenum.interchange.format;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import dev.plenum.programme.MaterialKind;
import dev.plenum.programme.SessionKind;

/**
 * Finds the kind of a session for a word, since most formats allow any words, and the
 * kind of a material.
 */
public final class Kinds {

	private static final Map<Pattern, SessionKind> WORDS = new LinkedHashMap<>();

	static {
		words("annual.?meeting|årsmöte|mitgliederversammlung", SessionKind.ANNUAL_MEETING);
		words("keynote|plenar|plenum|opening|closing|ceremony|eröffnung|abschluss|invigning", SessionKind.PLENARY);
		words("workshop|hands.?on|tutorial|training|lab\\b|kurs", SessionKind.WORKSHOP);
		words("panel|podium|discussion|diskussion|debate|debatt|fishbowl|round.?table", SessionKind.PANEL);
		words("seminar", SessionKind.SEMINAR);
		words("lunch|dinner|breakfast|mittag|abendessen|frukost|middag|meal|essen", SessionKind.MEAL);
		words("break|pause|coffee|kaffee|fika|registration", SessionKind.BREAK);
		words("performance|concert|konzert|music|musik|dj.set|theat|dance|tanz|aufführung|screening|film|kultur|culture",
				SessionKind.CULTURE);
		words("party|social|meet.?up|meeting|treffen|game|mingel|networking|assembly", SessionKind.SOCIAL);
		words("block\\b", SessionKind.BLOCK);
		words("talk|lecture|vortrag|föreläsning|podcast|presentation|session", SessionKind.LECTURE);
	}

	private Kinds() {
	}

	/**
	 * Finds the kind for a word.
	 * @param word the word; can be empty
	 * @param otherwise the kind to return for an unknown word
	 * @return the kind
	 */
	public static SessionKind of(String word, SessionKind otherwise) {
		for (SessionKind kind : SessionKind.values()) {
			if (kind.name().equalsIgnoreCase(word)) {
				return kind;
			}
		}
		return WORDS.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().matcher(word).find())
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(otherwise);
	}

	/**
	 * Finds the kind of a material by its address.
	 * @param url the address
	 * @return the kind
	 */
	public static MaterialKind material(String url) {
		String path = url.toLowerCase(Locale.ROOT).replaceAll("[?#].*", "");
		if (path.matches(".*\\.(mp4|webm|mkv|mov|mp3|ogg|opus)")) {
			return MaterialKind.FILM;
		}
		return path.matches(".*\\.(pdf|pptx?|odp|key)") ? MaterialKind.PRESENTATION
				: path.matches(".*\\.(txt|md|docx?|odt|epub)") ? MaterialKind.TEXT : MaterialKind.LINK;
	}

	/** Returns the word for a kind, for formats that allow any words. */
	static String word(SessionKind kind) {
		return kind.name().toLowerCase(Locale.ROOT);
	}

	private static void words(String words, SessionKind kind) {
		WORDS.put(Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE), kind);
	}

}
