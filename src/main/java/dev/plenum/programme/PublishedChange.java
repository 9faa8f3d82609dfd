package dev.plenum.programme;

import java.time.OffsetDateTime;
import java.util.List;

import dev.plenum.platform.graphql.language.Translated;
import dev.plenum.schedule.ScheduleChange;
import dev.plenum.schedule.ScheduleChangeKind;
import dev.plenum.schedule.Slot;
import org.jspecify.annotations.Nullable;

/**
 * A schedule change as it is shown; the schema describes each property.
 */
public final class PublishedChange {

	private final Programme programme;

	private final ScheduleChange change;

	PublishedChange(Programme programme, ScheduleChange change) {
		this.programme = programme;
		this.change = change;
	}

	/**
	 * Returns the session that changed.
	 * @return its id
	 */
	public String sessionId() {
		return this.change.sessionId();
	}

	/**
	 * Returns the programme that shows the change.
	 * @return the snapshot
	 */
	public Programme programme() {
		return this.programme;
	}

	/**
	 * Returns the change itself.
	 * @return the change of the schedule
	 */
	public ScheduleChange change() {
		return this.change;
	}

	public int revision() {
		return this.change.revision();
	}

	public OffsetDateTime at() {
		return this.programme.at(this.change.at());
	}

	public List<ScheduleChangeKind> kinds() {
		return this.change.kinds();
	}

	public Session session() {
		return this.programme.session(this.change.sessionId()).orElseThrow();
	}

	public @Nullable PublishedSlot before() {
		return published(this.change.before());
	}

	public @Nullable PublishedSlot after() {
		return published(this.change.after());
	}

	public @Nullable String note() {
		return this.change.note();
	}

	/**
	 * Changes are equal if they are the same change in the same snapshot.
	 */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof PublishedChange that && this.programme == that.programme && this.change == that.change;
	}

	@Override
	public int hashCode() {
		return this.change.revision();
	}

	public Translated summary() {
		return new ChangeSummary(this.programme, this.change);
	}

	private @Nullable PublishedSlot published(@Nullable Slot slot) {
		return (slot != null) ? new PublishedSlot(session(), slot) : null;
	}

}
