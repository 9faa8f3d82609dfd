package dev.plenum.exhibitor;

import java.time.Instant;
import java.time.OffsetDateTime;

import dev.plenum.exhibitor.ExhibitorDocument.InvitationEntry;
import org.jspecify.annotations.Nullable;

/**
 * An invitation to an exhibitor's staff as it is shown; the schema describes each
 * property.
 *
 * @param exhibitor the exhibitor
 * @param id the invitation's id
 * @param entry the invitation as it is kept
 */
record Invitation(Exhibitor exhibitor, String id, InvitationEntry entry) {

	public OffsetDateTime madeAt() {
		return this.exhibitor.programme().at(this.entry.madeAt());
	}

	public OffsetDateTime expiresAt() {
		return this.exhibitor.programme().at(this.entry.expiresAt());
	}

	public @Nullable String redeemedBy() {
		return InvitationEntry.SOMEBODY.equals(this.entry.redeemedBy()) ? null : this.entry.redeemedBy();
	}

	public @Nullable OffsetDateTime redeemedAt() {
		return moment(this.entry.redeemedAt());
	}

	public @Nullable OffsetDateTime revokedAt() {
		return moment(this.entry.revokedAt());
	}

	private @Nullable OffsetDateTime moment(@Nullable Instant instant) {
		return (instant != null) ? this.exhibitor.programme().at(instant) : null;
	}

}
