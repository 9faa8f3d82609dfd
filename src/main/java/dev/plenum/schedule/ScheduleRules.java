package dev.plenum.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules of an event's schedule.
 *
 * @param opens no session starts before this instant
 * @param lastStart no session starts at or after this instant
 * @param closes no session ends after this instant
 * @param roomIds the event's rooms
 * @param speakerIds the event's speakers
 * @param inManyPlaces the speakers who can be in two places at the same time:
 * organisations
 * @param sharingRooms the sessions that can share their room with another session, such
 * as a lunch in the exhibition hall
 * @param forEverybody the sessions that are in every attendee's agenda
 */
public record ScheduleRules(Instant opens, Instant lastStart, Instant closes, Set<String> roomIds,
		Set<String> speakerIds, Set<String> inManyPlaces, Set<String> sharingRooms, Set<String> forEverybody) {

	/**
	 * Returns whether a slot is within the event's days.
	 * @param slot the slot
	 * @return whether it starts and ends within them
	 */
	public boolean contain(Slot slot) {
		return !slot.startsAt().isBefore(this.opens) && slot.startsAt().isBefore(this.lastStart)
				&& !slot.endsAt().isAfter(this.closes);
	}

	/**
	 * Returns the rules without rooms and speakers that are removed.
	 */
	ScheduleRules without(List<String> withdrawn) {
		return withdrawn.isEmpty() ? this
				: new ScheduleRules(this.opens, this.lastStart, this.closes, minus(this.roomIds, withdrawn),
						minus(this.speakerIds, withdrawn), this.inManyPlaces, this.sharingRooms, this.forEverybody);
	}

	private static Set<String> minus(Set<String> ids, List<String> withdrawn) {
		return ids.stream().filter((id) -> !withdrawn.contains(id)).collect(Collectors.toSet());
	}

	boolean mayShareRooms(String one, String other) {
		return this.sharingRooms.contains(one) || this.sharingRooms.contains(other);
	}

}
