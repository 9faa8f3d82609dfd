package dev.plenum.exhibitor;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.plenum.changelog.Fingerprint;
import dev.plenum.changelog.Visible;
import dev.plenum.invitation.InvitationEntry;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.platform.mongo.Lists;
import dev.plenum.programme.document.Link;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A stored exhibitor. A list that the database does not contain is empty here.
 *
 * @param id its id
 * @param eventId the event
 * @param version rises by one with each write
 * @param revision the version of the public schema: rises by one with each change, except
 * changes of the booth's state and of invitations
 * @param name the name
 * @param description the description; null if there is none
 * @param logo the address of the logo; null if there is none
 * @param links links to further information
 * @param categoryIds the categories that it belongs to; some may not exist any more
 * @param products the products and services
 * @param tier the tier
 * @param contacts the public contacts
 * @param languages the language tags of the languages spoken at the booth
 * @param booth the location of the booth; null if unknown
 * @param state the state of the booth
 * @param stateReason the staff's note on the state; null if there is none
 * @param backAt when somebody is back; null if unknown
 * @param stateSince when the state was set; null if it never was
 * @param staff the token subjects of the staff
 * @param invitations the invitations to the staff, by id
 * @param redeemers the token subjects of everybody who redeemed an invitation
 * @param updatedAt when the revision last rose; null if it did before times were stored
 */
public record ExhibitorDocument(@BsonId String id, String eventId, long version, int revision, String name,
		@Nullable Text description, @Nullable String logo, List<Link> links, List<String> categoryIds,
		List<Text> products, ExhibitorTier tier, List<Contact> contacts, List<String> languages, @Nullable Booth booth,
		BoothState state, @Nullable String stateReason, @Nullable Instant backAt, @Nullable Instant stateSince,
		List<String> staff, Map<String, InvitationEntry> invitations, List<String> redeemers,
		@Nullable Instant updatedAt) implements Visible {

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
	 * Whether attendees see the same in both exhibitors.
	 */
	boolean looksLike(ExhibitorDocument other) {
		return new ExhibitorDocument(this.id, this.eventId, other.version, other.revision, this.name, this.description,
				this.logo, this.links, this.categoryIds, this.products, this.tier, this.contacts, this.languages,
				this.booth, this.state, this.stateReason, this.backAt, this.stateSince, other.staff, other.invitations,
				other.redeemers, other.updatedAt)
			.equals(other);
	}

	/**
	 * The moments at which {@link #isOpenAt} changes without a write.
	 */
	@Override
	public Stream<Instant> turns() {
		return Stream.ofNullable(this.backAt);
	}

	/**
	 * Leaves out the state of the booth, which has a subscription of its own.
	 */
	@Override
	public Map<String, Long> prints() {
		return Map.of(this.id, Fingerprint.without(this, "version", "revision", "state", "stateReason", "backAt",
				"stateSince", "staff", "invitations", "redeemers", "updatedAt"));
	}

	/**
	 * Whether visitors find somebody at the booth.
	 * @param moment the moment
	 * @return false while the booth is closed, until the time of return
	 */
	boolean isOpenAt(Instant moment) {
		return this.state != BoothState.CLOSED || this.backAt != null && !moment.isBefore(this.backAt);
	}

}
