package dev.plenum.exhibitor;

import java.time.InstantSource;

import dev.plenum.exhibitor.UpdateBoothPayload.BoothConflict;
import dev.plenum.exhibitor.UpdateBoothPayload.BoothUpdated;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.security.Caller;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * What the staff of an exhibitor do with their booth. Each change is one write, and is
 * answered once the snapshot shows it.
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

	Mono<UpdateBoothPayload> update(UpdateBoothInput input, Caller caller) {
		return this.floors.changeable(input.exhibitorId(), caller).flatMap((exhibitor) -> {
			input.listing().check(exhibitor.floor(), false);
			return update(exhibitor, input.listing().addTo(new Fields()).raise("revision", 1), input.expectedVersion());
		});
	}

	Mono<Exhibitor> setState(SetBoothStateInput input, Caller caller) {
		return this.floors.changeable(input.exhibitorId(), caller).flatMap((exhibitor) -> {
			input.check();
			return this.exhibitors.change(exhibitor.id(), input.fields(this.clock.instant()))
				.switchIfEmpty(Mono.error(() -> ShowFloors.unknown(exhibitor.id())))
				.flatMap((written) -> this.floors.shown(written, exhibitor.programme()));
		});
	}

	private Mono<UpdateBoothPayload> update(Exhibitor exhibitor, Fields fields, @Nullable Integer expected) {
		return this.exhibitors.update(exhibitor.id(), expected, fields)
			.flatMap((written) -> this.floors.shown(written, exhibitor.programme()))
			.<UpdateBoothPayload>map(BoothUpdated::new)
			.switchIfEmpty(Mono.defer(() -> untouched(exhibitor, fields)));
	}

	/**
	 * Where nothing was written, everything is so already, or somebody else was faster.
	 */
	private Mono<UpdateBoothPayload> untouched(Exhibitor exhibitor, Fields fields) {
		return this.exhibitors.same(exhibitor.id(), fields)
			.flatMap((current) -> this.floors.shown(current, exhibitor.programme()))
			.<UpdateBoothPayload>map(BoothUpdated::new)
			.switchIfEmpty(Mono.defer(() -> this.exhibitors.newest(exhibitor.id())
				.flatMap((current) -> this.floors.shown(current, exhibitor.programme()))
				.map(BoothConflict::new)))
			.switchIfEmpty(Mono.error(() -> ShowFloors.unknown(exhibitor.id())));
	}

}
