package dev.plenum.exhibitor.offer;

import java.util.Set;

import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.exhibitor.Visits;
import dev.plenum.exhibitor.Visits.Visit;
import reactor.core.publisher.Flux;

import org.springframework.stereotype.Component;

/**
 * Counts the claims of offers as visits.
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
			.flatMapIterable((floor) -> floor.offers()
				.filter((offer) -> exhibitorIds.contains(offer.exhibitorId()))
				.flatMap((offer) -> offer.claims()
					.stream()
					.map((claim) -> new Visit(offer.exhibitorId(), Visit.Kind.CLAIM, claim.at())))
				.toList());
	}

}
