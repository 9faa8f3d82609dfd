package dev.plenum.signin;

import dev.plenum.participant.Departure;
import dev.plenum.participant.Departures;
import dev.plenum.platform.token.RefreshTokens;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Ends the sign-ins of participants who leave.
 */
@Component
@Order(Departure.END)
class EndedSignIns implements Departures {

	private final RefreshTokens tokens;

	EndedSignIns(RefreshTokens tokens) {
		this.tokens = tokens;
	}

	@Override
	public Mono<Void> end(Departure departure) {
		return this.tokens.revokeAll(departure.participant().ticketSubject()).then();
	}

}
