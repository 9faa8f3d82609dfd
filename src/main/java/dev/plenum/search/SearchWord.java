package dev.plenum.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.CompiledAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;
import org.apache.lucene.util.automaton.Operations;
import org.jspecify.annotations.Nullable;

/**
 * A word that somebody looks for: in any of its forms, as the beginning of a longer word,
 * and with one letter wrong, missing, too many or in its neighbour's place. Who types no
 * accents finds words with them.
 */
final class SearchWord {

	/** A shorter word with another letter is another word. */
	private static final int SHORTEST_MISTYPED = 5;

	private static final int LONGEST_MISTYPED = 40;

	private final String typed;

	private final String plain;

	private final Set<String> forms;

	private final Set<String> plainForms;

	private final @Nullable Automaton mistyped;

	/**
	 * Prepares to look for a word.
	 * @param typed the word in lower case
	 * @param forms the word itself and the stems that it may have
	 */
	SearchWord(String typed, Set<String> forms) {
		this.typed = typed;
		this.plain = plain(typed);
		this.forms = Set.copyOf(forms);
		this.plainForms = forms.stream().map(SearchWord::plain).collect(Collectors.toUnmodifiableSet());
		int length = typed.codePointCount(0, typed.length());
		this.mistyped = (length >= SHORTEST_MISTYPED && length <= LONGEST_MISTYPED) ? mistyped(typed) : null;
	}

	/**
	 * Finds what has the word in it.
	 * @return the query, whose score is what the word is worth in its best place
	 */
	Query query() {
		CompiledAutomaton automaton = (this.mistyped != null) ? new CompiledAutomaton(this.mistyped) : null;
		List<Query> places = new ArrayList<>();
		for (SearchField field : SearchField.values()) {
			places.add(worth(field.word(), forms(field, Set.of(this.typed))));
			places.add(worth(field.anotherForm(), forms(field, this.forms)));
			places.add(worth(field.beginning(), beginning(field, this.typed)));
			if (!this.plainForms.equals(this.forms)) {
				places.add(worth(field.wordWithoutAccents(), forms(field, this.plainForms)));
				places.add(worth(field.beginningWithoutAccents(), beginning(field, this.plain)));
			}
			if (automaton != null) {
				places.add(worth(field.mistyped(), new MistypedQuery(new Term(field.name(), this.typed), automaton)));
			}
		}
		return new DisjunctionMaxQuery(places, 0);
	}

	/**
	 * Whether a word is what is looked for, by the same rules.
	 * @param form a form of a word in a text
	 */
	boolean matches(String form) {
		return this.forms.contains(form) || this.plainForms.contains(form) || form.startsWith(this.typed)
				|| form.startsWith(this.plain) || (this.mistyped != null && Operations.run(this.mistyped, form));
	}

	/**
	 * The word mistyped as a whole, or as the beginning of a longer one. There the letter
	 * typed last is right: a shorter beginning would find too much.
	 */
	private static Automaton mistyped(String word) {
		int last = word.offsetByCodePoints(word.length(), -1);
		return Operations.determinize(
				Operations.union(List.of(near(word),
						Operations.concatenate(List.of(near(word.substring(0, last)),
								Automata.makeString(word.substring(last)), Automata.makeAnyString())))),
				Operations.DEFAULT_DETERMINIZE_WORK_LIMIT);
	}

	private static Automaton near(String word) {
		return new LevenshteinAutomata(word, true).toAutomaton(1);
	}

	private static Query forms(SearchField field, Collection<String> forms) {
		return new TermInSetQuery(field.name(), forms.stream().map(BytesRef::new).toList());
	}

	private static Query beginning(SearchField field, String beginning) {
		return new PrefixQuery(new Term(field.name(), beginning));
	}

	private static Query worth(float worth, Query query) {
		return new BoostQuery(new ConstantScoreQuery(query), worth);
	}

	private static String plain(String word) {
		char[] plain = new char[4 * word.length()];
		return new String(plain, 0, ASCIIFoldingFilter.foldToASCII(word.toCharArray(), 0, plain, 0, word.length()));
	}

}
