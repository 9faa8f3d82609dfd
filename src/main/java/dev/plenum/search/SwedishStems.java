package dev.plenum.search;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The possible stems of a Swedish word: what remains without each ending of nouns,
 * adjectives and verbs that it can have. Two words are forms of one word if they have a
 * stem in common. One rule alone would often be wrong, since Swedish endings are short:
 * "våldet" ends like "huset", but so does "staket".
 */
final class SwedishStems {

	private static final int SHORTEST = 3;

	private static final String VOWELS = "aeiouyåäöé";

	private static final String[] ENDINGS = { "ningarna", "ningar", "arna", "orna", "erna", "ande", "ende", "andet",
			"aste", "ades", "are", "ade", "ast", "ar", "or", "er", "en", "et", "at", "as", "es", "ad", "um" };

	/** After a vowel only. */
	private static final String[] ENDINGS_AFTER_VOWEL = { "rna", "na", "n", "t", "r" };

	/** Neuter adjectives: -igt is a form of -ig, and -ert of -er. */
	private static final String[] NEUTERS = { "gt", "iskt", "ellt", "samt", "ert", "bart", "fullt", "ivt", "alt" };

	/** Words whose vowel changes, and others that no rule covers. */
	private static final Map<String, List<String>> IRREGULAR = Arrays
		.stream("""
				böcker bok, händer hand, tänder tand, stränder strand, bränder brand, ränder rand, länder land, änder and,
				städer stad, nätter natt, fötter fot, rötter rot, söner son, döttrar dotter, mödrar moder, bröder broder,
				bröder bror, broder bror, moder mor, fader far, fäder fader, fäder far, mödrar mor, bönder bonde, ledamöter ledamot, tänger tång,
				stänger stång, bokstäver bokstav, männen man, män man, möss mus, löss lus, gäss gås, ögon öga,
				ögonen öga, öron öra, öronen öra,
				gamla gammal, yngre ung, yngst ung, större stor, störst stor, högre hög, högst hög, lägre låg, lägst låg,
				längre lång, längst lång, tyngre tung, grövre grov, anmälningar anmälan, ansökningar ansökan,
				litet liten, små liten, lilla liten, gott god, eget egen, eg egen, ny nya, nytt nya, nyare nya, nyaste nya"""
			.split(","))
		.map((pair) -> pair.strip().split("\\s+"))
		.collect(Collectors.groupingBy((pair) -> pair[0],
				Collectors.mapping((pair) -> pair[1], Collectors.toUnmodifiableList())));

	private static final int LONGEST_IRREGULAR = 12;

	private SwedishStems() {
	}

	static void collect(String word, Set<String> stems) {
		withoutEndings(word, stems);
		if (word.length() >= SHORTEST && word.endsWith("s") && !word.endsWith("ss")) {
			withoutEndings(word.substring(0, word.length() - 1), stems);
		}
	}

	private static void withoutEndings(String word, Set<String> stems) {
		add(word, stems);
		irregular(word.endsWith("na") ? word.substring(0, word.length() - 2) : word, stems);
		for (String ending : ENDINGS) {
			if (word.endsWith(ending)) {
				add(word.substring(0, word.length() - ending.length()), stems);
			}
		}
		for (String ending : ENDINGS_AFTER_VOWEL) {
			int end = word.length() - ending.length();
			if (end > 0 && word.endsWith(ending) && VOWELS.indexOf(word.charAt(end - 1)) >= 0) {
				add(word.substring(0, end), stems);
			}
		}
		if (word.endsWith("eln") || word.endsWith("ern") || word.endsWith("orn") || word.endsWith("arna")
				|| word.endsWith("nen")) {
			add(word.substring(0, word.length() - (word.endsWith("n") ? 1 : 2)), stems);
		}
		if (word.length() > SHORTEST + 1 && word.endsWith("et")) {
			add(word.substring(0, word.length() - 1) + 'n', stems);
		}
		for (String neuter : NEUTERS) {
			if (word.length() > neuter.length() + 2 && word.endsWith(neuter)) {
				add(word.substring(0, word.length() - 1), stems);
			}
		}
	}

	/** Adds the stems of an irregular word, which can be the last part of a compound. */
	private static void irregular(String word, Set<String> stems) {
		for (int start = Math.max(0, word.length() - LONGEST_IRREGULAR); start < word.length() - 1; start++) {
			if (start != 1) {
				String before = word.substring(0, start);
				IRREGULAR.getOrDefault(word.substring(start), List.of()).forEach((base) -> add(before + base, stems));
			}
		}
	}

	/** Adds a stem of two letters such as "år", which has no other stems. */
	private static void addShort(String stem, Set<String> stems) {
		if (stem.length() == 2 && VOWELS.indexOf(stem.charAt(0)) >= 0 && VOWELS.indexOf(stem.charAt(1)) < 0) {
			stems.add(stem);
		}
	}

	/**
	 * Adds a stem, and what it is without a final vowel, without a doubled consonant, and
	 * without the vowel that other forms drop: "nyckel", "nycklar".
	 */
	private static void add(String stem, Set<String> stems) {
		if (stem.length() < SHORTEST) {
			addShort(stem, stems);
			return;
		}
		stems.add(stem);
		int last = stem.length() - 1;
		char end = stem.charAt(last);
		if ((end == 'a' || end == 'e') && last >= SHORTEST) {
			add(stem.substring(0, last), stems);
		}
		if ((end == 'm' || end == 'n') && stem.charAt(last - 1) == end && last >= SHORTEST) {
			stems.add(stem.substring(0, last));
		}
		if ((end == 'l' || end == 'r' || end == 'n') && stem.charAt(last - 1) == 'e' && last >= SHORTEST + 1
				&& VOWELS.indexOf(stem.charAt(last - 2)) < 0) {
			stems.add(stem.substring(0, last - 1) + end);
		}
	}

}
