package dev.plenum.search;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Splits a text into words. Each word results in the word itself and its possible stems.
 * In indexed texts all are added without accents, too.
 */
final class WordAnalyzer extends Analyzer {

	private static final Map<WordLanguage, Analyzer> OF_TEXTS = forEachLanguage(
			(language) -> new WordAnalyzer(language, true));

	private static final Map<WordLanguage, Analyzer> OF_SEARCHES = forEachLanguage(
			(language) -> new WordAnalyzer(language, false));

	private final WordLanguage language;

	private final boolean folding;

	private WordAnalyzer(WordLanguage language, boolean folding) {
		this.language = language;
		this.folding = folding;
	}

	/**
	 * Returns the analyzer for indexed texts.
	 */
	static Analyzer ofText(WordLanguage language) {
		return Objects.requireNonNull(OF_TEXTS.get(language));
	}

	/**
	 * Returns the analyzer for search texts.
	 */
	static Analyzer ofSearch(WordLanguage language) {
		return Objects.requireNonNull(OF_SEARCHES.get(language));
	}

	/**
	 * Adds the words of a text to others.
	 */
	static void collect(String text, WordLanguage language, Set<String> all) {
		if (!language.hasCompounds()) {
			return;
		}
		Tokenizer letters = new StandardTokenizer();
		letters.setReader(new StringReader(text));
		try (TokenStream words = language.parts(new LowerCaseFilter(letters))) {
			CharTermAttribute form = words.addAttribute(CharTermAttribute.class);
			words.reset();
			while (words.incrementToken()) {
				all.add(form.toString());
			}
			words.end();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	protected TokenStreamComponents createComponents(String field) {
		Tokenizer words = new StandardTokenizer();
		TokenStream forms = new StemFilter(this.language.parts(new LowerCaseFilter(words)), this.language);
		return new TokenStreamComponents(words,
				new RemoveDuplicatesTokenFilter(this.folding ? new ASCIIFoldingFilter(forms, true) : forms));
	}

	private static Map<WordLanguage, Analyzer> forEachLanguage(Function<WordLanguage, Analyzer> analyzer) {
		return Arrays.stream(WordLanguage.values())
			.collect(Collectors.toMap(Function.identity(), analyzer, (one, other) -> one,
					() -> new EnumMap<>(WordLanguage.class)));
	}

}
