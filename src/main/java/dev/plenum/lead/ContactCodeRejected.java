package dev.plenum.lead;

import dev.plenum.platform.graphql.Refusal;

/**
 * A contact code cannot be redeemed.
 *
 * @param contactCodeProblem what is wrong with the code
 */
record ContactCodeRejected(ContactCodeProblem contactCodeProblem) implements Refusal {

	@Override
	public String messageKey() {
		return "ContactCodeRejected." + this.contactCodeProblem;
	}

	/** The reason. The schema describes each value. */
	enum ContactCodeProblem {

		UNKNOWN, OTHER_EVENT, EXPIRED, REDEEMED, WITHDRAWN

	}

}
