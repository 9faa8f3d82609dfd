package dev.plenum.exhibitor.offer;

import dev.plenum.platform.graphql.Refusal;
import dev.plenum.programme.Event;

/**
 * The outcome of {@code claimOffer}. The schema describes each case.
 */
sealed interface ClaimOfferPayload {

	record OfferClaimed(Claim claim) implements ClaimOfferPayload {

		public Event event() {
			return this.claim.offer().exhibitor().event();
		}

	}

	record OfferExhausted(Offer offer) implements ClaimOfferPayload, Refusal {
	}

	record OfferOver(Offer offer) implements ClaimOfferPayload, Refusal {
	}

}
