package dev.plenum.search;

import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;

import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * Adds the possible stems of each word after the word, at the same place.
 */
final class StemFilter extends TokenFilter {

	private final WordLanguage language;

	private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

	private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);

	private Iterator<String> stems = Collections.emptyIterator();

	StemFilter(TokenStream words, WordLanguage language) {
		super(words);
		this.language = language;
	}

	@Override
	public boolean incrementToken() throws IOException {
		if (this.stems.hasNext()) {
			this.term.setEmpty().append(this.language.term(this.stems.next()));
			this.step.setPositionIncrement(0);
			return true;
		}
		if (!this.input.incrementToken()) {
			return false;
		}
		this.stems = this.language.stems(this.term.toString()).iterator();
		return true;
	}

	@Override
	public void reset() throws IOException {
		super.reset();
		this.stems = Collections.emptyIterator();
	}

}
