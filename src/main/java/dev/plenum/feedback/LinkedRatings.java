package dev.plenum.feedback;

import dev.plenum.participant.Link;
import dev.plenum.participant.LinkedData;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Moves the ratings of a ticket to the account that entered its code.
 */
@Component
@Order(3)
class LinkedRatings implements LinkedData {

	private final Ratings ratings;

	LinkedRatings(Ratings ratings) {
		this.ratings = ratings;
	}

	@Override
	public Mono<Void> move(Link link) {
		return this.ratings.ofSubject(link.ticket())
			.filter((rating) -> rating.eventId().equals(link.eventId()))
			.collectList()
			.flatMapIterable((all) -> all)
			.concatMap((rating) -> this.ratings.move(rating, link.account()))
			.then();
	}

}
