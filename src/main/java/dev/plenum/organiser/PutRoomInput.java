package dev.plenum.organiser;

import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.programme.document.Accessibility;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * A room to create or to change; the schema describes each property.
 */
record PutRoomInput(String eventId, @Nullable Integer expectedVersion, @Nullable String id, @Nullable String key,
		ArgumentValue<String> name, ArgumentValue<Integer> capacity, ArgumentValue<String> floor,
		ArgumentValue<Integer> walkingMinutes, ArgumentValue<Accessibility> accessibility,
		ArgumentValue<Integer> position) {

	/** The path of a room in the event's document. */
	static String path(String roomId) {
		return "rooms." + roomId;
	}

	String roomId() {
		return Keys.id("roo", this.eventId, this.id, this.key);
	}

	void check(boolean isNew) {
		Check.needed(this.name, isNew, "name");
		Check.line(this.name, "name");
		Check.line(this.floor, "floor");
		Check.atLeast(1, this.capacity, "capacity");
		Check.atLeast(0, this.walkingMinutes, "walkingMinutes");
		Check.atLeast(0, this.position, "position");
	}

	Fields fields(boolean isNew, int last) {
		String room = path(roomId()) + '.';
		Fields fields = new Fields().input(room + "name", this.name)
			.input(room + "capacity", this.capacity)
			.input(room + "floor", this.floor)
			.input(room + "walkingMinutes", this.walkingMinutes)
			.input(room + "accessibility", this.accessibility);
		return placed(fields, room, this.position, isNew, last);
	}

	/**
	 * Sets the position of a room or track among the others.
	 * @param fields the other changes
	 * @param path the path of the room or track, with a dot at the end
	 * @param position the position in the input; a new one without is the last
	 * @param isNew whether the room or track is new
	 * @param last the position of the last one
	 */
	static Fields placed(Fields fields, String path, ArgumentValue<Integer> position, boolean isNew, int last) {
		Integer wanted = position.value();
		return (wanted != null || isNew) ? fields.set(path + "position", (wanted != null) ? wanted : last) : fields;
	}

}
