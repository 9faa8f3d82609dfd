package dev.plenum.door;

import dev.plenum.agenda.AgendaOwner;
import dev.plenum.agenda.Presences;
import dev.plenum.participant.Badges;
import dev.plenum.participant.Participants;
import dev.plenum.platform.token.TicketCodes;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Finds the person at a door by a code, or by an id of somebody who was found by name.
 */
@Component
class Guests {

	private final Presences presences;

	private final Participants participants;

	private final TicketCodes tickets;

	private final Badges badges;

	Guests(Presences presences, Participants participants, TicketCodes tickets, Badges badges) {
		this.presences = presences;
		this.participants = participants;
		this.tickets = tickets;
		this.badges = badges;
	}

	/**
	 * Finds a person at an event.
	 * @return the person; empty if nobody has the code or the id
	 */
	Mono<Guest> find(String eventId, CheckInAttendeeInput attendee) {
		if (attendee.attendeeId() != null) {
			return byId(eventId, attendee.attendeeId());
		}
		return (attendee.code() != null) ? byTicket(eventId, attendee.code())
			.switchIfEmpty(this.badges.find(eventId, attendee.code()).map(Guest::of))
			.switchIfEmpty(byAgendaCode(eventId, attendee.code())) : byAgendaCode(eventId, attendee.text());
	}

	private Mono<Guest> byId(String eventId, String id) {
		return this.participants.byId(id)
			.filter((found) -> found.eventId().equals(eventId))
			.map(Guest::of)
			.switchIfEmpty(this.presences.byAgenda(id)
				.filter((owner) -> owner.eventId().equals(eventId))
				.flatMap(this::owner));
	}

	private Mono<Guest> byTicket(String eventId, String text) {
		return Mono.justOrEmpty(TicketCodes.normalised(text))
			.flatMap((code) -> this.participants.byCodeHash(this.tickets.hashOf(code)))
			.filter((found) -> found.eventId().equals(eventId))
			.map(Guest::of);
	}

	private Mono<Guest> byAgendaCode(String eventId, String text) {
		return this.presences.byCode(eventId, text).flatMap(this::owner);
	}

	private Mono<Guest> owner(AgendaOwner owner) {
		return this.participants.bySubject(owner.eventId(), owner.subject())
			.map(Guest::of)
			.defaultIfEmpty(new Guest(owner.subject(), owner.name(), null));
	}

}
