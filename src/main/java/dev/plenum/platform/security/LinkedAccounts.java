package dev.plenum.platform.security;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Knows which accounts have entered the codes of tickets.
 */
public interface LinkedAccounts {

	/**
	 * Finds the account that entered the code of a ticket.
	 * @param eventId the event of the ticket
	 * @param ticketSubject the subject of any token of this server
	 * @return the subject of the account; empty if there is none
	 */
	Mono<String> accountOf(String eventId, String ticketSubject);

	/**
	 * Finds the tickets whose codes an account has entered, in all events.
	 * @param account the subject of the account
	 * @return the subjects of the tickets' tokens
	 */
	Flux<String> ticketsOf(String account);

	/**
	 * Waits until an account has entered the code of a ticket.
	 * @param eventId the event of the ticket
	 * @param ticketSubject the subject of any token of this server
	 * @return completes then
	 */
	Mono<Void> linked(String eventId, String ticketSubject);

	/**
	 * Ends a subscription to data of a ticket when these move to an account.
	 * @param caller the subscriber
	 * @param steps the steps of the subscription
	 * @param <T> the type of the steps
	 * @return the steps; fails with {@link ErrorCode#RESYNC_REQUIRED} when the caller has
	 * other data than before
	 */
	default <T> Flux<T> whileUnlinked(Caller caller, Flux<T> steps) {
		String event = caller.boundTo();
		String ticket = caller.countedAs();
		return (event == null || ticket == null || caller.isLinked()) ? steps : steps
			.takeUntilOther(linked(event, ticket).then(Mono.error(() -> Problem.of(ErrorCode.RESYNC_REQUIRED,
					"An account has entered the code of this ticket. Read everything again, and subscribe again."))));
	}

}
