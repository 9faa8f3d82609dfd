package dev.plenum.exhibitor.offer;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.plenum.exhibitor.OfferDocument;
import dev.plenum.exhibitor.Offers;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.mydata.AttendeeData;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The claims of a person. A deleted claim still counts, but no longer names its owner.
 */
@Component
@Order(20)
class PersonalClaims implements AttendeeData {

	private final Offers offers;

	private final ShowFloors floors;

	PersonalClaims(Offers offers, ShowFloors floors) {
		this.offers = offers;
		this.floors = floors;
	}

	@Override
	public String name() {
		return "claims";
	}

	@Override
	public Mono<Object> of(String subject, @Nullable String eventId) {
		return this.offers.claimedBy(subject)
			.filter((offer) -> AttendeeData.isIn(eventId, offer.eventId()))
			.map((offer) -> json(offer, subject))
			.collectList()
			.cast(Object.class);
	}

	@Override
	public Mono<Integer> delete(String subject, @Nullable String eventId) {
		return this.offers.claimedBy(subject)
			.filter((offer) -> AttendeeData.isIn(eventId, offer.eventId()))
			.collectList()
			.flatMapIterable((all) -> all)
			.concatMap((offer) -> this.offers.forget(offer.id(), subject)
				.then(this.floors.of(offer.eventId())
					.when((floor) -> floor.offer(offer.id()).flatMap((shown) -> shown.numberOf(subject)).isEmpty()))
				.thenReturn(1))
			.reduce(0, Integer::sum);
	}

	private static Map<String, Object> json(OfferDocument offer, String subject) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("eventId", offer.eventId());
		json.put("exhibitorId", offer.exhibitorId());
		json.put("offerId", offer.id());
		json.put("title", offer.title().byLanguage());
		offer.numberOf(subject).ifPresent((number) -> {
			json.put("number", number);
			json.put("at", offer.claims().get(number - 1).at().toString());
		});
		return json;
	}

}
