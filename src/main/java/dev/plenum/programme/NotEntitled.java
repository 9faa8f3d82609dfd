package dev.plenum.programme;

import java.util.List;

import dev.plenum.platform.graphql.Refusal;

/**
 * The person may not have a seat at a session.
 *
 * @param session the session
 * @param reason why
 */
public record NotEntitled(Session session, Reason reason) implements Refusal {

	/**
	 * Returns the event.
	 * @return the event that the session belongs to
	 */
	public Event event() {
		return this.session.event();
	}

	/**
	 * Returns the types of ticket that the session requires.
	 * @return the types of which the person needs one; empty if each ticket will do
	 */
	public List<String> ticketTypes() {
		return this.session.ticketTypes();
	}

	@Override
	public String messageKey() {
		return "NotEntitled." + this.reason;
	}

	/** Why a person may not have a seat. The schema describes each value. */
	public enum Reason {

		NOT_PARTICIPANT, TICKET_TYPE

	}

}
