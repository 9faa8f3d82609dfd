package dev.plenum.schedule;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Two sessions that need the same room or the same speaker at the same time.
 *
 * @param sessionId the session to change
 * @param withSessionId the session that already has the room or the speaker
 * @param roomId the room that both need; null if the clash is about a speaker
 * @param speakerId the speaker whom both need; null if the clash is about a room
 */
public record Clash(String sessionId, String withSessionId, @Nullable String roomId, @Nullable String speakerId) {

	static List<Clash> between(String id, Slot slot, String otherId, Slot other, ScheduleRules rules) {
		if (id.equals(otherId) || !slot.overlaps(other)) {
			return List.of();
		}
		List<Clash> clashes = new ArrayList<>();
		if (!rules.mayShareRooms(id, otherId)) {
			slot.roomIds()
				.stream()
				.filter(other.roomIds()::contains)
				.forEach((room) -> clashes.add(new Clash(id, otherId, room, null)));
		}
		slot.speakers()
			.stream()
			.map(SpeakerRef::speakerId)
			.filter((speaker) -> !rules.inManyPlaces().contains(speaker))
			.filter((speaker) -> other.speakers().stream().anyMatch((ref) -> ref.speakerId().equals(speaker)))
			.forEach((speaker) -> clashes.add(new Clash(id, otherId, null, speaker)));
		return clashes;
	}

}
