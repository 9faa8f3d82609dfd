package dev.plenum.exhibitor;

import java.time.InstantSource;

import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.security.Caller;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Changes booths for the staff of exhibitors. Each change writes one document. The answer
 * waits until the snapshot contains the write.
 */
@Component
class BoothDesk {

	private final ShowFloors floors;

	private final Exhibitors exhibitors;

	private final InstantSource clock;

	BoothDesk(ShowFloors floors, Exhibitors exhibitors, InstantSource clock) {
		this.floors = floors;
		this.exhibitors = exhibitors;
		this.clock = clock;
	}

	Mono<Exhibitor> update(UpdateBoothInput input, Caller caller) {
		return this.floors.changeable(input.exhibitorId(), caller).flatMap((exhibitor) -> {
			input.listing().check(exhibitor.floor(), false);
			return shown(this.exhibitors.change(exhibitor.id(), input.expectedVersion(),
					input.listing().addTo(new Fields())), exhibitor);
		});
	}

	Mono<Exhibitor> setState(SetBoothStateInput input, Caller caller) {
		return this.floors.changeable(input.exhibitorId(), caller).flatMap((exhibitor) -> {
			input.check();
			return shown(
					this.exhibitors.setState(exhibitor.id(), input.fields(this.clock.instant()), input.requestId()),
					exhibitor);
		});
	}

	private Mono<Exhibitor> shown(Mono<ExhibitorDocument> written, Exhibitor before) {
		return this.floors.shown(written, before.id(), before.programme())
			.switchIfEmpty(Mono.error(() -> ShowFloors.unknown(before.id())));
	}

}
