package dev.plenum.programme;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.plenum.platform.graphql.Text;
import dev.plenum.platform.mongo.Lists;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * What a session is, as it is kept; when and where it is stands in the event's schedule.
 * What a list or map lacks in the database is empty here.
 *
 * @param id the session's id
 * @param eventId the event
 * @param version rises with every write
 * @param kind what sort of session it is
 * @param title what it is called
 * @param description what it is about, in the schema its abstract
 * @param remark something to know about it
 * @param language the BCP 47 tag of the language that it is held in
 * @param trackId its track
 * @param tags words to find it by
 * @param parts the short presentations of a block
 * @param materials what there is to read or watch
 * @param links addresses with more about it
 * @param organisations the organisations behind it
 * @param speakerNotes something to know about a speaker's part, by speaker id
 * @param preRecorded whether it is shown as a film; null for no
 * @param capacity how many places there are to book; null where nobody needs to
 * @param booking when its seats can be booked; null for when the event says
 * @param signedUp how many had signed up, as the organiser counted
 * @param accessibility who can follow it, as far as it differs from its rooms
 * @param assumed what is assumed about it
 * @param subtitle what stands below its title
 * @param doNotRecord whether nobody may record it; null for no
 * @param origin where it came from; null if it was made here
 */
public record SessionDocument(@BsonId String id, String eventId, long version, SessionKind kind, Text title,
		@Nullable Text description, @Nullable Text remark, @Nullable String language, @Nullable String trackId,
		List<String> tags, List<PartEntry> parts, List<MaterialEntry> materials, List<Link> links,
		List<String> organisations, Map<String, Text> speakerNotes, @Nullable Boolean preRecorded,
		@Nullable Integer capacity, @Nullable BookingWindow booking, @Nullable Integer signedUp,
		@Nullable Accessibility accessibility, List<String> assumed, @Nullable Text subtitle,
		@Nullable Boolean doNotRecord, @Nullable Origin origin) {

	public SessionDocument {
		tags = Lists.orEmpty(tags);
		parts = Lists.orEmpty(parts);
		materials = Lists.orEmpty(materials);
		links = Lists.orEmpty(links);
		organisations = Lists.orEmpty(organisations);
		speakerNotes = Lists.orEmpty(speakerNotes);
		assumed = Lists.orEmpty(assumed);
	}

	/**
	 * A short presentation as it is kept.
	 *
	 * @param title what it is called
	 * @param region the region that it tells of
	 * @param speakerIds who presents it
	 */
	public record PartEntry(Text title, @Nullable String region, List<String> speakerIds) {
	}

	/**
	 * A material as it is kept.
	 *
	 * @param kind what it is
	 * @param title what it is called
	 * @param url where it is
	 * @param availableFrom from when on; null if from the beginning
	 * @param availableUntil until when; null if for ever
	 */
	public record MaterialEntry(MaterialKind kind, @Nullable Text title, @Nullable String url,
			@Nullable Instant availableFrom, @Nullable Instant availableUntil) {

		/**
		 * Whether it can be read or watched.
		 * @param at the moment
		 * @return whether it is out and not gone again
		 */
		public boolean isAvailable(Instant at) {
			return (this.availableFrom == null || !at.isBefore(this.availableFrom))
					&& (this.availableUntil == null || at.isBefore(this.availableUntil));
		}

	}

}
