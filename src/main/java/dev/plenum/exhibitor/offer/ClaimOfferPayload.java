package dev.plenum.exhibitor.offer;

/** What became of the wish for one of an offer; the schema describes each. */
sealed interface ClaimOfferPayload {

	record OfferClaimed(Claim claim) implements ClaimOfferPayload {
	}

	record OfferExhausted(Offer offer) implements ClaimOfferPayload {
	}

	record OfferOver(Offer offer) implements ClaimOfferPayload {
	}

}
