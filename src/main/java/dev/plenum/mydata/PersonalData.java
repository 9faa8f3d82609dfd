package dev.plenum.mydata;

import reactor.core.publisher.Mono;

/**
 * One kind of data that a feature holds about people.
 */
public interface PersonalData {

	/**
	 * What it is called in an export.
	 * @return a name in lower camel case
	 */
	String name();

	/**
	 * Everything of this kind about a person, in all events.
	 * @param subject the person
	 * @return it as it becomes JSON: maps, lists, strings, numbers and booleans
	 */
	Mono<Object> of(String subject);

	/**
	 * Takes everything of this kind away from a person. Done again it finishes what was
	 * stopped, and otherwise does nothing.
	 * @param subject the person
	 * @return how many things there were to take away
	 */
	Mono<Integer> delete(String subject);

}
