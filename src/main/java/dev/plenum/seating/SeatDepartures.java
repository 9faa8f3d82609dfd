package dev.plenum.seating;

import dev.plenum.participant.Departure;
import dev.plenum.participant.Departures;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Releases the seats of a participant who leaves. The next people in line get them.
 */
@Component
@Order(Departure.END)
class SeatDepartures implements Departures {

	private final SeatDesk seats;

	SeatDepartures(SeatDesk seats) {
		this.seats = seats;
	}

	@Override
	public Mono<Void> end(Departure departure) {
		return Flux.fromIterable(departure.subjects())
			.concatMap((subject) -> this.seats.releaseAll(departure.eventId(), subject))
			.then();
	}

}
