package dev.plenum.door;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

import dev.plenum.programme.Event;
import dev.plenum.programme.Session;
import org.jspecify.annotations.Nullable;

/** The outcome of uploading check-ins. The schema describes each type. */
sealed interface SyncCheckInsPayload {

	record CheckInsSynced(Event event, @Nullable Integer clockOffSeconds,
			List<SyncedCheckIn> results) implements SyncCheckInsPayload {
	}

	record SyncedCheckIn(String key, SyncedCheckInOutcome outcome, @Nullable Session session, @Nullable String name,
			@Nullable Instant at) {

		public @Nullable OffsetDateTime checkedInAt() {
			return (this.session != null) ? this.session.programme().moment(this.at) : null;
		}

	}

	/** The result of an uploaded check-in. */
	enum SyncedCheckInOutcome {

		CHECKED_IN, ALREADY_CHECKED_IN, ADMITTED, OVER_CAPACITY, UNDONE, NOT_ENTITLED, UNKNOWN_ATTENDEE, UNKNOWN_SESSION

	}

}
