package dev.plenum.programme.document;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.plenum.platform.graphql.language.Text;
import dev.plenum.platform.mongo.Lists;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * What a session is about, as it is stored; its slot is in the event's schedule. A list
 * or map that is missing in the database is empty here.
 *
 * @param id the session's id
 * @param eventId the event
 * @param version raised by every write
 * @param kind the kind of session
 * @param title its title
 * @param description what it is about, which the schema calls {@code abstract}
 * @param remark a remark about it
 * @param language the BCP 47 tag of the first of {@code languages}; null for none. Older
 * servers read and write only this.
 * @param languages the BCP 47 tags of the languages that it is held in, the main one
 * first. If {@code language} is another, an older server wrote it, and it is the only
 * one.
 * @param trackId its track
 * @param tags words to find it by
 * @param parts the short presentations of a block
 * @param materials materials to read or watch
 * @param links links with more about it
 * @param organisations the organisations that are responsible for it
 * @param speakerNotes notes about the parts of speakers, by speaker id
 * @param preRecorded whether it is shown as a film; null for no
 * @param capacity the number of seats to book; null if no booking is needed
 * @param booking when its seats can be booked; null for the times of the event
 * @param signedUp the number of people who signed up, as the organisers counted them
 * @param accessibility who can enter and follow, where it differs from its rooms
 * @param assumed which facts about it are assumed
 * @param subtitle its subtitle
 * @param doNotRecord whether recording is forbidden; null for no
 * @param image the address of a picture; null for none
 * @param origin what an import remembers of it; null if it was not imported
 * @param updatedAt when it was last written; null if an older server wrote it
 * @param ticketTypes the types of ticket of which a participant needs one to book a seat;
 * empty if none is needed
 * @param reservedSeats the seats that are kept for some types of ticket; null for none
 */
public record SessionDocument(@BsonId String id, String eventId, long version, SessionKind kind, Text title,
		@Nullable Text description, @Nullable Text remark, @Nullable String language, List<String> languages,
		@Nullable String trackId, List<String> tags, List<PartEntry> parts, List<MaterialEntry> materials,
		List<Link> links, List<String> organisations, Map<String, Text> speakerNotes, @Nullable Boolean preRecorded,
		@Nullable Integer capacity, @Nullable BookingWindow booking, @Nullable Integer signedUp,
		@Nullable Accessibility accessibility, List<String> assumed, @Nullable Text subtitle,
		@Nullable Boolean doNotRecord, @Nullable String image, @Nullable Origin origin, @Nullable Instant updatedAt,
		List<String> ticketTypes, @Nullable ReservedSeats reservedSeats) {

	public SessionDocument {
		languages = languages(language, Lists.orEmpty(languages));
		tags = Lists.orEmpty(tags);
		parts = Lists.orEmpty(parts);
		materials = Lists.orEmpty(materials);
		links = Lists.orEmpty(links);
		organisations = Lists.orEmpty(organisations);
		speakerNotes = Lists.orEmpty(speakerNotes);
		assumed = Lists.orEmpty(assumed);
		ticketTypes = Lists.orEmpty(ticketTypes);
	}

	private static List<String> languages(@Nullable String first, List<String> stored) {
		if (first == null) {
			return List.of();
		}
		return (!stored.isEmpty() && stored.getFirst().equals(first)) ? stored : List.of(first);
	}

	/**
	 * A short presentation as it is stored.
	 *
	 * @param title its title
	 * @param region the region that it is about
	 * @param speakerIds the speakers who present it
	 */
	public record PartEntry(Text title, @Nullable String region, List<String> speakerIds) {
	}

	/**
	 * A material as it is stored.
	 *
	 * @param kind the kind of material
	 * @param title its title
	 * @param url its address
	 * @param availableFrom from when it is available; null if from the beginning
	 * @param availableUntil until when it is available; null if it stays available
	 */
	public record MaterialEntry(MaterialKind kind, @Nullable Text title, @Nullable String url,
			@Nullable Instant availableFrom, @Nullable Instant availableUntil) {

		/**
		 * Returns whether it is available.
		 * @param at the moment
		 * @return whether it is available at that moment
		 */
		public boolean isAvailable(Instant at) {
			return (this.availableFrom == null || !at.isBefore(this.availableFrom))
					&& (this.availableUntil == null || at.isBefore(this.availableUntil));
		}

		/**
		 * Returns the moments when it becomes available or unavailable.
		 * @return none, one or two moments
		 */
		public Stream<Instant> turns() {
			return Stream.concat(Stream.ofNullable(this.availableFrom), Stream.ofNullable(this.availableUntil));
		}

	}

}
