package dev.plenum.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

import dev.plenum.search.SearchSnippet.TextRange;
import org.jspecify.annotations.Nullable;

/**
 * The part of a text around the first matching word, cut between words.
 */
final class Excerpt {

	/** The maximum length in UTF-16 code units. */
	static final int LONGEST = 200;

	/** The maximum length before the first matching word, in UTF-16 code units. */
	private static final int LEAD = 60;

	private static final String ELLIPSIS = "…";

	private final String text;

	private final Deque<Integer> wordsBefore = new ArrayDeque<>();

	private final List<TextRange> found = new ArrayList<>();

	private int from;

	private int to;

	Excerpt(String text) {
		this.text = text;
	}

	boolean isEmpty() {
		return this.found.isEmpty();
	}

	/**
	 * Adds the next word. Words are added in the order of the text; a word with several
	 * forms is added once for each form.
	 * @param start the offset of its first character
	 * @param end the offset after its last character
	 * @param matches whether the search looks for it
	 * @return whether more words can be added
	 */
	boolean add(int start, int end, boolean matches) {
		if (isEmpty()) {
			before(start);
		}
		else if (end > this.from + LONGEST) {
			return this.text.length() <= LONGEST;
		}
		this.to = end;
		if (matches && (isEmpty() || this.found.getLast().offset() != start)) {
			this.found.add(new TextRange(start, end - start));
		}
		return true;
	}

	/**
	 * Adds the rest of the text after its last word, if there is room.
	 */
	void end() {
		if (this.text.length() - this.from <= LONGEST) {
			this.to = this.text.length();
		}
	}

	SearchSnippet snippet(@Nullable Locale language) {
		String before = (this.from > 0) ? ELLIPSIS : "";
		String after = (this.to < this.text.length()) ? ELLIPSIS : "";
		return new SearchSnippet(before + this.text.substring(this.from, this.to) + after, language,
				this.found.stream()
					.map((range) -> new TextRange(range.offset() - this.from + before.length(), range.length()))
					.toList());
	}

	private void before(int start) {
		this.wordsBefore.add(start);
		while (start - this.wordsBefore.getFirst() > LEAD) {
			this.wordsBefore.removeFirst();
		}
		this.from = (start <= LEAD || this.text.length() <= LONGEST) ? 0 : this.wordsBefore.getFirst();
	}

}
