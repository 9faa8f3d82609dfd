package dev.plenum.lead;

import java.time.Instant;
import java.util.List;

import dev.plenum.platform.mongo.Lists;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * An attendee's stored contact card at one event. It also stores which exhibitor used
 * which code, so that one guarded write enforces that a code works for one exhibitor.
 *
 * @param id its id
 * @param eventId the event
 * @param version rises by one with each change of the contact data
 * @param subject the token subject of the attendee
 * @param handle a random id by which the codes name the card
 * @param secret the key that signs the codes
 * @param contact the contact data
 * @param uses the latest uses of codes
 */
public record ContactCardDocument(@BsonId String id, String eventId, long version, String subject, String handle,
		String secret, ContactDetails contact, List<Use> uses) {

	public ContactCardDocument {
		uses = Lists.orEmpty(uses);
	}

	ContactCardDocument of(String otherId, String other) {
		return new ContactCardDocument(otherId, this.eventId, this.version, other, this.handle, this.secret,
				this.contact, this.uses);
	}

	/**
	 * Whether an exhibitor has used a code.
	 */
	boolean isUsedBy(String exhibitorId, ContactCode code) {
		return this.uses.stream()
			.anyMatch((use) -> use.issuedAt().equals(code.issuedAt()) && use.exhibitorId().equals(exhibitorId));
	}

	/**
	 * Contact data. The schema describes each property.
	 *
	 * @param title the job title, which is the property {@code jobTitle} of the schema
	 */
	public record ContactDetails(String name, @Nullable String organisation, @Nullable String title,
			@Nullable String email, @Nullable String phone) {

		public @Nullable String jobTitle() {
			return this.title;
		}

	}

	/**
	 * The use of a code.
	 *
	 * @param issuedAt when the code was made, which identifies it among the card's codes
	 * @param exhibitorId the exhibitor that used it
	 */
	public record Use(Instant issuedAt, String exhibitorId) {
	}

}
