package dev.plenum.exhibitor;

import java.util.Set;

import dev.plenum.platform.security.Caller;
import reactor.core.publisher.Mono;

/**
 * Finds an attendee's favourite exhibitors. The feature that stores agendas implements
 * this interface. It depends on exhibitors itself, so it cannot be called directly.
 */
@FunctionalInterface
public interface Favourites {

	/**
	 * The caller's favourites.
	 * @param eventId the event
	 * @param caller the attendee, who has a token
	 * @return the exhibitors' ids; some may not exist any more
	 */
	Mono<Set<String>> of(String eventId, Caller caller);

}
