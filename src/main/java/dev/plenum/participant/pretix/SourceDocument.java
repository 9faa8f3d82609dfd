package dev.plenum.participant.pretix;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * The registration source of an event, as it is stored. Organisers raise the version;
 * reading orders does not.
 *
 * @param eventId the event
 * @param version the number of writes by organisers
 * @param url the address of pretix, without a slash at the end
 * @param organizerSlug the short name of the organiser in pretix
 * @param eventSlug the short name of the event in pretix
 * @param token the API token, encrypted
 * @param hook what the secret of the webhook's address is derived from
 * @param nextAt when any server reads orders next; while one does, when the lease ends;
 * null if no orders are read
 * @param lease the lease of the server that reads; null if none does
 * @param again whether orders are read again soon after the present round; null for no
 * @param wishes the number of times that organisers asked to read all orders; null for
 * none
 * @param confirm whether an organiser confirmed many changes for the next round; null for
 * no
 * @param readUntil orders that were changed before have been read; null if none was
 * @param completeAt when all orders were applied last; null if they are due
 * @param failures the number of failures since the last success; null for none
 * @param failingSince the time of the first of these failures; null if there is none
 * @param last the last round; null before the first one
 * @param appliedAt when a round was applied last; null before the first one
 */
public record SourceDocument(@BsonId String eventId, long version, String url, String organizerSlug, String eventSlug,
		String token, String hook, @Nullable Instant nextAt, @Nullable String lease, @Nullable Boolean again,
		@Nullable Integer wishes, @Nullable Boolean confirm, @Nullable Instant readUntil, @Nullable Instant completeAt,
		@Nullable Integer failures, @Nullable Instant failingSince, @Nullable Round last, @Nullable Instant appliedAt) {

	/** How often all orders are read, so that those that disappeared are noticed. */
	private static final Duration BETWEEN_COMPLETE = Duration.ofHours(24);

	boolean isConfirmed() {
		return Boolean.TRUE.equals(this.confirm);
	}

	boolean isWantedAgain() {
		return Boolean.TRUE.equals(this.again);
	}

	int failureCount() {
		return Objects.requireNonNullElse(this.failures, 0);
	}

	/**
	 * Whether the next round reads all orders, and not only those that changed.
	 */
	boolean isCompleteDueAt(Instant now) {
		return this.readUntil == null || this.completeAt == null
				|| !now.isBefore(this.completeAt.plus(BETWEEN_COMPLETE));
	}

	/**
	 * A round of reading orders; the schema describes each property.
	 */
	public record Round(Instant at, ReadOutcome outcome, boolean complete, @Nullable Integer httpStatus,
			@Nullable String detail, int orders, int created, int changed, int cancelled, int missing) {

		static Round failed(Instant at, ReadOutcome outcome, boolean complete, @Nullable Integer httpStatus,
				String detail) {
			return new Round(at, outcome, complete, httpStatus, detail, 0, 0, 0, 0, 0);
		}

	}

}
