package dev.plenum.origin;

import java.time.InstantSource;
import java.util.Map;

import dev.plenum.mydata.PersonalData;
import dev.plenum.origin.OriginDocument.Stop;
import dev.plenum.origin.OriginDocument.StopReason;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The origins that a person set. A deletion stops the imports with the person's rights;
 * another organiser can continue them.
 */
@Component
@Order(31)
class PersonalOrigins implements PersonalData {

	private final Origins origins;

	private final InstantSource clock;

	PersonalOrigins(Origins origins, InstantSource clock) {
		this.origins = origins;
		this.clock = clock;
	}

	@Override
	public String name() {
		return "importOrigins";
	}

	@Override
	public Mono<Object> of(String subject) {
		return this.origins.setBy(subject)
			.map((origin) -> Map.of("eventId", origin.eventId()))
			.collectList()
			.cast(Object.class);
	}

	@Override
	public Mono<Integer> delete(String subject) {
		return this.origins.setBy(subject)
			.collectList()
			.flatMapIterable((all) -> all)
			.concatMap(
					(origin) -> this.origins.forget(origin, new Stop(StopReason.NOT_ORGANISER, this.clock.instant())))
			.filter((forgotten) -> forgotten)
			.count()
			.map(Math::toIntExact);
	}

}
