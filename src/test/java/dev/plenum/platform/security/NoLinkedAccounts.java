package dev.plenum.platform.security;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * For servers without participants: no account has entered the code of a ticket.
 */
public final class NoLinkedAccounts implements LinkedAccounts {

	@Override
	public Mono<String> accountOf(String eventId, String ticketSubject) {
		return Mono.empty();
	}

	@Override
	public Flux<String> ticketsOf(String account) {
		return Flux.empty();
	}

	@Override
	public Mono<Void> linked(String eventId, String ticketSubject) {
		return Mono.never();
	}

}
