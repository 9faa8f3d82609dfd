package dev.plenum.push.content;

import java.util.Arrays;
import java.util.Optional;

import dev.plenum.inbox.NewsCause;

/**
 * A kind of notification that a person can switch off. The schema describes each value.
 */
public enum NotificationKind {

	SESSION_CHANGE, ANNOUNCEMENT, SEAT, MEETING, FEEDBACK_REQUEST, REMINDER;

	static NotificationKind of(NewsCause cause) {
		return switch (cause) {
			case SESSION_MOVED, SESSION_CANCELLED, SESSION_REINSTATED, SESSION_SPEAKERS_CHANGED,
					SESSION_CHANGED_SINCE_ADDED ->
				SESSION_CHANGE;
			case ANNOUNCEMENT, ANNOUNCEMENT_CORRECTED, ANNOUNCEMENT_WITHDRAWN -> ANNOUNCEMENT;
			case FEEDBACK_REQUESTED -> FEEDBACK_REQUEST;
			case SEAT_PROMOTED, SEAT_OFFERED, SEAT_OFFER_ENDED, SEAT_LOST, SEAT_NOT_NEEDED, SEAT_NEEDED -> SEAT;
			case MEETING_REQUESTED, MEETING_ANSWERED, MEETING_MOVED, MEETING_REASSIGNED, MEETING_ENDED -> MEETING;
		};
	}

	/**
	 * Finds a kind.
	 * @param name its name as it is stored
	 * @return the kind; empty if only a newer server knows it
	 */
	static Optional<NotificationKind> named(String name) {
		return Arrays.stream(values()).filter((kind) -> kind.name().equals(name)).findFirst();
	}

}
