package dev.plenum.door;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.RequestKey;

/**
 * The input of {@code syncCheckIns}. The schema describes each property.
 */
record SyncCheckInsInput(String eventId, OffsetDateTime sentAt, List<OfflineCheckInInput> entries) {

	private static final int MOST = 500;

	private static final int LONGEST_KEY = 64;

	SyncCheckInsInput {
		Check.that(entries.size() <= MOST, "Send at most %d entries at once.".formatted(MOST), "entries");
		Check.that(entries.stream().allMatch((entry) -> !entry.key().isBlank() && entry.key().length() <= LONGEST_KEY),
				"Write 1 to %d characters as a key.".formatted(LONGEST_KEY), "entries");
	}

	/** A check-in that a device made without a network. */
	record OfflineCheckInInput(String key, String sessionId, CheckInAttendeeInput attendee, OffsetDateTime at) {

		/**
		 * Returns the key of the request. A device that uploads an entry again sends the
		 * same key and time; another device may have the same key.
		 */
		String requestKey(String subject) {
			return Objects.requireNonNull(
					RequestKey.of(this.key, "syncCheckIns", this.sessionId, subject + '/' + this.at.toInstant()));
		}

	}

}
