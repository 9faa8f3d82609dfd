package dev.plenum.push;

import java.util.List;
import java.util.Optional;

import dev.plenum.meeting.Meeting;
import dev.plenum.push.content.Attendee;

/**
 * What this server knows of a person at an event.
 *
 * @param attendee what decides about messages
 * @param meetings the person's meetings
 */
record Person(Attendee attendee, List<Meeting> meetings) {

	/**
	 * Returns since when the person takes part in the event, so that they follow it
	 * unless they chose otherwise.
	 */
	Optional<Since> engaged() {
		return Engagement.of(this.attendee.known(), this.meetings);
	}

}
