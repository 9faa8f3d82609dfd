package dev.plenum.search;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.de.GermanNormalizationFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.jspecify.annotations.Nullable;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FinnishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.GermanStemmer;
import org.tartarus.snowball.ext.NorwegianStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;
import org.tartarus.snowball.ext.SwedishStemmer;

/**
 * The languages that have a stemmer, and {@link #ANY} for all others.
 */
enum WordLanguage {

	SWEDISH(SwedishStemmer::new, SwedishAnalyzer.getDefaultStopSet(), "sv") {

		@Override
		void collect(String word, Set<String> stems) {
			super.collect(word, stems);
			SwedishStems.collect(word, stems);
		}

	},

	FINNISH(FinnishStemmer::new, FinnishAnalyzer.getDefaultStopSet(), "fi") {

		@Override
		void collect(String word, Set<String> stems) {
			super.collect(word, stems);
			FinnishStems.collect(word, stems);
		}

	},

	ENGLISH(EnglishStemmer::new, EnglishAnalyzer.getDefaultStopSet(), "en"),

	GERMAN(GermanStemmer::new, GermanAnalyzer.getDefaultStopSet(), "de") {

		@Override
		TokenStream parts(TokenStream words) {
			return new GermanNormalizationFilter(words);
		}

	},

	NORWEGIAN(NorwegianStemmer::new, NorwegianAnalyzer.getDefaultStopSet(), "no", "nb", "nn"),

	DANISH(DanishStemmer::new, DanishAnalyzer.getDefaultStopSet(), "da"),

	FRENCH(FrenchStemmer::new, FrenchAnalyzer.getDefaultStopSet(), "fr") {

		@Override
		TokenStream parts(TokenStream words) {
			return new ElisionFilter(words, FrenchAnalyzer.DEFAULT_ARTICLES);
		}

	},

	SPANISH(SpanishStemmer::new, SpanishAnalyzer.getDefaultStopSet(), "es"),

	/** Names and texts in other languages: each word has one form. */
	ANY(null, CharArraySet.EMPTY_SET);

	/** No word begins with it, so that the beginning of a word finds no stem. */
	private static final String MARK = "=";

	private static final int MOST_RECENT = 10_000;

	private static final Set<WordLanguage> COMPOUNDING = EnumSet.of(SWEDISH, FINNISH, GERMAN, NORWEGIAN, DANISH);

	private final @Nullable Supplier<SnowballStemmer> stemmer;

	private final CharArraySet stopWords;

	private final String[] codes;

	/** Texts repeat their words, and many people search for the same ones. */
	private final LoadingCache<String, Set<String>> recent = Caffeine.newBuilder()
		.executor(Runnable::run)
		.maximumSize(MOST_RECENT)
		.build(this::stemsOf);

	WordLanguage(@Nullable Supplier<SnowballStemmer> stemmer, CharArraySet stopWords, String... codes) {
		this.stemmer = stemmer;
		this.stopWords = stopWords;
		this.codes = codes;
	}

	/**
	 * Finds a language by its tag.
	 * @param tag a BCP 47 tag
	 * @return the language; {@link #ANY} if it has no stemmer
	 */
	static WordLanguage of(String tag) {
		String code = Locale.forLanguageTag(tag).getLanguage();
		return Arrays.stream(values())
			.filter((language) -> Arrays.asList(language.codes).contains(code))
			.findFirst()
			.orElse(ANY);
	}

	/**
	 * Whether a word is a stop word, such as "and".
	 */
	boolean isStopWord(String word) {
		return this.stopWords.contains(word);
	}

	/**
	 * Prepares words for the stemmer by the rules of the language.
	 */
	TokenStream parts(TokenStream words) {
		return words;
	}

	/**
	 * Whether words are written together to form new ones.
	 */
	boolean hasCompounds() {
		return COMPOUNDING.contains(this);
	}

	/**
	 * Returns the possible stems of a word. Words with a common stem are forms of one
	 * word.
	 * @param word a word in lower case
	 * @return the stems; none in {@link #ANY}
	 */
	Set<String> stems(String word) {
		return (this.stemmer != null) ? this.recent.get(word) : Set.of();
	}

	/**
	 * Returns a stem as it is indexed, so that it differs from all words and from the
	 * stems of other languages.
	 */
	String term(String stem) {
		return MARK + this.codes[0] + MARK + stem;
	}

	void collect(String word, Set<String> stems) {
		if (this.stemmer != null) {
			SnowballStemmer snowball = this.stemmer.get();
			snowball.setCurrent(word);
			snowball.stem();
			stems.add(snowball.getCurrent());
		}
	}

	private Set<String> stemsOf(String word) {
		Set<String> stems = new LinkedHashSet<>();
		collect(word, stems);
		return stems;
	}

}
