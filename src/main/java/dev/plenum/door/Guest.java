package dev.plenum.door;

import dev.plenum.agenda.AgendaOwner;
import dev.plenum.participant.ParticipantDocument;
import org.jspecify.annotations.Nullable;

/**
 * A person at a door.
 *
 * @param subject the subject that has the person's seats
 * @param name the name to display; null if it is not known
 * @param participant the person as a participant of the event; null for a person who has
 * only an agenda
 */
record Guest(String subject, @Nullable String name, @Nullable ParticipantDocument participant) {

	static Guest of(ParticipantDocument participant) {
		return new Guest(participant.subject(), participant.name(), participant);
	}

	/**
	 * Returns whether the person was a participant and does not take part any more.
	 */
	boolean hasLeft() {
		return this.participant != null && !this.participant.isActive();
	}

	AgendaOwner owner(String eventId) {
		return new AgendaOwner(eventId, this.subject, this.name);
	}

}
