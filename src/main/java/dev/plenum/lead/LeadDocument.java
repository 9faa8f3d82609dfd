package dev.plenum.lead;

import java.time.Instant;

import dev.plenum.lead.ContactCardDocument.ContactDetails;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * What an exhibitor holds of one attendee, as it is kept. What is withdrawn leaves
 * nothing but the moment, so that a code from before it brings nothing back.
 *
 * @param id its id
 * @param eventId the event
 * @param version rises with every write
 * @param exhibitorId who holds it
 * @param subject the attendee
 * @param contact the attendee's card as it was when the code was redeemed; null once
 * withdrawn
 * @param note what the exhibitor's staff wrote; null for nothing
 * @param interest how much the attendee is interested; null if nobody said
 * @param capturedAt when the newest code was redeemed
 * @param codeIssuedAt when that code was made
 * @param withdrawnAt when the attendee took the data back; null while the exhibitor holds
 * them
 */
public record LeadDocument(@BsonId String id, String eventId, long version, String exhibitorId, String subject,
		@Nullable ContactDetails contact, @Nullable String note, @Nullable LeadInterest interest, Instant capturedAt,
		Instant codeIssuedAt, @Nullable Instant withdrawnAt) {

	boolean isHeld() {
		return this.contact != null;
	}

}
