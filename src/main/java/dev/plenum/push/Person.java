package dev.plenum.push;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.plenum.meeting.Meeting;
import dev.plenum.push.content.Attendee;

/**
 * What this server knows of a person at an event.
 *
 * @param attendee what decides about messages
 * @param meetings the person's meetings
 * @param participant whether the person is known by a ticket of the event
 */
record Person(Attendee attendee, List<Meeting> meetings, boolean participant) {

	/**
	 * Returns since when the person takes part in the event, so that they follow it
	 * unless they chose otherwise. The holder of a ticket does before any of their
	 * devices is registered.
	 */
	Optional<Since> engaged() {
		return this.participant ? Optional.of(Since.at(Instant.EPOCH))
				: Engagement.of(this.attendee.known(), this.meetings);
	}

}
