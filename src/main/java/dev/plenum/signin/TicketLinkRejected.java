package dev.plenum.signin;

import dev.plenum.platform.graphql.Refusal;

/**
 * A ticket and an account cannot be linked.
 *
 * @param ticketLinkProblem the reason
 */
record TicketLinkRejected(TicketLinkProblem ticketLinkProblem) implements Refusal {

	@Override
	public String messageKey() {
		return "TicketLinkRejected." + this.ticketLinkProblem;
	}

	enum TicketLinkProblem {

		ACCOUNT_NEEDED, TICKET_TAKEN, ACCOUNT_TAKEN, EMAIL_NOT_ACCEPTED, EMAIL_NOT_VERIFIED, EMAIL_UNKNOWN,
		EMAIL_AMBIGUOUS

	}

}
