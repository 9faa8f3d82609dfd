package dev.plenum.agenda;

import dev.plenum.platform.Ids;
import dev.plenum.platform.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * The event and the attendee of an agenda.
 *
 * @param eventId the event
 * @param subject the attendee
 * @param name the attendee's name; null if the token has none
 */
public record AgendaOwner(String eventId, String subject, @Nullable String name) {

	/**
	 * Returns the owner of the caller's own agenda.
	 * @param eventId the event
	 * @param caller the attendee
	 * @return the owner
	 */
	public static AgendaOwner of(String eventId, Caller caller) {
		return new AgendaOwner(eventId, caller.in(eventId).requireSubject(), caller.in(eventId).name());
	}

	/**
	 * Returns the owner of the code and of the calendar address of the caller's token.
	 * The holder of a ticket whose code an account has entered keeps those of the ticket.
	 */
	static AgendaOwner ofToken(String eventId, Caller caller) {
		return new AgendaOwner(eventId, caller.in(eventId).requireHolder(), caller.in(eventId).name());
	}

	String agendaId() {
		return Ids.in(Agendas.ID_PREFIX, this.eventId, this.subject);
	}

}
