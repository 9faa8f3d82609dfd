package dev.plenum.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;

/**
 * The words of a search text. No character is an operator.
 *
 * @param needed the words that an entry must have
 * @param helpful the words that improve an entry's score, such as "and"
 */
record SearchWords(List<SearchWord> needed, List<SearchWord> helpful) {

	/** The maximum length of a search text in UTF-16 code units; the rest is ignored. */
	static final int LONGEST_TEXT = 200;

	/** The maximum number of words; the rest is ignored. */
	static final int MOST_WORDS = 10;

	/**
	 * Parses a search text.
	 * @param text any text
	 * @param languages the languages whose rules apply to the words
	 * @param compounds the compounds of the index
	 * @return its words; none if the text has no letters and digits
	 */
	static SearchWords of(String text, Collection<WordLanguage> languages, Compounds compounds) {
		String read = text.substring(0, Math.min(text.length(), LONGEST_TEXT));
		SortedMap<Integer, Set<String>> forms = new TreeMap<>();
		languages.forEach((language) -> collect(read, language, forms));
		SortedMap<Integer, Set<String>> typed = new TreeMap<>();
		collect(read, WordLanguage.ANY, typed);
		List<SearchWord> needed = new ArrayList<>();
		List<SearchWord> helpful = new ArrayList<>();
		typed.entrySet().stream().limit(MOST_WORDS).forEach((Entry<Integer, Set<String>> entry) -> {
			String word = entry.getValue().iterator().next();
			boolean unfinished = entry.getKey().equals(typed.lastKey());
			boolean stopWord = !unfinished && languages.stream().anyMatch((language) -> language.isStopWord(word));
			(stopWord ? helpful : needed)
				.add(new SearchWord(word, forms.getOrDefault(entry.getKey(), entry.getValue()), compounds.with(word)));
		});
		return new SearchWords(List.copyOf(needed), List.copyOf(helpful));
	}

	boolean isEmpty() {
		return this.needed.isEmpty();
	}

	/**
	 * Creates a query that finds entries with all the needed words.
	 * @param kinds the kinds of objects to find
	 * @param now the current time
	 * @return the query
	 */
	Query query(Collection<SearchKind> kinds, Instant now) {
		BooleanQuery.Builder query = new BooleanQuery.Builder();
		query.add(
				new TermInSetQuery(SearchIndex.KIND, kinds.stream().map((kind) -> new BytesRef(kind.name())).toList()),
				Occur.FILTER);
		this.needed.forEach((word) -> query.add(word.query(), Occur.MUST));
		this.helpful.forEach((word) -> query.add(word.query(), Occur.SHOULD));
		query.add(new BoostQuery(
				new ConstantScoreQuery(LongPoint.newRangeQuery(SearchIndex.UNTIL, now.toEpochMilli(), Long.MAX_VALUE)),
				SearchField.NOT_OVER * this.needed.size()), Occur.SHOULD);
		return query.build();
	}

	/**
	 * Whether a word in a text matches one of the searched words.
	 * @param form a form of the word in the text
	 */
	boolean match(String form) {
		return this.needed.stream().anyMatch((word) -> word.matches(form))
				|| this.helpful.stream().anyMatch((word) -> word.matches(form));
	}

	private static void collect(String text, WordLanguage language, SortedMap<Integer, Set<String>> forms) {
		try (TokenStream words = WordAnalyzer.ofSearch(language).tokenStream("", text)) {
			CharTermAttribute form = words.addAttribute(CharTermAttribute.class);
			PositionIncrementAttribute step = words.addAttribute(PositionIncrementAttribute.class);
			words.reset();
			int position = 0;
			while (words.incrementToken()) {
				position += step.getPositionIncrement();
				forms.computeIfAbsent(position, (_) -> new TreeSet<>()).add(form.toString());
			}
			words.end();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
