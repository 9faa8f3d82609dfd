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
 * Matches words that differ from a word by one typing error: a wrong, missing or
 * additional letter, or two swapped neighbours. It also matches longer words that begin
 * so; in these the last typed letter must be right, since a shorter beginning would match
 * too many words.
 *
 * @param word the word
 * @param letters accepts the matching words, as texts
 * @param terms accepts the matching words, as terms of an index
 */
record Mistyped(String word, Automaton letters, CompiledAutomaton terms) {

	/** In a shorter word a different letter usually makes a different word. */
	private static final int SHORTEST = 5;

	private static final int LONGEST = 40;

	/** The maximum memory in bytes. A long word needs up to half a megabyte. */
	private static final long MOST_MEMORY = 16 * 1024 * 1024;

	/**
	 * The recently typed words. Creating one takes as long as the rest of a search, and
	 * many people type the same words.
	 */
	private static final LoadingCache<String, Mistyped> RECENT = Caffeine.newBuilder()
		.executor(Runnable::run)
		.maximumWeight(MOST_MEMORY)
		.weigher((String word, Mistyped mistyped) -> mistyped.weight())
		.build(Mistyped::make);

	/**
	 * Matches words that differ from a word by one typing error.
	 * @param word the word in lower case
	 * @return the matcher; empty if the word is shorter than 5 or longer than 40 letters
	 */
	static Optional<Mistyped> of(String word) {
		int length = word.codePointCount(0, word.length());
		return (length >= SHORTEST && length <= LONGEST) ? Optional.ofNullable(RECENT.get(word)) : Optional.empty();
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
