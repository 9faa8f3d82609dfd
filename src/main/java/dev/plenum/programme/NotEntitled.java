package dev.plenum.programme;

import java.util.List;

import dev.plenum.platform.graphql.Refusal;

/**
 * The person may not have a seat at a session.
 *
 * @param session the session
 * @param requirement what the person lacks
 */
public record NotEntitled(Session session, Requirement requirement) implements Refusal {

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
		return "NotEntitled." + this.requirement;
	}

	/** What a seat requires. The schema describes each value. */
	public enum Requirement {

		PARTICIPATION, TICKET_TYPE

	}

}
