package dev.plenum.inbox;

/**
 * A step of a source.
 *
 * @param source the source
 * @param number the number of the step in its source
 */
record Step(String source, long number) {

	/** A step that everybody knows. */
	static final Step KNOWN = new Step("", 0);

}
