package dev.plenum.exhibitor.offer;

import java.util.List;
import java.util.Objects;

import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.platform.graphql.FromMemory;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * The offers of exhibitors and the claims of attendees.
 */
@Controller
class OfferController {

	private final ShowFloors floors;

	private final OfferDesk desk;

	OfferController(ShowFloors floors, OfferDesk desk) {
		this.floors = floors;
		this.desk = desk;
	}

	@FromMemory
	@SchemaMapping
	List<Offer> offers(Exhibitor exhibitor) {
		return Offer.of(exhibitor);
	}

	@FromMemory
	@SchemaMapping
	@Nullable Claim myClaim(Offer offer, @ContextValue Caller caller) {
		return offer.claimOf(caller.subject());
	}

	@FromMemory
	@SchemaMapping
	Mono<List<Claim>> myClaims(Event event, @ContextValue Caller caller) {
		String subject = caller.subject();
		return (subject == null) ? Mono.just(List.of())
				: this.floors.of(event.id())
					.get()
					.map((floor) -> floor.offers()
						.flatMap((document) -> Offer.of(document, floor, event.programme()).stream())
						.map((offer) -> offer.claimOf(subject))
						.filter(Objects::nonNull)
						.toList());
	}

	@MutationMapping
	Mono<OfferPut> putOffer(@Argument PutOfferInput input, @ContextValue Caller caller) {
		return this.desk.put(input, caller).map((offer) -> new OfferPut(offer, offer.exhibitor()));
	}

	@MutationMapping
	Mono<OfferRemoved> removeOffer(@Argument RemoveOfferInput input, @ContextValue Caller caller) {
		return this.desk.remove(input.exhibitorId(), input.offerId(), input.requestId(), caller)
			.map((exhibitor) -> OfferRemoved.of(input.offerId(), exhibitor));
	}

	@MutationMapping
	Mono<ClaimOfferPayload> claimOffer(@Argument ClaimOfferInput input, @ContextValue Caller caller) {
		return this.desk.claim(input.offerId(), caller);
	}

	record RemoveOfferInput(String exhibitorId, String offerId, @Nullable String requestId) {
	}

	record ClaimOfferInput(String offerId) {
	}

	record OfferPut(Offer offer, Exhibitor exhibitor) {
	}

	record OfferRemoved(@Nullable String removedId, Exhibitor exhibitor) {

		static OfferRemoved of(String offerId, Exhibitor exhibitor) {
			boolean exists = exhibitor.offerDocuments().stream().anyMatch((offer) -> offer.id().equals(offerId));
			return new OfferRemoved(exists ? null : offerId, exhibitor);
		}

	}

}
