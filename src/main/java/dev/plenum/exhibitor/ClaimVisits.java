package dev.plenum.exhibitor;

import java.util.Set;

import reactor.core.publisher.Flux;

import org.springframework.stereotype.Component;

/**
 * How many of their offers were claimed, and when.
 */
@Component
class ClaimVisits implements Visits {

	private final ShowFloors floors;

	ClaimVisits(ShowFloors floors) {
		this.floors = floors;
	}

	@Override
	public Flux<Visit> of(Set<String> exhibitorIds, String eventId) {
		return this.floors.of(eventId)
			.get()
			.flatMapIterable((floor) -> exhibitorIds.stream()
				.flatMap((id) -> floor.stand(id).stream())
				.flatMap((stand) -> stand.offers().stream())
				.flatMap((offer) -> offer.claims()
					.stream()
					.map((claim) -> new Visit(offer.exhibitorId(), Visit.Kind.CLAIM, claim.at())))
				.toList());
	}

}
