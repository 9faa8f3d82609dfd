package dev.plenum.push;

import java.time.InstantSource;

import dev.plenum.participant.Departure;
import dev.plenum.participant.Departures;
import dev.plenum.programme.Programmes;
import dev.plenum.push.content.Farewell;
import dev.plenum.push.delivery.Delivery;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Tells a participant who leaves that the participation has ended, on the devices that
 * are registered until then. A device that cannot be reached does not hold the departure
 * up.
 */
@Component
@Order(Departure.TELL)
class DepartureNotice implements Departures {

	private static final int AT_A_TIME = 4;

	private final Programmes programmes;

	private final DepartingDevices devices;

	private final Delivery delivery;

	private final InstantSource clock;

	DepartureNotice(Programmes programmes, DepartingDevices devices, Delivery delivery, InstantSource clock) {
		this.programmes = programmes;
		this.devices = devices;
		this.delivery = delivery;
		this.clock = clock;
	}

	@Override
	public Mono<Void> end(Departure departure) {
		return this.programmes.live(departure.eventId())
			.get()
			.flatMapMany((programme) -> this.devices.of(departure)
				.flatMap((device) -> Mono.justOrEmpty(device.entry().address())
					.flatMap((address) -> this.delivery.send(address,
							Farewell.to(programme, departure.participant().id(), departure.participant().version(),
									device.entry().lang(), this.clock.instant()))),
						AT_A_TIME))
			.then();
	}

}
