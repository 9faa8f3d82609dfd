package dev.plenum.lead;

import java.time.Instant;

import dev.plenum.lead.ContactCardDocument.ContactDetails;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * The stored lead of one exhibitor and one attendee. A withdrawn lead keeps only the time
 * of the withdrawal, so that an older code cannot restore it.
 *
 * @param id its id
 * @param eventId the event
 * @param version rises by one with each write
 * @param exhibitorId the exhibitor
 * @param subject the token subject of the attendee
 * @param contact the attendee's card at the time when the code was redeemed; null after
 * the withdrawal
 * @param note what the exhibitor's staff wrote; null if nothing
 * @param interest the attendee's interest; null if unknown
 * @param capturedAt when the newest code was redeemed
 * @param codeIssuedAt when that code was made
 * @param withdrawnAt when the attendee withdrew the data; null if they did not
 */
public record LeadDocument(@BsonId String id, String eventId, long version, String exhibitorId, String subject,
		@Nullable ContactDetails contact, @Nullable String note, @Nullable LeadInterest interest, Instant capturedAt,
		Instant codeIssuedAt, @Nullable Instant withdrawnAt) {

	LeadDocument of(String otherId, String other) {
		return new LeadDocument(otherId, this.eventId, this.version, this.exhibitorId, other, this.contact, this.note,
				this.interest, this.capturedAt, this.codeIssuedAt, this.withdrawnAt);
	}

	/** When the attendee last gave or withdrew the data. */
	Instant decidedAt() {
		return (this.withdrawnAt != null && this.withdrawnAt.isAfter(this.codeIssuedAt)) ? this.withdrawnAt
				: this.codeIssuedAt;
	}

	boolean isHeld() {
		return this.contact != null;
	}

}
