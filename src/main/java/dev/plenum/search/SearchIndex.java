package dev.plenum.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * An immutable index in memory of everything in one event that a search can find.
 */
final class SearchIndex {

	static final String KIND = "KIND";

	static final String UNTIL = "UNTIL";

	/** Large enough for all entries to be in one segment, which keeps their order. */
	private static final double BUFFER_IN_MEGABYTES = 1024;

	private final List<SearchEntry> entries;

	private final Set<WordLanguage> languages;

	private final Compounds compounds;

	private final IndexSearcher searcher;

	private SearchIndex(List<SearchEntry> entries, IndexSearcher searcher) {
		this.entries = entries;
		this.searcher = searcher;
		Map<WordLanguage, Set<String>> words = new EnumMap<>(WordLanguage.class);
		words.put(WordLanguage.ANY, new HashSet<>());
		entries.stream()
			.flatMap((entry) -> Stream.of(SearchField.values()).flatMap((field) -> entry.in(field).stream()))
			.forEach((text) -> WordAnalyzer.collect(text.text(), text.wordLanguage(),
					words.computeIfAbsent(text.wordLanguage(), (_) -> new HashSet<>())));
		this.languages = words.keySet();
		this.compounds = Compounds.of(words);
	}

	/**
	 * Creates an index. This can take seconds.
	 * @param entries the entries in the order that applies to entries with equal scores
	 * @return the index
	 */
	static SearchIndex of(List<SearchEntry> entries) {
		try {
			ByteBuffersDirectory directory = new ByteBuffersDirectory();
			IndexWriterConfig config = new IndexWriterConfig(WordAnalyzer.ofText(WordLanguage.ANY))
				.setRAMBufferSizeMB(BUFFER_IN_MEGABYTES)
				.setMergePolicy(NoMergePolicy.INSTANCE);
			try (IndexWriter writer = new IndexWriter(directory, config)) {
				for (SearchEntry entry : entries) {
					writer.addDocument(document(entry));
				}
			}
			IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(directory));
			searcher.setQueryCache(null);
			return new SearchIndex(List.copyOf(entries), searcher);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	List<SearchEntry> entries() {
		return this.entries;
	}

	/**
	 * Parses a search text by the rules of the languages in this index.
	 * @param text any text
	 * @return its words
	 */
	SearchWords words(String text) {
		return SearchWords.of(text, this.languages, this.compounds);
	}

	/**
	 * Finds the entries that have all the words.
	 * @param words the words
	 * @param kinds the kinds of objects to find
	 * @param first the maximum number of entries
	 * @param now the current time
	 * @return the entries, best match first
	 */
	List<SearchEntry> find(SearchWords words, Collection<SearchKind> kinds, int first, Instant now) {
		if (words.isEmpty() || first == 0) {
			return List.of();
		}
		try {
			return Arrays.stream(this.searcher.search(words.query(kinds, now), first).scoreDocs)
				.map((found) -> this.entries.get(found.doc))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Document document(SearchEntry entry) {
		Document document = new Document();
		document.add(new StringField(KIND, entry.kind().name(), Field.Store.NO));
		document.add(new LongPoint(UNTIL, entry.until()));
		for (SearchField field : SearchField.values()) {
			entry.in(field).forEach((text) -> document.add(new Words(field, text)));
		}
		return document;
	}

	/**
	 * A text that is indexed by the rules of its language.
	 */
	private static final class Words extends Field {

		private static final FieldType TYPE = type();

		private final SearchText text;

		Words(SearchField field, SearchText text) {
			super(field.name(), text.text(), TYPE);
			this.text = text;
		}

		@Override
		public TokenStream tokenStream(Analyzer any, TokenStream reuse) {
			return WordAnalyzer.ofText(this.text.wordLanguage()).tokenStream(name(), this.text.text());
		}

		private static FieldType type() {
			FieldType type = new FieldType();
			type.setIndexOptions(IndexOptions.DOCS);
			type.setOmitNorms(true);
			type.freeze();
			return type;
		}

	}

}
