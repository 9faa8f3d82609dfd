package dev.plenum.bench;

import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Texts in three languages, always the same for the same number.
 */
final class Texts {

	static final List<String> LANGUAGES = List.of("sv", "en", "fi");

	private static final List<List<String>> WORDS = List.of(
			List.of("barn", "unga", "stöd", "arbete", "kommun", "socialtjänst", "familj", "forskning", "metod",
					"samverkan", "kunskap", "vardag", "möte", "ansvar", "hälsa", "skola", "åldrande", "trygghet"),
			List.of("children", "youth", "support", "work", "city", "services", "family", "research", "method",
					"partners", "knowledge", "everyday", "meeting", "duty", "health", "school", "ageing", "safety"),
			List.of("lapset", "nuoret", "tuki", "työ", "kunta", "palvelut", "perhe", "tutkimus", "menetelmä",
					"yhteistyö", "tieto", "arki", "tapaaminen", "vastuu", "terveys", "koulu", "ikääntyminen", "turva"));

	private static final List<String> GIVEN = List.of("Åsa", "Björn", "Cecilia", "David", "Elin", "Fredrik", "Greta",
			"Henrik", "Ingrid", "Johan");

	private static final List<String> FAMILY = List.of("Öberg", "Lind", "Sandström", "Nyqvist", "Ek", "Holm", "Wallin");

	private Texts() {
	}

	static List<Map<String, String>> of(String swedish, String english, String finnish) {
		return List.of(text(0, swedish), text(1, english), text(2, finnish));
	}

	static List<Map<String, String>> of(String swedish, String english, String finnish, int number) {
		return of(swedish + ' ' + number, english + ' ' + number, finnish + ' ' + number);
	}

	static String name(int number) {
		return GIVEN.get(number % GIVEN.size()) + ' ' + FAMILY.get(number % FAMILY.size()) + ' '
				+ (char) ('A' + number % 26);
	}

	/** A title of some words. */
	static List<Map<String, String>> title(int number) {
		return of(words(0, number, 30), words(1, number, 30), words(2, number, 30), number);
	}

	/** A text of at least so many characters. */
	static List<Map<String, String>> paragraph(int number, int length) {
		return of(words(0, number, length), words(1, number, length), words(2, number, length));
	}

	private static Map<String, String> text(int language, String text) {
		return Map.of("lang", LANGUAGES.get(language), "text", text);
	}

	private static String words(int language, int seed, int length) {
		List<String> words = WORDS.get(language);
		Random random = new Random(seed);
		StringBuilder text = new StringBuilder();
		while (text.length() < length) {
			text.append(text.isEmpty() ? "" : " ").append(words.get(random.nextInt(words.size())));
		}
		return text.toString();
	}

}
