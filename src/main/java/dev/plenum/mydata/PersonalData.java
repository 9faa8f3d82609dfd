package dev.plenum.mydata;

import reactor.core.publisher.Mono;

/**
 * One kind of personal data that a feature stores.
 */
public interface PersonalData {

	/**
	 * Returns the key of this kind of data in an export.
	 * @return a key in lower camel case
	 */
	String name();

	/**
	 * Exports the data of a person in all events.
	 * @param subject the person
	 * @return maps, lists, strings, numbers and booleans, which become JSON
	 */
	Mono<Object> of(String subject);

	/**
	 * Deletes the data of a person in all events. Idempotent: a repeated call completes
	 * an interrupted one and otherwise changes nothing.
	 * @param subject the person
	 * @return the number of deleted items
	 */
	Mono<Integer> delete(String subject);

}
