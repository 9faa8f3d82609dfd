package dev.plenum.programme;

import java.util.Set;

import dev.plenum.platform.security.Caller;
import reactor.core.publisher.Mono;

/**
 * Finds a feature's own things by their ids, in memory.
 *
 * @param types the prefixes of the ids that its things have, such as {@code ses}
 * @param lookup finds one of them
 */
public record NodeFinder(Set<String> types, Lookup lookup) {

	/**
	 * Finds a thing of a known type.
	 */
	@FunctionalInterface
	public interface Lookup {

		/**
		 * Finds a thing.
		 * @param id an id of one of the types
		 * @param programme the event, which the caller may see
		 * @param caller the caller
		 * @return the thing; empty if there is none with this id that the caller may see
		 */
		Mono<?> find(String id, Programme programme, Caller caller);

	}

}
