package dev.plenum.participant;

import reactor.core.publisher.Mono;

/**
 * What one feature stores for the subject of a person in an event. It moves when an
 * account enters the code of a ticket.
 */
public interface LinkedData {

	/**
	 * Moves what the ticket has in this feature to the account. Idempotent: a move that
	 * is interrupted is repeated as a whole, and so is a complete one.
	 * @param link the ticket and the account
	 * @return completes afterwards
	 */
	Mono<Void> move(Link link);

}
