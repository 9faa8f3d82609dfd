package dev.plenum.schedule;

import java.time.Instant;
import java.util.List;

import dev.plenum.platform.mongo.Lists;
import dev.plenum.platform.mongo.Unknown;
import org.jspecify.annotations.Nullable;

/**
 * Edits of a schedule that organisers collect, to publish them together.
 *
 * @param name what the organisers call it
 * @param note a note to the attendees; null if there is none
 * @param edits the edits in order
 * @param version the number of times that it was put
 * @param changedAt when it was put last
 * @param unknown the fields that this version of the server does not know
 */
public record ScheduleDraft(String name, @Nullable String note, List<DraftEdit> edits, int version, Instant changedAt,
		Unknown unknown) {

	public ScheduleDraft {
		edits = Lists.orEmpty(edits);
	}

	/**
	 * Returns the edits as the rule book applies them.
	 * @return the edits in order
	 */
	public List<ScheduleEdit> scheduleEdits() {
		return this.edits.stream().map(DraftEdit::edit).toList();
	}

	/**
	 * Returns whether both are the same, except for their versions.
	 * @param other the other draft
	 * @return whether the name, the note and the edits are equal
	 */
	public boolean isLike(ScheduleDraft other) {
		return new ScheduleDraft(this.name, this.note, this.edits, other.version, other.changedAt, other.unknown)
			.equals(other);
	}

}
