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
 * Where something was found.
 *
 * @param text a text, or as much of it as is shown; an ellipsis stands where it was cut
 * @param language its language; null for a name
 * @param ranges the words in it that were looked for, in order
 */
record SearchSnippet(String text, @Nullable Locale language, List<TextRange> ranges) {

	/**
	 * Shows the first place in a text at which any of the words stands.
	 * @param text the text
	 * @param words the words
	 * @return as much of the text as is shown; empty if none of the words stands there
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
	 * Shows a text in which none of the words stands.
	 */
	static SearchSnippet of(SearchText text) {
		return new SearchSnippet(text.text(), text.locale(), List.of());
	}

	/**
	 * A part of a text.
	 *
	 * @param offset where it begins, in UTF-16 code units from 0
	 * @param length how long it is, in UTF-16 code units
	 */
	record TextRange(int offset, int length) {
	}

}
