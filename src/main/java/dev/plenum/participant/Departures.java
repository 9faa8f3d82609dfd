package dev.plenum.participant;

import reactor.core.publisher.Mono;

/**
 * What ends in one feature when a participant leaves. A feature implements this, with an
 * {@code @Order} that is one of the constants of {@link Departure}.
 */
public interface Departures {

	/**
	 * Ends what the participant has in this feature. Idempotent: a departure that is
	 * interrupted is repeated as a whole.
	 * @param departure who leaves
	 * @return completes afterwards
	 */
	Mono<Void> end(Departure departure);

}
