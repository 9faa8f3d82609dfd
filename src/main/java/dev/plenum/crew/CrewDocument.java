package dev.plenum.crew;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.plenum.invitation.InvitationEntry;
import dev.plenum.platform.mongo.Lists;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * The crew of one event as it is stored, which is also its snapshot.
 *
 * @param id the event
 * @param version rises by one with each write; 0 if nothing is stored
 * @param invitations the invitations by id, also those that were redeemed or revoked
 * @param redeemers the token subjects of everybody who redeemed an invitation
 */
public record CrewDocument(@BsonId String id, long version, Map<String, CrewEntry> invitations,
		List<String> redeemers) {

	public CrewDocument {
		invitations = Lists.orEmpty(invitations);
		redeemers = Lists.orEmpty(redeemers);
	}

	static CrewDocument none(String eventId) {
		return new CrewDocument(eventId, 0, Map.of(), List.of());
	}

	/**
	 * The newer one of two states.
	 */
	CrewDocument with(CrewDocument other) {
		return (other.version > this.version) ? other : this;
	}

	/**
	 * The roles of a person that were not revoked, by the ids of their invitations.
	 */
	Stream<Map.Entry<String, CrewEntry>> heldBy(@Nullable String subject) {
		return (subject == null) ? Stream.empty()
				: this.invitations.entrySet().stream().filter((entry) -> entry.getValue().isHeldBy(subject));
	}

	/**
	 * An invitation to a role. A person has the role from when they redeem it until it is
	 * revoked or the event is over.
	 *
	 * @param role the role
	 * @param sessionIds the sessions that it is for; empty for all
	 * @param name the name of the person who redeemed it, from their token; null if
	 * unknown
	 * @param invitation the invitation
	 */
	public record CrewEntry(CrewRole role, List<String> sessionIds, @Nullable String name, InvitationEntry invitation) {

		public CrewEntry {
			sessionIds = Lists.orEmpty(sessionIds);
		}

		boolean isHeldBy(String subject) {
			return subject.equals(this.invitation.redeemedBy()) && this.invitation.revokedAt() == null;
		}

	}

}
