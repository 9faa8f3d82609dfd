package dev.plenum.participant;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.plenum.mydata.PersonalData;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The entry of a ticket's holder in the list of participants. It belongs to the
 * organisers: it stays until they remove the participant. Accounts export those of their
 * tickets.
 */
@Component
@Order(9)
class PersonalRegistrations implements PersonalData {

	private final Participants participants;

	PersonalRegistrations(Participants participants) {
		this.participants = participants;
	}

	@Override
	public String name() {
		return "registrations";
	}

	@Override
	public Mono<Object> of(String subject) {
		return Mono.justOrEmpty(Participants.idOf(subject))
			.flatMap(this.participants::byId)
			.map(PersonalRegistrations::json)
			.flux()
			.collectList()
			.cast(Object.class);
	}

	@Override
	public Mono<Integer> delete(String subject) {
		return Mono.just(0);
	}

	private static Map<String, @Nullable Object> json(ParticipantDocument participant) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("eventId", participant.eventId());
		json.put("key", participant.key());
		json.put("name", participant.name());
		json.put("organisation", participant.organisation());
		json.put("email", participant.email());
		json.put("language", participant.language());
		json.put("ticketType", participant.ticketType());
		json.put("state", participant.state().name());
		return json;
	}

}
