package dev.plenum.exhibitor.invitation;

import dev.plenum.platform.graphql.Refusal;

/**
 * The code of an invitation cannot be redeemed.
 *
 * @param invitationProblem what is wrong with the code
 */
record InvitationRejected(InvitationProblem invitationProblem) implements Refusal {

	@Override
	public String messageKey() {
		return "InvitationRejected." + this.invitationProblem;
	}

	/** The reason. The schema describes each value. */
	enum InvitationProblem {

		UNKNOWN, REDEEMED, REVOKED, EXPIRED

	}

}
