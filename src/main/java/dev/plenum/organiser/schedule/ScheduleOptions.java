package dev.plenum.organiser.schedule;

import java.time.Instant;

import dev.plenum.platform.graphql.Check;
import dev.plenum.schedule.ChangeTerms;
import org.jspecify.annotations.Nullable;

/**
 * What all requests to change a schedule have in common.
 *
 * @param expectedRevision the revision that the schedule must have; null for any
 * @param requestKey the key of the request; null if it is not remembered
 * @param note a note to the attendees; null if there is none
 * @param force whether to accept clashes
 * @param dryRun whether to report only what the change would cause
 */
record ScheduleOptions(@Nullable Integer expectedRevision, @Nullable String requestKey, @Nullable String note,
		boolean force, boolean dryRun) {

	private static final int LONGEST_NOTE = 500;

	static ScheduleOptions of(@Nullable Integer expectedRevision, @Nullable String requestKey, @Nullable String note,
			@Nullable Boolean force, @Nullable Boolean dryRun) {
		Check.that(note == null || note.length() <= LONGEST_NOTE,
				"A note has at most %d characters.".formatted(LONGEST_NOTE), "note");
		return new ScheduleOptions(expectedRevision, requestKey, (note == null || note.isBlank()) ? null : note.strip(),
				Boolean.TRUE.equals(force), Boolean.TRUE.equals(dryRun));
	}

	ChangeTerms at(Instant now) {
		return new ChangeTerms(this.force, this.note, this.requestKey, null, now);
	}

	boolean expectsAnother(int revision) {
		return this.expectedRevision != null && this.expectedRevision != revision;
	}

}
