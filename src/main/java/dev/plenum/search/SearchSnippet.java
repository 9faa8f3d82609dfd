package dev.plenum.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.jspecify.annotations.Nullable;

/**
 * The text in which a search matched.
 *
 * @param excerpt the text, or a part of it with an ellipsis where it was cut
 * @param language the language of the text; null for a name
 * @param ranges the matching words in the excerpt, in order
 */
record SearchSnippet(String excerpt, @Nullable Locale language, List<TextRange> ranges) {

	/**
	 * Shows the part of a text around the first matching word.
	 * @param text the text
	 * @param words the searched words
	 * @return the snippet; empty if no word matches
	 */
	static Optional<SearchSnippet> of(SearchText text, SearchWords words) {
		Excerpt excerpt = new Excerpt(text.text());
		try (TokenStream forms = WordAnalyzer.ofText(text.wordLanguage()).tokenStream("", text.text())) {
			CharTermAttribute form = forms.addAttribute(CharTermAttribute.class);
			OffsetAttribute place = forms.addAttribute(OffsetAttribute.class);
			forms.reset();
			boolean more = true;
			while (more && forms.incrementToken()) {
				more = excerpt.add(place.startOffset(), place.endOffset(), words.match(form.toString()));
			}
			if (more) {
				excerpt.end();
			}
			forms.end();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return excerpt.isEmpty() ? Optional.empty() : Optional.of(excerpt.snippet(text.locale()));
	}

	/**
	 * Shows a text in which no word matches.
	 */
	static SearchSnippet of(SearchText text) {
		return new SearchSnippet(text.text(), text.locale(), List.of());
	}

	/**
	 * A range of characters in an excerpt.
	 *
	 * @param offset the offset of the first character in UTF-16 code units, starting at 0
	 * @param length the length in UTF-16 code units
	 */
	record TextRange(int offset, int length) {
	}

}
