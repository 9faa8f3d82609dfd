package dev.plenum.exhibitor;

import dev.plenum.platform.removal.RemovalDocument;
import reactor.core.publisher.Mono;

/**
 * What depends on exhibitors in a feature that stores it. The feature implements this
 * interface. It depends on exhibitors itself, so it cannot be called directly. All
 * methods are idempotent: a repeated call completes an interrupted one.
 */
public interface ExhibitorDependants {

	/**
	 * Ends or removes what depends on an exhibitor that is removed.
	 * @param removal the removal of the exhibitor
	 * @return completes afterwards
	 */
	default Mono<Void> remove(RemovalDocument removal) {
		return Mono.empty();
	}

	/**
	 * Prepares the creation of an exhibitor with the key of a removed one.
	 * @param removal the removal of the former exhibitor
	 * @return completes afterwards
	 */
	default Mono<Void> prepareCreation(RemovalDocument removal) {
		return Mono.empty();
	}

	/**
	 * Takes from people who are not on the staff of an exhibitor any more what only its
	 * staff can do.
	 * @param exhibitor the exhibitor after a change of its staff
	 * @return completes afterwards
	 */
	default Mono<Void> keepStaff(ExhibitorDocument exhibitor) {
		return Mono.empty();
	}

}
