package dev.plenum.exhibitor;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.plenum.changelog.Fingerprint;
import dev.plenum.changelog.Visible;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.platform.mongo.Lists;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A stored offer with all its claims. They are one document, so that one guarded write
 * enforces that nobody claims twice and that no more than the limit is claimed.
 *
 * @param id its id
 * @param eventId the event
 * @param exhibitorId the exhibitor that makes the offer
 * @param version rises by one with each write
 * @param revision how often the offer itself was changed; null for never
 * @param title the title
 * @param text the description; null if there is none
 * @param from when it starts; null if it has no start of its own
 * @param until when it ends and can no longer be claimed; null if it has no end of its
 * own
 * @param limit how many can be claimed in all; null if nothing can be claimed
 * @param left how many can still be claimed; negative if the limit was lowered below the
 * number of claims
 * @param claims the claims in their order
 */
public record OfferDocument(@BsonId String id, String eventId, String exhibitorId, long version,
		@Nullable Integer revision, Text title, @Nullable Text text, @Nullable Instant from, @Nullable Instant until,
		@Nullable Integer limit, int left, List<ClaimEntry> claims) implements Visible {

	public OfferDocument {
		claims = Lists.orEmpty(claims);
	}

	/**
	 * The version of the public schema.
	 * @return a number that starts at 1 and rises by one with each change, except claims
	 */
	public int listingVersion() {
		return (this.revision != null) ? this.revision + 1 : 1;
	}

	/**
	 * Whether the offer has ended.
	 * @param moment the current time
	 * @return true from its end on
	 */
	public boolean isOverAt(Instant moment) {
		return this.until != null && !moment.isBefore(this.until);
	}

	/**
	 * Whether no claim is left.
	 * @return true if everything is claimed
	 */
	public boolean isExhausted() {
		return this.left <= 0;
	}

	/**
	 * The number of a person's claim.
	 * @param subject the person
	 * @return the number, starting at 1; empty if the person has no claim
	 */
	public Optional<Integer> numberOf(String subject) {
		return IntStream.range(0, this.claims.size())
			.filter((index) -> subject.equals(this.claims.get(index).subject()))
			.mapToObj((index) -> index + 1)
			.findFirst();
	}

	/**
	 * Leaves out the claims.
	 */
	@Override
	public Map<String, Long> prints() {
		return Map.of(this.id, Fingerprint.without(this, "version", "revision", "left", "claims"));
	}

	@Override
	public Stream<Instant> turns() {
		return Stream.concat(Stream.ofNullable(this.from), Stream.ofNullable(this.until));
	}

	/**
	 * Whether attendees see the same in both offers.
	 */
	boolean looksLike(OfferDocument other) {
		return this.title.equals(other.title) && Objects.equals(this.text, other.text)
				&& Objects.equals(this.from, other.from) && Objects.equals(this.until, other.until)
				&& Objects.equals(this.limit, other.limit) && this.left == other.left;
	}

	/**
	 * A stored claim.
	 *
	 * @param subject the token subject of the attendee; null after the attendee deleted
	 * their data
	 * @param at when it was claimed
	 */
	public record ClaimEntry(@Nullable String subject, Instant at) {
	}

}
