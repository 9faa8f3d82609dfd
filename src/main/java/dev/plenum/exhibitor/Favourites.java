package dev.plenum.exhibitor;

import java.util.Set;

import dev.plenum.platform.security.Caller;
import reactor.core.publisher.Mono;

/**
 * Knows which exhibitors are an attendee's favourites. The feature that keeps the agendas
 * says so; it shows exhibitors itself, so it is asked through here.
 */
@FunctionalInterface
public interface Favourites {

	/**
	 * The caller's favourites.
	 * @param eventId the event
	 * @param caller the attendee, who has a token
	 * @return the exhibitors' ids; some may be gone
	 */
	Mono<Set<String>> of(String eventId, Caller caller);

}
