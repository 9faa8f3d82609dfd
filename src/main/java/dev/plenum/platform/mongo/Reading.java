package dev.plenum.platform.mongo;

/**
 * How a document is read before a write that depends on it.
 */
public enum Reading {

	/**
	 * As the majority has it. Sufficient until a write is refused: it may be older than
	 * the write that was the reason.
	 */
	COMMITTED,

	/**
	 * As it is now, by a linearizable read. Necessary after a refused write.
	 */
	NEWEST

}
