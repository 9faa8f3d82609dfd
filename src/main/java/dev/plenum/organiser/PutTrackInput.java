package dev.plenum.organiser;

import java.util.List;
import java.util.regex.Pattern;

import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.graphql.TextInput;
import dev.plenum.platform.mongo.Fields;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * A track to create or to change; the schema describes each property.
 */
record PutTrackInput(String eventId, @Nullable Integer expectedVersion, @Nullable String id, @Nullable String key,
		ArgumentValue<List<TextInput>> name, ArgumentValue<String> color, ArgumentValue<Integer> position) {

	private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

	/** The path of a track in the event's document. */
	static String path(String trackId) {
		return "tracks." + trackId;
	}

	String trackId() {
		return Keys.id("trk", this.eventId, this.id, this.key);
	}

	void check(boolean isNew) {
		Check.needed(this.name, isNew, "name");
		Check.that(this.color.value() == null || COLOR.matcher(this.color.value()).matches(),
				"Write a colour as #rrggbb, such as #00ff88.", "color");
		Check.atLeast(0, this.position, "position");
	}

	Fields fields(boolean isNew, int last) {
		String track = path(trackId()) + '.';
		Fields fields = new Fields().input(track + "name", this.name, (texts) -> TextInput.text(texts, "input", "name"))
			.input(track + "color", this.color);
		return PutRoomInput.placed(fields, track, this.position, isNew, last);
	}

}
