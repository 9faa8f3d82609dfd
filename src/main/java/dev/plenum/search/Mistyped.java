package dev.plenum.search;

import java.util.List;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.CompiledAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;
import org.apache.lucene.util.automaton.Operations;

/**
 * A word with one letter wrong, missing, too many or in its neighbour's place, as a whole
 * or as the beginning of a longer one. There the letter typed last is right: a shorter
 * beginning would find too much.
 *
 * @param word the word
 * @param letters the words that it may be
 * @param terms the same, to be looked up in an index
 */
record Mistyped(String word, Automaton letters, CompiledAutomaton terms) {

	/** A shorter word with another letter is another word. */
	private static final int SHORTEST = 5;

	private static final int LONGEST = 40;

	/** In bytes. A long word takes up to half a megabyte. */
	private static final long MOST_MEMORY = 16 * 1024 * 1024;

	/**
	 * Making one takes as long as the rest of a search, and many people type the same
	 * words.
	 */
	private static final LoadingCache<String, Mistyped> TYPED_LATELY = Caffeine.newBuilder()
		.maximumWeight(MOST_MEMORY)
		.weigher((String word, Mistyped mistyped) -> mistyped.weight())
		.build(Mistyped::make);

	/**
	 * What a word may have been meant to be.
	 * @param word the word in lower case
	 * @return the words; empty where the word is too short or too long
	 */
	static Optional<Mistyped> of(String word) {
		int length = word.codePointCount(0, word.length());
		return (length >= SHORTEST && length <= LONGEST) ? Optional.ofNullable(TYPED_LATELY.get(word))
				: Optional.empty();
	}

	boolean matches(String form) {
		return Operations.run(this.letters, form);
	}

	Query in(SearchField field) {
		return new MistypedQuery(new Term(field.name(), this.word), this.terms);
	}

	private int weight() {
		return Math.toIntExact(this.letters.ramBytesUsed() + this.terms.ramBytesUsed());
	}

	private static Mistyped make(String word) {
		int last = word.offsetByCodePoints(word.length(), -1);
		Automaton beginning = Operations.concatenate(List.of(near(word.substring(0, last)),
				Automata.makeString(word.substring(last)), Automata.makeAnyString()));
		Automaton letters = Operations.determinize(Operations.union(List.of(near(word), beginning)),
				Operations.DEFAULT_DETERMINIZE_WORK_LIMIT);
		return new Mistyped(word, letters, new CompiledAutomaton(letters));
	}

	private static Automaton near(String word) {
		return new LevenshteinAutomata(word, true).toAutomaton(1);
	}

}
