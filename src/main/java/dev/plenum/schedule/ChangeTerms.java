package dev.plenum.schedule;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The terms on which a schedule is changed.
 *
 * @param force whether to accept clashes of rooms and speakers
 * @param note a note to the attendees; null if there is none
 * @param requestId the caller's id of the request; null if there is none
 * @param undoes the first revision of the request that this change undoes; null if it
 * undoes none
 * @param now the present
 */
public record ChangeTerms(boolean force, @Nullable String note, @Nullable String requestId, @Nullable Integer undoes,
		Instant now) {

	/**
	 * Returns the terms of a request without an id that undoes nothing.
	 * @param force whether to accept clashes of rooms and speakers
	 * @param note a note to the attendees; null if there is none
	 * @param now the present
	 * @return the terms
	 */
	public static ChangeTerms of(boolean force, @Nullable String note, Instant now) {
		return new ChangeTerms(force, note, null, null, now);
	}

	/**
	 * Returns the same terms with accepted clashes.
	 * @return the terms
	 */
	public ChangeTerms forced() {
		return new ChangeTerms(true, this.note, this.requestId, this.undoes, this.now);
	}

	ChangeTerms publishing(String draftId, @Nullable String newNote) {
		return new ChangeTerms(this.force, newNote, draftId, this.undoes, this.now);
	}

	ChangeTerms undoing(int first) {
		return new ChangeTerms(this.force, this.note, this.requestId, first, this.now);
	}

}
