package dev.plenum.search;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The possible stems of a Finnish word: what remains without each ending that it can
 * have, without its last vowels, which change in the plural, and with its last consonants
 * in one grade. Two words are forms of one word if they have a stem in common.
 */
final class FinnishStems {

	private static final int SHORTEST = 3;

	private static final String VOWELS = "aeiouyåäö";

	/** Particles and possessive suffixes, which follow the case. */
	private static final String[] LAST = { "kaan", "kään", "kin", "han", "hän", "nsa", "nsä", "mme", "nne", "ni",
			"si" };

	private static final String[] CASES = { "t", "n", "en", "ten", "tten", "den", "a", "ä", "ta", "tä", "tta", "ttä",
			"ja", "jä", "jen", "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "na", "nä", "ksi", "seen",
			"siin", "han", "hen", "hin", "hon", "hun", "hyn", "hän", "hön" };

	/** Stems that lose their k, and others that no rule covers. */
	private static final Map<String, String> IRREGULAR = Arrays.stream("""
			tue tuki, lai laki, väe väki, aja aika, poja poika, ruoa ruoka, ruua ruoka, luvu luku, suvu suku, kyvy kyky,
			via vika, vela velka, selä selkä, jala jalka, nälä nälkä, arje arki, jälje jälki, iä ikä, teo teko,
			mäe mäki, joe joki, näö näkö, töi työ, öi yö, tei tie, miehe mies, mai maa, pui puu,
			sui suu, kui kuu""".split(","))
		.map((pair) -> pair.strip().split("\\s+"))
		.collect(Collectors.toMap((pair) -> pair[0], (pair) -> pair[1]));

	private static final int LONGEST_IRREGULAR = 5;

	private static final Pattern US = Pattern.compile("([uy])\\1?(?:s|ks|d|tt|t)$");

	private static final Pattern S_OF_T = Pattern.compile("([aeiouyäö]{2}|^[^aeiouyäö][aeiouyäö])t$");

	private static final String[][] GRADES = { { "nn", "nt" }, { "mm", "mp" }, { "ll", "lt" }, { "rr", "rt" },
			{ "ng", "nk" }, { "kk", "k" }, { "pp", "p" }, { "tt", "t" }, { "d", "t" }, { "v", "p" }, { "h", "s" },
			{ "ps", "s" }, { "ks", "s" }, { "ttöm", "tön" }, { "ttom", "ton" }, { "m", "n" } };

	private FinnishStems() {
	}

	static void collect(String word, Set<String> stems) {
		withoutCase(word, stems);
		for (String last : LAST) {
			if (word.length() - last.length() > SHORTEST && word.endsWith(last)) {
				withoutCase(word.substring(0, word.length() - last.length()), stems);
			}
		}
	}

	private static void withoutCase(String word, Set<String> stems) {
		add(word, stems);
		if (word.endsWith("as") || word.endsWith("äs") || word.endsWith("is")) {
			addRoot(word.substring(0, word.length() - 2), stems);
		}
		for (String ending : CASES) {
			if (word.endsWith(ending)) {
				add(word.substring(0, word.length() - ending.length()), stems);
			}
		}
	}

	private static void add(String stem, Set<String> stems) {
		for (int start = Math.max(0, stem.length() - LONGEST_IRREGULAR); start < stem.length() - 1; start++) {
			String strong = (start == 0 || start >= SHORTEST) ? IRREGULAR.get(stem.substring(start)) : null;
			if (strong != null) {
				addRoot(stem.substring(0, start) + strong, stems);
			}
		}
		addRoot(stem, stems);
	}

	private static void addRoot(String stem, Set<String> stems) {
		int end = stem.length();
		while (end > SHORTEST && VOWELS.indexOf(stem.charAt(end - 1)) >= 0) {
			end--;
		}
		if (end < SHORTEST) {
			return;
		}
		String root = stem.substring(0, end);
		if (root.endsWith("nen") && root.length() > SHORTEST + 1) {
			stems.add(root.substring(0, root.length() - SHORTEST) + 's');
			return;
		}
		String us = US.matcher(root).replaceFirst("$1s");
		if (us.length() > SHORTEST) {
			root = us;
		}
		root = inOneGrade(root);
		stems.add(root);
		if (S_OF_T.matcher(root).find()) {
			stems.add(root.substring(0, root.length() - 1) + 's');
		}
	}

	private static String inOneGrade(String root) {
		int vowels = 0;
		while (vowels < root.length() && VOWELS.indexOf(root.charAt(root.length() - 1 - vowels)) >= 0) {
			vowels++;
		}
		String consonants = root.substring(0, root.length() - vowels);
		String tail = root.substring(root.length() - vowels);
		for (String[] grade : GRADES) {
			if (consonants.endsWith(grade[0])) {
				consonants = consonants.substring(0, consonants.length() - grade[0].length()) + grade[1];
				break;
			}
		}
		return consonants + tail;
	}

}
