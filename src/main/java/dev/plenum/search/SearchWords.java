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
 * What somebody types in order to find something: words, and nothing else. No character
 * has a meaning of its own.
 *
 * @param needed the words that must be found
 * @param helpful the words that need not, since they say little by themselves
 */
record SearchWords(List<SearchWord> needed, List<SearchWord> helpful) {

	/** How much of a text is looked at, in UTF-16 code units. */
	static final int LONGEST_TEXT = 200;

	/** How many of its words are looked at. */
	static final int MOST_WORDS = 10;

	/**
	 * Reads what somebody typed.
	 * @param text any text
	 * @param languages the languages in which the words may be
	 * @return its words; none for a text without letters and digits
	 */
	static SearchWords of(String text, Collection<WordLanguage> languages) {
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
			boolean little = !unfinished && languages.stream().anyMatch((language) -> language.isLittle(word));
			(little ? helpful : needed).add(new SearchWord(word, forms.getOrDefault(entry.getKey(), entry.getValue())));
		});
		return new SearchWords(List.copyOf(needed), List.copyOf(helpful));
	}

	boolean isEmpty() {
		return this.needed.isEmpty();
	}

	/**
	 * Finds what has all the words that are needed.
	 * @param kinds what is looked for
	 * @param now the moment
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
	 * Whether a word is one of those looked for.
	 * @param form a form of a word in a text
	 */
	boolean match(String form) {
		return this.needed.stream().anyMatch((word) -> word.matches(form))
				|| this.helpful.stream().anyMatch((word) -> word.matches(form));
	}

	private static void collect(String text, WordLanguage language, SortedMap<Integer, Set<String>> forms) {
		try (TokenStream words = WordAnalyzer.ofWish(language).tokenStream("", text)) {
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
