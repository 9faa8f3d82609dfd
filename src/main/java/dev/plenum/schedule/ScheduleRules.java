package dev.plenum.schedule;

import java.time.Instant;
import java.util.Set;

/**
 * What an event allows its schedule.
 *
 * @param opens no session starts before this instant
 * @param lastStart no session starts at or after this instant
 * @param closes no session ends after this instant
 * @param roomIds the event's rooms
 * @param speakerIds the event's speakers
 * @param inManyPlaces those speakers who can be in two places at once: organisations
 * @param sharingRooms the sessions that do not mind another session in their room, such
 * as a lunch in the exhibition hall
 */
public record ScheduleRules(Instant opens, Instant lastStart, Instant closes, Set<String> roomIds,
		Set<String> speakerIds, Set<String> inManyPlaces, Set<String> sharingRooms) {

	boolean mayShareRooms(String one, String other) {
		return this.sharingRooms.contains(one) || this.sharingRooms.contains(other);
	}

}
