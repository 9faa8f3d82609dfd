package dev.plenum.interchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.plenum.schedule.ScheduleEdit;
import dev.plenum.schedule.SessionStatus;
import dev.plenum.schedule.Slot;
import dev.plenum.schedule.SpeakerRef;
import dev.plenum.schedule.SpeakerRole;
import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * Converts a slot to values that are merged one by one. Start and end are one value.
 */
final class SlotValues {

	/** The name of the slot among the values of a session. */
	static final String SLOT = "slot";

	static final String STATUS = "slot.status";

	private static final String TIME = "time";

	private static final String ROOMS = "rooms";

	private static final String SPEAKERS = "speakers";

	private SlotValues() {
	}

	static BsonDocument document(Slot slot) {
		BsonArray speakers = new BsonArray();
		slot.speakers()
			.forEach((speaker) -> speakers.add(new BsonDocument("id", new BsonString(speaker.speakerId()))
				.append("role", new BsonString(speaker.role().name()))));
		return new BsonDocument(TIME,
				new BsonArray(List.of(new BsonDateTime(slot.startsAt().toEpochMilli()),
						new BsonDateTime(slot.endsAt().toEpochMilli()))))
			.append(ROOMS, new BsonArray(slot.roomIds().stream().map(BsonString::new).toList()))
			.append(SPEAKERS, speakers)
			.append("status", new BsonString(slot.status().name()));
	}

	static Slot slot(BsonDocument document) {
		BsonArray time = document.getArray(TIME);
		return new Slot(instant(time.get(0)), instant(time.get(1)),
				document.getArray(ROOMS, new BsonArray()).stream().map((room) -> room.asString().getValue()).toList(),
				document.getArray(SPEAKERS, new BsonArray()).stream().map(SlotValues::speaker).toList(),
				SessionStatus.valueOf(document.getString("status").getValue()));
	}

	/**
	 * Returns the edits that change a slot into another one.
	 * @param id the session's id
	 * @param before the current slot
	 * @param after the wanted slot
	 */
	static List<ScheduleEdit> edits(String id, Slot before, Slot after) {
		List<ScheduleEdit> edits = new ArrayList<>();
		boolean newTime = !before.startsAt().equals(after.startsAt()) || !before.endsAt().equals(after.endsAt());
		boolean newRooms = !before.roomIds().equals(after.roomIds());
		if (newTime || newRooms) {
			edits.add(new ScheduleEdit.Move(id, newTime ? after.startsAt() : null, newTime ? after.endsAt() : null,
					newRooms ? after.roomIds() : null));
		}
		if (before.status() != after.status()) {
			edits.add(after.takesPlace() ? new ScheduleEdit.Reinstate(id) : new ScheduleEdit.Cancel(id));
		}
		if (!before.speakers().equals(after.speakers())) {
			edits.add(new ScheduleEdit.SetSpeakers(id, after.speakers()));
		}
		return edits;
	}

	private static Instant instant(BsonValue value) {
		return Instant.ofEpochMilli(value.asDateTime().getValue());
	}

	private static SpeakerRef speaker(BsonValue value) {
		return new SpeakerRef(value.asDocument().getString("id").getValue(),
				SpeakerRole.valueOf(value.asDocument().getString("role").getValue()));
	}

}
