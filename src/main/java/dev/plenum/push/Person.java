package dev.plenum.push;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.plenum.meeting.Meeting;
import dev.plenum.push.content.Attendee;
import org.jspecify.annotations.Nullable;

/**
 * What this server knows of a person at an event.
 *
 * @param attendee what decides about messages
 * @param meetings the person's meetings
 * @param participantSince since when the person takes part with a ticket of the event;
 * null without one
 */
record Person(Attendee attendee, List<Meeting> meetings, @Nullable Instant participantSince) {

	/**
	 * Returns since when the person takes part in the event, so that they follow it
	 * unless they chose otherwise.
	 */
	Optional<Since> engaged() {
		return Engagement.of(this.attendee.known(), this.meetings, this.participantSince);
	}

}
