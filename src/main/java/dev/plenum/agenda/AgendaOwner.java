package dev.plenum.agenda;

import dev.plenum.platform.Ids;
import dev.plenum.platform.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Whose agenda it is.
 *
 * @param eventId the event
 * @param subject the attendee
 * @param name the attendee's name; null if the token tells none
 */
record AgendaOwner(String eventId, String subject, @Nullable String name) {

	static AgendaOwner of(String eventId, Caller caller) {
		return new AgendaOwner(eventId, caller.requireSubject(), caller.name());
	}

	static String agendaId(String eventId, String subject) {
		return Ids.in(Agendas.ID_PREFIX, eventId, subject);
	}

	String agendaId() {
		return agendaId(this.eventId, this.subject);
	}

}
