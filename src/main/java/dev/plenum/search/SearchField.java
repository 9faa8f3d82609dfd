package dev.plenum.search;

/**
 * The searched fields, best first, and the score of a matching word in each. A match in a
 * title ranks before a match in a name, and this before a match in a text. A match of a
 * part of a compound ranks after all of these, and a match that assumes a typing error
 * ranks last.
 */
enum SearchField {

	/** Titles. */
	TITLE(8, 1.8F, 0.6F),

	/** Names of people and organisations. */
	PEOPLE(5, 1.4F, 0.4F),

	/** Other texts. */
	TEXT(3, 1, 0.2F);

	/**
	 * The additional score of a word in an object that is not over. It is less than the
	 * difference between two fields, so that it only orders nearly equal matches.
	 */
	static final float NOT_OVER = 0.35F;

	private static final float ANOTHER_FORM = 0.985F;

	private static final float BEGINNING = 0.8F;

	private static final float WITHOUT_ACCENTS = 0.965F;

	private final float word;

	private final float part;

	private final float mistyped;

	SearchField(float word, float part, float mistyped) {
		this.word = word;
		this.part = part;
		this.mistyped = mistyped;
	}

	float word() {
		return this.word;
	}

	float anotherForm() {
		return this.word * ANOTHER_FORM;
	}

	float wordWithoutAccents() {
		return this.word * WITHOUT_ACCENTS;
	}

	float beginning() {
		return this.word * BEGINNING;
	}

	float beginningWithoutAccents() {
		return this.word * BEGINNING * WITHOUT_ACCENTS;
	}

	float part() {
		return this.part;
	}

	float mistyped() {
		return this.mistyped;
	}

}
