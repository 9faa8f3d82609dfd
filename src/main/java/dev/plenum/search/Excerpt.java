package dev.plenum.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

import dev.plenum.search.SearchSnippet.TextRange;
import org.jspecify.annotations.Nullable;

/**
 * As much of a text as is shown around the first word that was looked for, cut between
 * words.
 */
final class Excerpt {

	/** How much of a text is shown, in UTF-16 code units. */
	static final int LONGEST = 200;

	/** How much of that may stand before the first word that was looked for. */
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
	 * Goes on to a word, in the order of the text; to the same one again in another form.
	 * @param start where it begins
	 * @param end where it ends
	 * @param matches whether it is looked for
	 * @return whether there may be more to show
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
	 * Ends with the text.
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
