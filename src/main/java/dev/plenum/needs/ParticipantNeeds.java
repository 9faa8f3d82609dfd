package dev.plenum.needs;

import dev.plenum.participant.Departure;
import dev.plenum.participant.Departures;
import dev.plenum.participant.Link;
import dev.plenum.participant.LinkedData;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Deletes the needs of a participant who leaves, and moves those of a ticket to the
 * account that entered its code.
 */
@Component
@Order(Departure.END)
class ParticipantNeeds implements Departures, LinkedData {

	private final Needs needs;

	ParticipantNeeds(Needs needs) {
		this.needs = needs;
	}

	@Override
	public Mono<Void> end(Departure departure) {
		return Flux.fromIterable(departure.subjects())
			.concatMap((subject) -> this.needs.remove(departure.eventId(), subject))
			.then();
	}

	@Override
	public Mono<Void> move(Link link) {
		return this.needs.of(link.eventId(), link.ticket())
			.flatMap((statement) -> this.needs.move(statement, link.account()));
	}

}
