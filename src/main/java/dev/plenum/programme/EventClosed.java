package dev.plenum.programme;

import dev.plenum.platform.graphql.Refusal;

/**
 * The event cannot be changed any more by the caller, so the mutation changed nothing.
 *
 * @param event the event
 * @param reason why it is closed
 */
record EventClosed(Event event, Reason reason) implements Refusal {

	@Override
	public String messageKey() {
		return "EventClosed." + this.reason;
	}

	/** Why an event is closed. */
	enum Reason {

		/** Its organisers archived it. They can publish it again. */
		ARCHIVED,

		/** It is over. Attendees and exhibitors cannot change anything in it any more. */
		OVER

	}

}
