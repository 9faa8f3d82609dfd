package dev.plenum.programme;

import reactor.core.publisher.Mono;

/**
 * Finds a feature's own things by their ids.
 */
@FunctionalInterface
public interface NodeFinder {

	/**
	 * Finds a thing.
	 * @param id any id of something in the event
	 * @param programme the event, which the caller may see
	 * @return the thing; empty if this feature has none with this id
	 */
	Mono<?> find(String id, Programme programme);

}
