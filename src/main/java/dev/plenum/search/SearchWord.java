package dev.plenum.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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

/**
 * A searched word. It matches in each of its forms, as the beginning of a longer word, as
 * a part of a compound, and with one typing error. Without accents it also matches words
 * with accents.
 */
final class SearchWord {

	private final String typed;

	private final String plain;

	private final Set<String> forms;

	private final Set<String> plainForms;

	private final Set<String> compounds;

	private final Optional<Mistyped> mistyped;

	/**
	 * Creates a searched word.
	 * @param typed the word in lower case
	 * @param forms the word and its stems in the languages of the index
	 * @param compounds the words of the index that have the word as a part
	 */
	SearchWord(String typed, Set<String> forms, Set<String> compounds) {
		this.typed = typed;
		this.plain = plain(typed);
		this.forms = Set.copyOf(forms);
		this.plainForms = forms.stream().map(SearchWord::plain).collect(Collectors.toUnmodifiableSet());
		this.compounds = compounds;
		this.mistyped = Mistyped.of(typed);
	}

	/**
	 * Creates a query that finds entries with this word.
	 * @return the query; an entry's score is that of its best match
	 */
	Query query() {
		List<Query> places = new ArrayList<>();
		for (SearchField field : SearchField.values()) {
			places.add(worth(field.word(), forms(field, Set.of(this.typed))));
			places.add(worth(field.anotherForm(), forms(field, this.forms)));
			places.add(worth(field.beginning(), beginning(field, this.typed)));
			if (!this.plainForms.equals(this.forms)) {
				places.add(worth(field.wordWithoutAccents(), forms(field, this.plainForms)));
				places.add(worth(field.beginningWithoutAccents(), beginning(field, this.plain)));
			}
			if (!this.compounds.isEmpty()) {
				places.add(worth(field.part(), forms(field, this.compounds)));
			}
			this.mistyped.ifPresent((words) -> places.add(worth(field.mistyped(), words.in(field))));
		}
		return new DisjunctionMaxQuery(places, 0);
	}

	/**
	 * Whether a word in a text matches, by the rules of {@link #query()}.
	 * @param form a form of the word in the text
	 */
	boolean matches(String form) {
		return this.forms.contains(form) || this.plainForms.contains(form) || form.startsWith(this.typed)
				|| form.startsWith(this.plain) || this.compounds.contains(form)
				|| this.mistyped.filter((words) -> words.matches(form)).isPresent();
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
