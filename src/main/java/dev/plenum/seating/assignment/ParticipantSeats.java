package dev.plenum.seating.assignment;

import dev.plenum.participant.Departure;
import dev.plenum.participant.Departures;
import dev.plenum.participant.Link;
import dev.plenum.participant.LinkedData;
import dev.plenum.seating.SeatDesk;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Releases the seats of a participant who leaves, so that the next people in line get
 * them, and moves those of a ticket to the account that entered its code.
 */
@Component
@Order(Departure.END)
class ParticipantSeats implements Departures, LinkedData {

	private final SeatDesk seats;

	ParticipantSeats(SeatDesk seats) {
		this.seats = seats;
	}

	@Override
	public Mono<Void> end(Departure departure) {
		return Flux.fromIterable(departure.subjects())
			.concatMap((subject) -> this.seats.releaseAll(departure.eventId(), subject))
			.then();
	}

	@Override
	public Mono<Void> move(Link link) {
		return this.seats.move(link);
	}

}
