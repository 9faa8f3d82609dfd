package dev.plenum.programme;

import java.time.OffsetDateTime;

import dev.plenum.schedule.DraftChange;
import dev.plenum.schedule.DraftChangeKind;
import org.jspecify.annotations.Nullable;

/**
 * A change of what only the organisers know, as it is shown; the schema describes each
 * property.
 */
public final class PublishedDraftChange {

	private final Programme programme;

	private final DraftChange change;

	PublishedDraftChange(Programme programme, DraftChange change) {
		this.programme = programme;
		this.change = change;
	}

	public int revision() {
		return this.change.revision();
	}

	public OffsetDateTime at() {
		return this.programme.at(this.change.at());
	}

	public DraftChangeKind kind() {
		return this.change.kind();
	}

	public @Nullable String sessionId() {
		return this.change.sessionId();
	}

	public @Nullable Session session() {
		String id = this.change.sessionId();
		return (id != null) ? this.programme.forOrganisers().session(id).orElse(null) : null;
	}

	public @Nullable String draftId() {
		return this.change.draftId();
	}

	/**
	 * Returns the snapshot that it belongs to.
	 * @return the snapshot
	 */
	public Programme programme() {
		return this.programme;
	}

}
