package dev.plenum.participant;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.plenum.programme.Admission;
import dev.plenum.programme.Entitlement;
import dev.plenum.programme.Event;
import dev.plenum.programme.NotAdmitted;
import dev.plenum.programme.NotEntitled;
import dev.plenum.programme.NotEntitled.Requirement;
import dev.plenum.programme.Session;
import dev.plenum.programme.document.EventAdmission;
import dev.plenum.programme.document.ReservedSeats;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Admits people to events and sessions by the tickets that they have. Reads the database
 * only if the event or the session does not admit everybody.
 */
@Component
class TicketAdmission implements Admission {

	private final Participants participants;

	TicketAdmission(Participants participants) {
		this.participants = participants;
	}

	@Override
	public Mono<NotAdmitted> refusal(Event event, String subject) {
		return (event.admission() == EventAdmission.OPEN) ? Mono.empty() : participant(event, subject)
			.flatMap((participant) -> Mono.justOrEmpty(participant.isPresent() ? null : new NotAdmitted(event)));
	}

	@Override
	public Mono<NotEntitled> refusal(Session session, String subject) {
		if (session.admitsEverybody()) {
			return Mono.empty();
		}
		return participant(session.event(), subject)
			.flatMap((participant) -> Mono.justOrEmpty(refusal(session, participant)));
	}

	@Override
	public Mono<Map<String, Entitlement>> entitlements(Session session, Collection<String> subjects) {
		ReservedSeats reserved = session.reservedSeats();
		boolean open = session.admitsEverybody();
		return this.participants.bySubjects(session.event().id(), subjects)
			.filter(ParticipantDocument::isActive)
			.collect(() -> {
				Map<String, Entitlement> all = HashMap.newHashMap(subjects.size());
				subjects.forEach((subject) -> all.put(subject, new Entitlement(open, false)));
				return all;
			}, (all, participant) -> participant.subjects()
				.forEach((subject) -> all.computeIfPresent(subject, (_, known) -> new Entitlement(
						known.admitted() || participant.isAdmittedWith(session.ticketTypes()),
						known.reserved() || reserved != null && participant.isAdmittedWith(reserved.ticketTypes())))));
	}

	private Mono<Optional<ParticipantDocument>> participant(Event event, String subject) {
		return this.participants.bySubject(event.id(), subject).filter(ParticipantDocument::isActive).singleOptional();
	}

	private static Optional<NotEntitled> refusal(Session session, Optional<ParticipantDocument> participant) {
		if (participant.isEmpty()) {
			return Optional.of(new NotEntitled(session, Requirement.PARTICIPATION));
		}
		return participant.get().isAdmittedWith(session.ticketTypes()) ? Optional.empty()
				: Optional.of(new NotEntitled(session, Requirement.TICKET_TYPE));
	}

}
