package dev.plenum.push;

import java.util.List;

import dev.plenum.participant.Departure;
import dev.plenum.participant.Departures;
import dev.plenum.push.Member.Owned;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Removes the devices that a participant who leaves has registered for the event.
 */
@Component
@Order(Departure.FORGET)
class DepartingDevices implements Departures {

	private final Followers followers;

	private final DeviceDesk desk;

	DepartingDevices(Followers followers, DeviceDesk desk) {
		this.followers = followers;
		this.desk = desk;
	}

	@Override
	public Mono<Void> end(Departure departure) {
		return of(departure).concatMap(this.desk::forget).then();
	}

	/**
	 * The devices that the person has registered for the event.
	 */
	Flux<Owned> of(Departure departure) {
		return this.followers.of(departure.eventId(), departure.subjects())
			.collectList()
			.flatMapIterable((owners) -> owners.stream().flatMap((owner) -> owned(owner).stream()).toList());
	}

	private static List<Owned> owned(FollowerDocument owner) {
		return owner.devices()
			.entrySet()
			.stream()
			.map((device) -> new Owned(device.getKey(), device.getValue(), owner))
			.toList();
	}

}
