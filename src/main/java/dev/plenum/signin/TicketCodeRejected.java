package dev.plenum.signin;

import dev.plenum.platform.graphql.Refusal;

/**
 * A ticket code was not accepted.
 *
 * @param ticketCodeProblem what is wrong with it
 */
record TicketCodeRejected(TicketCodeProblem ticketCodeProblem) implements Refusal {

	@Override
	public String messageKey() {
		return "TicketCodeRejected." + this.ticketCodeProblem;
	}

	enum TicketCodeProblem {

		MISTYPED, UNKNOWN, CANCELLED, EVENT_OVER

	}

}
