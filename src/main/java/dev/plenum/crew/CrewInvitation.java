package dev.plenum.crew;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import dev.plenum.crew.CrewDocument.CrewEntry;
import dev.plenum.programme.Event;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Session;
import org.jspecify.annotations.Nullable;

/**
 * An invitation to a crew role for readers. The schema describes each property.
 *
 * @param programme the event
 * @param id the invitation's id
 * @param entry the stored invitation
 */
record CrewInvitation(Programme programme, String id, CrewEntry entry) {

	static final Comparator<CrewInvitation> NEWEST_FIRST = Comparator
		.comparing((CrewInvitation invitation) -> invitation.entry().invitation().madeAt())
		.thenComparing(CrewInvitation::id)
		.reversed();

	static List<CrewInvitation> allOf(CrewDocument crew, Programme programme) {
		return crew.invitations()
			.entrySet()
			.stream()
			.map((entry) -> new CrewInvitation(programme, entry.getKey(), entry.getValue()))
			.sorted(NEWEST_FIRST)
			.toList();
	}

	/**
	 * An invitation that exists.
	 */
	static CrewInvitation of(CrewDocument crew, String id, Programme programme) {
		return new CrewInvitation(programme, id, Objects.requireNonNull(crew.invitations().get(id)));
	}

	public Event event() {
		return this.programme.event();
	}

	public CrewRole role() {
		return this.entry.role();
	}

	public List<Session> sessions() {
		return this.entry.sessionIds().stream().flatMap((session) -> this.programme.session(session).stream()).toList();
	}

	public @Nullable String redeemerName() {
		return this.entry.name();
	}

	public OffsetDateTime madeAt() {
		return this.programme.at(this.entry.invitation().madeAt());
	}

	public OffsetDateTime expiresAt() {
		return this.programme.at(this.entry.invitation().expiresAt());
	}

	public @Nullable String redeemedBy() {
		return this.entry.invitation().redeemer();
	}

	public @Nullable OffsetDateTime redeemedAt() {
		return this.programme.moment(this.entry.invitation().redeemedAt());
	}

	public @Nullable OffsetDateTime revokedAt() {
		return this.programme.moment(this.entry.invitation().revokedAt());
	}

}
