package dev.plenum.search;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the words of an index that are compounds of a searched word: "omsorg" in
 * "äldreomsorg", "lag" in "socialtjänstlagen". There is no dictionary, so a part is
 * recognised by what surrounds it, and a searched text that is only an ending, such as
 * "ning", has no compounds.
 */
final class Compounds {

	/** A shorter word is no compound. */
	private static final int SHORTEST_COMPOUND = 6;

	private static final int SHORTEST_PART = 3;

	/** A shorter part counts as the last part only. */
	private static final int SHORTEST_INNER_PART = 4;

	private static final int LONGEST_ENDING = 6;

	private static final int LONGEST_ANCHOR = 4;

	/** If more words match than these and one of 25, the searched text is an ending. */
	private static final int FEW_WORDS = 20;

	private static final int ONE_OF = 25;

	private static final String VOWELS = "aeiouyåäöé";

	/** What follows "s" in a word such as "förslag", whose last part is not "lag". */
	private static final String AFTER_S = "klmnptv";

	private static final int SHORTEST_BEFORE_S = 5;

	private static final Pattern ENDING = Pattern.compile(
			"[^aeiouyåäö]?(er|ar|or|en|et|na|ns|te|de|ra|la|ta|sa|da|ka|ga|ad|es|ts|rs|as|st|sk|ig)|(ing|ning|ande|ende|het|else|skap|dom|lig|isk|ist|ism|bar|sam|are|ion|tion|itet|ment|eri|"
					+ "inen|minen|uus|yys|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|iden|jen|ien|ten|tta|ttä|nen|sen|set|ista|issa|ille|illa|ja|jä|in|on)(s|en|ens|et|ets|a|t|er|ar|or|n|na|erna|arna|orna|ernas|arnas|iga|e)?|(arna|erna|orna|arnas|ernas|ornas|aste|ades)");

	private final Map<WordLanguage, Words> byLanguage;

	private Compounds(Map<WordLanguage, Words> byLanguage) {
		this.byLanguage = byLanguage;
	}

	/**
	 * Collects the compounds of an index.
	 * @param words all words in lower case, by language
	 */
	static Compounds of(Map<WordLanguage, Set<String>> words) {
		Map<WordLanguage, Words> byLanguage = new EnumMap<>(WordLanguage.class);
		words.forEach((language, all) -> {
			if (language.hasCompounds()) {
				byLanguage.put(language, Words.of(language, all));
			}
		});
		return new Compounds(byLanguage);
	}

	/**
	 * Finds the words that have a searched word as a part, in any form.
	 * @param typed the searched word in lower case
	 * @return the words; none if the searched word is too short or only an ending
	 */
	Set<String> with(String typed) {
		if (typed.length() < SHORTEST_PART || ENDING.matcher(typed).matches()) {
			return Set.of();
		}
		return this.byLanguage.values()
			.stream()
			.flatMap((words) -> new Part(typed, words).compounds().stream())
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * The compounds of one language.
	 *
	 * @param language the language
	 * @param text everything by which words are found, each after a line break
	 * @param count the number of words
	 * @param words the words by what they are found by: the word itself, and stems of it
	 * that have another vowel, such as "handbok" for "handböcker"
	 */
	private record Words(WordLanguage language, String text, int count, Map<String, Set<String>> words) {

		static Words of(WordLanguage language, Set<String> all) {
			Map<String, Set<String>> words = new TreeMap<>();
			all.stream().filter((word) -> word.length() >= SHORTEST_COMPOUND).forEach((word) -> {
				words.computeIfAbsent(word, (_) -> new HashSet<>(1)).add(word);
				language.stems(word)
					.stream()
					.filter((stem) -> stem.length() >= SHORTEST_COMPOUND
							&& !word.startsWith(stem.substring(0, stem.length() - 1)))
					.forEach((stem) -> words.computeIfAbsent(stem, (_) -> new HashSet<>(1)).add(word));
			});
			return new Words(language, '\n' + String.join("\n", words.keySet()) + '\n', all.size(), words);
		}

	}

	/**
	 * A searched word as a part of the compounds of one language.
	 */
	private static final class Part {

		private final String typed;

		private final Words words;

		private final Set<String> stems;

		private final int shortest;

		Part(String typed, Words words) {
			this.typed = typed;
			this.words = words;
			this.stems = words.language().stems(typed);
			this.shortest = this.stems.stream().mapToInt(String::length).min().orElse(0);
		}

		Set<String> compounds() {
			Set<String> found = new HashSet<>();
			String text = this.words.text();
			for (String anchor : anchors()) {
				for (int at = text.indexOf(anchor); at >= 0; at = text.indexOf(anchor, at + 1)) {
					int start = text.lastIndexOf('\n', at) + 1;
					String word = text.substring(start, text.indexOf('\n', at));
					if (isPart(word, at - start)) {
						found.addAll(this.words.words().getOrDefault(word, Set.of()));
					}
				}
			}
			return (found.size() <= Math.max(FEW_WORDS, this.words.count() / ONE_OF)) ? found : Set.of();
		}

		/** What the part begins with in all its forms. */
		private Collection<String> anchors() {
			return this.stems.stream()
				.map((stem) -> stem.substring(0,
						Math.clamp(this.shortest - 1L, 2, Math.min(LONGEST_ANCHOR, stem.length()))))
				.collect(Collectors.toSet());
		}

		private boolean isPart(String word, int at) {
			return (at == 0) ? isFirst(word) : canBeginAt(word, at) && (isTyped(word, at) || isLaterPart(word, at));
		}

		private boolean canBeginAt(String word, int at) {
			boolean longEnough = at >= SHORTEST_PART
					|| at == SHORTEST_PART - 1 && this.typed.length() > SHORTEST_INNER_PART;
			boolean afterS = word.charAt(at - 1) == 's' && AFTER_S.indexOf(word.charAt(at)) >= 0;
			return longEnough && hasVowel(word.substring(0, at))
					&& !(afterS && this.shortest <= SHORTEST_INNER_PART && at - 1 < SHORTEST_BEFORE_S);
		}

		private boolean isTyped(String word, int at) {
			return this.typed.length() >= SHORTEST_INNER_PART && word.startsWith(this.typed, at);
		}

		private boolean isLaterPart(String word, int at) {
			if (isForm(word.substring(at))) {
				return true;
			}
			for (int end = at + SHORTEST_INNER_PART; this.shortest >= SHORTEST_INNER_PART
					&& end <= word.length() - SHORTEST_PART; end++) {
				if (isForm(word.substring(at, end)) && canFollow(word.substring(end))) {
					return true;
				}
			}
			return false;
		}

		private boolean isFirst(String word) {
			boolean longEnough = this.shortest >= SHORTEST_INNER_PART || this.typed.length() >= LONGEST_ENDING
					|| this.words.language() == WordLanguage.FINNISH && this.typed.length() >= SHORTEST_INNER_PART;
			for (int end = SHORTEST_INNER_PART; longEnough && end <= word.length() - SHORTEST_PART; end++) {
				if (isForm(word.substring(0, end)) && word.charAt(end) != word.charAt(end - 1)
						&& canFollow(word.substring(end))) {
					return true;
				}
			}
			return false;
		}

		private boolean isForm(String part) {
			int difference = part.length() - this.typed.length();
			return part.length() >= SHORTEST_PART && Math.abs(difference) <= LONGEST_ENDING
					&& this.stems.stream().anyMatch((stem) -> part.startsWith(beginning(stem)))
					&& !Collections.disjoint(this.words.language().stems(part), this.stems);
		}

		/** Other forms differ in the last letters of a stem at most. */
		private static String beginning(String stem) {
			return stem.substring(0, Math.max(2, stem.length() - 2));
		}

		/** Whether another part can follow, after a letter that links it. */
		private boolean canFollow(String rest) {
			String next = ("oueas".indexOf(rest.charAt(0)) >= 0) ? rest.substring(1) : rest;
			return next.length() >= SHORTEST_PART && hasVowel(next) && VOWELS.indexOf(next.charAt(0)) < 0
					|| this.words.text()
						.contains('\n' + rest.substring(0, Math.min(LONGEST_ANCHOR + 1, rest.length())));
		}

		private static boolean hasVowel(String letters) {
			return letters.chars().anyMatch((letter) -> VOWELS.indexOf(letter) >= 0);
		}

	}

}
