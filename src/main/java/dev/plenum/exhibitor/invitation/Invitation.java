package dev.plenum.exhibitor.invitation;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.exhibitor.ShowFloor;
import dev.plenum.invitation.InvitationEntry;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

/**
 * An invitation to an exhibitor's staff for readers. The schema describes each property.
 *
 * @param exhibitor the exhibitor
 * @param id the invitation's id
 * @param entry the stored invitation
 */
record Invitation(Exhibitor exhibitor, String id, InvitationEntry entry) {

	/**
	 * The invitations of one exhibitor, newest first.
	 */
	static List<Invitation> of(Exhibitor exhibitor) {
		return exhibitor.document()
			.invitations()
			.entrySet()
			.stream()
			.map((entry) -> new Invitation(exhibitor, entry.getKey(), entry.getValue()))
			.sorted(Comparator.comparing((Invitation invitation) -> invitation.entry().madeAt())
				.thenComparing(Invitation::id)
				.reversed())
			.toList();
	}

	/**
	 * An invitation that exists.
	 */
	static Invitation of(Exhibitor exhibitor, String id) {
		return new Invitation(exhibitor, id, Objects.requireNonNull(exhibitor.document().invitations().get(id)));
	}

	/**
	 * Finds an invitation by its code.
	 */
	static Optional<Invitation> withCode(String code, ShowFloor floor, Programme programme) {
		return floor.exhibitors(programme)
			.stream()
			.flatMap((exhibitor) -> of(exhibitor).stream())
			.filter((invitation) -> invitation.entry().hasCode(code))
			.findFirst();
	}

	public OffsetDateTime madeAt() {
		return this.exhibitor.programme().at(this.entry.madeAt());
	}

	public OffsetDateTime expiresAt() {
		return this.exhibitor.programme().at(this.entry.expiresAt());
	}

	public @Nullable String redeemedBy() {
		return this.entry.redeemer();
	}

	public @Nullable OffsetDateTime redeemedAt() {
		return this.exhibitor.programme().moment(this.entry.redeemedAt());
	}

	public @Nullable OffsetDateTime revokedAt() {
		return this.exhibitor.programme().moment(this.entry.revokedAt());
	}

}
