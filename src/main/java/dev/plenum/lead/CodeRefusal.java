package dev.plenum.lead;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;

/** Why a contact code is not redeemed. */
enum CodeRefusal {

	/** Nobody of this event has made it, or somebody has changed it. */
	FORGED(ErrorCode.BAD_INPUT, "This is no contact code of anybody at this event."),

	/** It was made at another event. */
	OTHER_EVENT(ErrorCode.BAD_INPUT, "This contact code is for another event."),

	/** It was made too long ago. */
	EXPIRED(ErrorCode.CONFLICT, "This contact code has expired. Ask the attendee to show a new one."),

	/** Another exhibitor has redeemed it. */
	USED(ErrorCode.CONFLICT, "This contact code was used somewhere else. Ask the attendee to show a new one."),

	/** The attendee has withdrawn the data since it was made. */
	WITHDRAWN(ErrorCode.CONFLICT,
			"The attendee has withdrawn their contact data since. Only a new contact code gives them again.");

	private final ErrorCode code;

	private final String message;

	CodeRefusal(ErrorCode code, String message) {
		this.code = code;
		this.message = message;
	}

	Problem problem() {
		return (this.code == ErrorCode.BAD_INPUT) ? Problem.badInput(this.message, "input", "code")
				: Problem.of(this.code, this.message);
	}

}
