package dev.plenum.interchange.format;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import dev.plenum.programme.document.MaterialKind;
import dev.plenum.programme.document.SessionKind;

/**
 * Finds the kind of a session for a word, since most formats allow any words, and the
 * kind of a material.
 */
public final class Kinds {

	private static final Map<Pattern, SessionKind> WORDS = new LinkedHashMap<>();

	static {
		words("annual.?meeting|årsmöte|årsmøte|årsmøde|vuosikokous|generalforsamling|mitgliederversammlung",
				SessionKind.ANNUAL_MEETING);
		words("keynote|plenar|plenum|opening|closing|ceremony|eröffnung|abschluss|invigning|avslutning|afslutning|åpning|åbning|avaj|päätös",
				SessionKind.PLENARY);
		words("workshop|hands.?on|tutorial|training|lab\\b|kurs|työpaja|verksted|værksted", SessionKind.WORKSHOP);
		words("panel|paneel|podium|discussion|diskussion|debate|debatt|debat\\b|keskustelu|fishbowl|round.?table",
				SessionKind.PANEL);
		words("seminar|seminaari", SessionKind.SEMINAR);
		words("lunch|lunsj|lounas|dinner|breakfast|mittag|abendessen|frukost|frokost|frühstück|middag|illallinen|päivällinen|aamiainen|meal|essen",
				SessionKind.MEAL);
		words("break|paus|\\brast\\b|tauko|coffee|kaffee|kaffe|kahvi|fika|registration|registrering|ilmoittautuminen",
				SessionKind.BREAK);
		words("performance|concert|konzert|konsert|koncert|music|musik|musiikki|dj.set|theat|dance|tanz|aufführung|screening|film|kultur|culture",
				SessionKind.CULTURE);
		words("party|social|meet.?up|meeting|treffen|game|mingel|networking|assembly|\\bfest\\b|juhla",
				SessionKind.SOCIAL);
		words("block\\b", SessionKind.BLOCK);
		words("talk|lecture|vortrag|föreläsning|föredrag|foredrag|forelesning|forelæsning|oplæg|luento|esitys|podcast|presentation|session",
				SessionKind.LECTURE);
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

	/**
	 * Returns the word for a kind, for formats that allow any words.
	 * @param kind the kind
	 * @return the word
	 */
	public static String word(SessionKind kind) {
		return kind.name().toLowerCase(Locale.ROOT);
	}

	private static void words(String words, SessionKind kind) {
		WORDS.put(Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE), kind);
	}

}
