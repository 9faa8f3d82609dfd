package dev.plenum.programme;

import java.util.Set;

import dev.plenum.platform.security.Caller;
import reactor.core.publisher.Mono;

/**
 * Finds the objects of a feature by their ids, in memory.
 *
 * @param types the prefixes of the ids of these objects, such as {@code ses}
 * @param lookup finds one object
 */
public record NodeFinder(Set<String> types, Lookup lookup) {

	/**
	 * Finds an object of a known type.
	 */
	@FunctionalInterface
	public interface Lookup {

		/**
		 * Finds an object.
		 * @param id an id of one of the types
		 * @param programme the event, which the caller may see
		 * @param caller the caller
		 * @return the object; empty if there is no such object that the caller may see
		 */
		Mono<?> find(String id, Programme programme, Caller caller);

	}

}
