package dev.plenum.exhibitor;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.plenum.platform.graphql.Text;
import dev.plenum.platform.mongo.Lists;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * An offer of an exhibitor with all who have claimed it: one document, so that one
 * guarded write sees to it that nobody claims twice and never more is claimed than there
 * is.
 *
 * @param id its id
 * @param eventId the event
 * @param exhibitorId who offers it
 * @param version rises with every write
 * @param title what it is
 * @param text more about it
 * @param from when it starts; null if it has no beginning of its own
 * @param until when it ends, and can be claimed no more; null if it has no end of its own
 * @param limit how many there are to claim; null if there is nothing to claim
 * @param left how many there are left; below 0 where the limit was lowered below what is
 * claimed
 * @param claims who has claimed it, in order
 */
public record OfferDocument(@BsonId String id, String eventId, String exhibitorId, long version, Text title,
		@Nullable Text text, @Nullable Instant from, @Nullable Instant until, @Nullable Integer limit, int left,
		List<ClaimEntry> claims) {

	public OfferDocument {
		claims = Lists.orEmpty(claims);
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
	 * Whether attendees see the same in both.
	 */
	boolean looksLike(OfferDocument other) {
		return this.title.equals(other.title) && Objects.equals(this.text, other.text)
				&& Objects.equals(this.from, other.from) && Objects.equals(this.until, other.until)
				&& Objects.equals(this.limit, other.limit) && this.left == other.left;
	}

	/**
	 * A claim as it is kept.
	 *
	 * @param subject who has it; null once that person has their data deleted
	 * @param at when it was made
	 */
	public record ClaimEntry(@Nullable String subject, Instant at) {
	}

}
