package dev.plenum.exhibitor.offer;

import dev.plenum.exhibitor.Offers;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.participant.Link;
import dev.plenum.participant.LinkedData;
import dev.plenum.platform.mongo.Reading;
import dev.plenum.platform.mongo.WriteConflict;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Moves the claims of a ticket to the account that entered its code.
 */
@Component
@Order(6)
class LinkedClaims implements LinkedData {

	private static final int MOST_TRIES = 20;

	private final Offers offers;

	private final ShowFloors floors;

	LinkedClaims(Offers offers, ShowFloors floors) {
		this.offers = offers;
		this.floors = floors;
	}

	@Override
	public Mono<Void> move(Link link) {
		return this.offers.claimedBy(link.ticket())
			.filter((offer) -> offer.eventId().equals(link.eventId()))
			.collectList()
			.flatMapIterable((all) -> all)
			.concatMap((offer) -> WriteConflict
				.retried(MOST_TRIES, Reading.NEWEST,
						(reading) -> this.offers.byId(offer.id(), reading)
							.map((newest) -> this.offers.move(newest, link.ticket(), link.account()))
							.defaultIfEmpty(Mono.just(true))
							.flatMap((moved) -> moved))
				.then(this.floors.of(offer.eventId())
					.when((floor) -> floor.offer(offer.id())
						.flatMap((shown) -> shown.numberOf(link.ticket()))
						.isEmpty())))
			.then();
	}

}
