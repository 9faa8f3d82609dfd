package dev.plenum.changelog;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a snapshot shows of one node and of the nodes that are parts of it. Equal objects
 * show the same, so a record of the documents is suitable. It does not include what a
 * change of the node does not count for, such as counters.
 */
public interface Visible {

	/**
	 * Returns the id of the node.
	 * @return the id
	 */
	String id();

	/**
	 * Returns the fingerprints of what the node and its parts show.
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
