package dev.plenum.schedule;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A change of what only the organisers know of a schedule.
 *
 * @param revision the revision of the drafts after this change
 * @param at when it was made
 * @param kind what happened
 * @param sessionId the hidden session; null if it is about a draft
 * @param draftId the draft; null if it is about a hidden session
 */
public record DraftChange(int revision, Instant at, DraftChangeKind kind, @Nullable String sessionId,
		@Nullable String draftId) {
}
