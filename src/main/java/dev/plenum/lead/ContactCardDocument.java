package dev.plenum.lead;

import java.time.Instant;
import java.util.List;

import dev.plenum.platform.mongo.Lists;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * An attendee's contact card at one event as it is kept. It also decides who may use the
 * attendee's codes, so that one write of it is enough to let nobody else use one.
 *
 * @param id its id
 * @param eventId the event
 * @param version rises with every change of what the card says
 * @param subject the attendee
 * @param handle what the attendee's codes name instead of the attendee: nothing but
 * chance
 * @param secret what signs the attendee's codes
 * @param contact what the card says
 * @param uses the codes that were used last
 */
public record ContactCardDocument(@BsonId String id, String eventId, long version, String subject, String handle,
		String secret, ContactDetails contact, List<Use> uses) {

	public ContactCardDocument {
		uses = Lists.orEmpty(uses);
	}

	/**
	 * Whether an exhibitor was the one to use a code.
	 */
	boolean isUsedBy(String exhibitorId, ContactCode code) {
		return this.uses.stream()
			.anyMatch((use) -> use.issuedAt().equals(code.issuedAt()) && use.exhibitorId().equals(exhibitorId));
	}

	/**
	 * What an attendee tells about themselves; the schema describes each property.
	 */
	public record ContactDetails(String name, @Nullable String organisation, @Nullable String title,
			@Nullable String email, @Nullable String phone) {
	}

	/**
	 * Who has used a code.
	 *
	 * @param issuedAt when the code was made, which tells it from the card's others
	 * @param exhibitorId the one exhibitor that may use it
	 */
	public record Use(Instant issuedAt, String exhibitorId) {
	}

}
