package dev.plenum.exhibitor;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.plenum.platform.graphql.Text;
import dev.plenum.platform.mongo.Lists;
import dev.plenum.programme.Link;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * An exhibitor in an event as it is kept. What a list lacks in the database is empty
 * here.
 *
 * @param id its id
 * @param eventId the event
 * @param version rises with every write
 * @param revision rises by one with every change of the listing: of what is neither the
 * state of the booth nor about its staff
 * @param name what it is called
 * @param description what it is
 * @param logo the address of its logo
 * @param links where to read more
 * @param categoryIds the categories that it belongs to; some may be gone
 * @param products what it shows
 * @param tier in what part it exhibits
 * @param contacts whom to ask
 * @param languages the languages spoken at the booth
 * @param booth where it stands
 * @param state how it is at the booth
 * @param stateReason why
 * @param backAt when somebody is back
 * @param stateSince since when it is so; null if it was never said
 * @param staff the subjects of the tokens that may change it
 * @param invitations the invitations to its staff, by id
 * @param redeemers the subjects of the tokens of who has redeemed one, staff or not
 */
public record ExhibitorDocument(@BsonId String id, String eventId, long version, int revision, String name,
		@Nullable Text description, @Nullable String logo, List<Link> links, List<String> categoryIds,
		List<Text> products, ExhibitorTier tier, List<Contact> contacts, List<String> languages, @Nullable Booth booth,
		BoothState state, @Nullable String stateReason, @Nullable Instant backAt, @Nullable Instant stateSince,
		List<String> staff, Map<String, InvitationEntry> invitations, List<String> redeemers) {

	public ExhibitorDocument {
		links = Lists.orEmpty(links);
		categoryIds = Lists.orEmpty(categoryIds);
		products = Lists.orEmpty(products);
		contacts = Lists.orEmpty(contacts);
		languages = Lists.orEmpty(languages);
		staff = Lists.orEmpty(staff);
		invitations = Lists.orEmpty(invitations);
		redeemers = Lists.orEmpty(redeemers);
	}

	/**
	 * Whether attendees see the same in both.
	 */
	boolean looksLike(ExhibitorDocument other) {
		return new ExhibitorDocument(this.id, this.eventId, other.version, this.revision, this.name, this.description,
				this.logo, this.links, this.categoryIds, this.products, this.tier, this.contacts, this.languages,
				this.booth, this.state, this.stateReason, this.backAt, this.stateSince, other.staff, other.invitations,
				other.redeemers)
			.equals(other);
	}

	/** When {@link #isOpenAt} turns by itself. */
	Stream<Instant> turns() {
		return Stream.ofNullable(this.backAt);
	}

	/**
	 * Whether somebody could be met there: what the staff promised counts as kept.
	 * @param moment the moment
	 * @return false while the booth is closed and nobody is said to be back
	 */
	boolean isOpenAt(Instant moment) {
		return this.state != BoothState.CLOSED || this.backAt != null && !moment.isBefore(this.backAt);
	}

	/**
	 * An invitation to the staff as it is kept: whoever has its code becomes staff, once.
	 *
	 * @param hash the hash of its code, which is kept nowhere
	 * @param madeAt when it was made
	 * @param expiresAt until when it is good
	 * @param redeemedBy who became staff by it; null if nobody yet, {@link #SOMEBODY} if
	 * they want to be forgotten
	 * @param redeemedAt when
	 * @param revokedAt when it was taken back; null if it was not
	 */
	public record InvitationEntry(String hash, Instant madeAt, Instant expiresAt, @Nullable String redeemedBy,
			@Nullable Instant redeemedAt, @Nullable Instant revokedAt) {

		/** Replaces a subject that was forgotten; the invitation stays used. */
		public static final String SOMEBODY = "";

	}

}
