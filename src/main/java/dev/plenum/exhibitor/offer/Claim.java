package dev.plenum.exhibitor.offer;

import java.time.OffsetDateTime;

/**
 * A claim of an attendee. The schema describes each property.
 *
 * @param offer the offer
 * @param claimNumber the ordinal number of the claim, starting at 1
 */
record Claim(Offer offer, int claimNumber) {

	public OffsetDateTime claimedAt() {
		return this.offer.exhibitor().programme().at(this.offer.document().claims().get(this.claimNumber - 1).at());
	}

}
