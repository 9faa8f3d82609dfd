package dev.plenum.changelog;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a snapshot shows of one node and of the nodes that are parts of it, such as a
 * document or a record of several. Equal objects have the same fingerprints.
 */
public interface Visible {

	/**
	 * Returns the id of the node.
	 * @return the id
	 */
	String id();

	/**
	 * Returns the fingerprints of what the node and its parts show, without counters and
	 * states that have a subscription of their own.
	 * @return the fingerprints by the ids of the nodes
	 */
	Map<String, Long> prints();

	/**
	 * Returns the moments at which the node changes by itself.
	 * @return the moments, in any order
	 */
	default Stream<Instant> turns() {
		return Stream.empty();
	}

}
