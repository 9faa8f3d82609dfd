package dev.plenum.needs;

import java.time.Instant;
import java.util.List;

import dev.plenum.platform.mongo.Lists;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * What one attendee has stated.
 *
 * @param id its id, made from the event and the attendee
 * @param eventId the id of its event
 * @param version raised by every write
 * @param subject the attendee
 * @param diets what the attendee eats, in the order of the kinds
 * @param accessNeeds what the attendee needs to take part, in the order of the kinds
 * @param otherNeeds a text about anything else; null for none
 * @param at when the statement was last changed
 */
public record NeedsDocument(@BsonId String id, String eventId, long version, String subject, List<DietaryNeed> diets,
		List<AccessNeed> accessNeeds, @Nullable String otherNeeds, Instant at) {

	public NeedsDocument {
		diets = Lists.orEmpty(diets);
		accessNeeds = Lists.orEmpty(accessNeeds);
	}

	/**
	 * Whether it states something. Otherwise it only remembers requests.
	 */
	boolean isStated() {
		return !this.diets.isEmpty() || !this.accessNeeds.isEmpty() || this.otherNeeds != null;
	}

	/**
	 * Creates the same statement for another attendee.
	 */
	NeedsDocument of(String otherId, String other) {
		return new NeedsDocument(otherId, this.eventId, 1, other, this.diets, this.accessNeeds, this.otherNeeds,
				this.at);
	}

}
