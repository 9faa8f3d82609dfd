package dev.plenum.exhibitor.offer;

import java.time.OffsetDateTime;

/**
 * One of an offer that an attendee has claimed; the schema describes each property.
 *
 * @param offer the offer
 * @param number the how-manieth it is, from 1
 */
record Claim(Offer offer, int number) {

	public OffsetDateTime at() {
		return this.offer.exhibitor().programme().at(this.offer.document().claims().get(this.number - 1).at());
	}

}
