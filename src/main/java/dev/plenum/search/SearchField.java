package dev.plenum.search;

/**
 * What a thing can be found by, the best first, and how much a word is worth there. What
 * is found by a title stands before what is found by a speaker, and that before what is
 * found in a text; what was perhaps mistyped stands last.
 */
enum SearchField {

	/** What it is called. */
	TITLE(4, 0.7F),

	/** Who is in it. */
	PEOPLE(2.5F, 0.5F),

	/** What it is about. */
	TEXT(1.5F, 0.3F);

	/**
	 * What a word is worth more in something that is not over. Less than what lies
	 * between two fields, so that it only tells apart what is nearly as good.
	 */
	static final float NOT_OVER = 0.35F;

	private static final float ANOTHER_FORM = 0.97F;

	private static final float BEGINNING = 0.8F;

	private static final float WITHOUT_ACCENTS = 0.93F;

	private final float word;

	private final float mistyped;

	SearchField(float word, float mistyped) {
		this.word = word;
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

	float mistyped() {
		return this.mistyped;
	}

}
