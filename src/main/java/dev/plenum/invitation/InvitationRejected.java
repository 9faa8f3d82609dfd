package dev.plenum.invitation;

import dev.plenum.platform.graphql.Refusal;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.token.TokenIssuer;

/**
 * The code of an invitation cannot be redeemed.
 *
 * @param invitationProblem what is wrong with the code
 */
public record InvitationRejected(InvitationProblem invitationProblem) implements Refusal {

	@Override
	public String messageKey() {
		return "InvitationRejected." + this.invitationProblem;
	}

	/**
	 * Rejects people who signed in with a ticket: a ticket can be copied from a badge,
	 * and gives no rights beyond those of an attendee.
	 * @param subject the token subject of the person
	 * @throws Refused with {@link InvitationProblem#ACCOUNT_NEEDED}
	 */
	public static void requireAccount(String subject) {
		if (TokenIssuer.isReserved(subject)) {
			throw new Refused(new InvitationRejected(InvitationProblem.ACCOUNT_NEEDED));
		}
	}

	/** The reason. */
	public enum InvitationProblem {

		/** No invitation has the code. */
		UNKNOWN,

		/** It was redeemed. */
		REDEEMED,

		/** It was revoked. */
		REVOKED,

		/** It has expired. */
		EXPIRED,

		/** It can only be redeemed with an account, not with a ticket. */
		ACCOUNT_NEEDED

	}

}
