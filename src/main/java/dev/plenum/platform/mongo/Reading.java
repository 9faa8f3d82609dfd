package dev.plenum.platform.mongo;

/**
 * How the document is read that a write is decided upon.
 */
public enum Reading {

	/**
	 * As the majority has it. Enough as long as no write was refused: it may be older
	 * than the write that another one was refused for.
	 */
	COMMITTED,

	/**
	 * As it is now, by a linearizable read. Needed after a write that was refused.
	 */
	NEWEST

}
