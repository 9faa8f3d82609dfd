package dev.plenum.organiser;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.graphql.TextInput;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.programme.Accessibility;
import dev.plenum.programme.LinkInput;
import dev.plenum.programme.SpeakerType;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * Rooms, tracks and speakers to be made or changed; the schema describes each property.
 */
final class PlaceInputs {

	private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

	private PlaceInputs() {
	}

	record PutRoomInput(String eventId, @Nullable String id, @Nullable String key, ArgumentValue<String> name,
			ArgumentValue<Integer> capacity, ArgumentValue<String> floor, ArgumentValue<Integer> walkingMinutes,
			ArgumentValue<Accessibility> accessibility, ArgumentValue<Integer> position) {

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
			String room = "rooms." + roomId() + ".";
			Fields fields = new Fields().input(room + "name", this.name)
				.input(room + "capacity", this.capacity)
				.input(room + "floor", this.floor)
				.input(room + "walkingMinutes", this.walkingMinutes)
				.input(room + "accessibility", this.accessibility);
			return placed(fields, room, this.position, isNew, last);
		}

	}

	record PutTrackInput(String eventId, @Nullable String id, @Nullable String key, ArgumentValue<List<TextInput>> name,
			ArgumentValue<String> color, ArgumentValue<Integer> position) {

		String trackId() {
			return Keys.id("trk", this.eventId, this.id, this.key);
		}

		void check(boolean isNew) {
			Check.needed(this.name, isNew, "name");
			Check.that(this.color.value() == null || COLOR.matcher(this.color.value()).matches(),
					"Write a colour as #rrggbb.", "color");
			Check.atLeast(0, this.position, "position");
		}

		Fields fields(boolean isNew, int last) {
			String track = "tracks." + trackId() + ".";
			Fields fields = new Fields()
				.input(track + "name", this.name, (texts) -> TextInput.text(texts, "input", "name"))
				.input(track + "color", this.color);
			return placed(fields, track, this.position, isNew, last);
		}

	}

	record PutSpeakerInput(String eventId, @Nullable String id, @Nullable String key, ArgumentValue<String> name,
			ArgumentValue<SpeakerType> type, ArgumentValue<List<String>> titles, ArgumentValue<String> organisation,
			ArgumentValue<List<TextInput>> bio, ArgumentValue<List<TextInput>> note, ArgumentValue<Boolean> hasPortrait,
			ArgumentValue<URI> portrait, ArgumentValue<List<LinkInput>> links) {

		String speakerId() {
			return Keys.id("spk", this.eventId, this.id, this.key);
		}

		void check(boolean isNew) {
			Check.needed(this.name, isNew, "name");
			Check.line(this.name, "name");
			Check.needed(this.type, false, "type");
			Check.lines(this.titles, "titles");
			Check.line(this.organisation, "organisation");
			Check.web(this.portrait.value(), "portrait");
			Check.list(this.links, "links");
			Check.each(this.links.value(), LinkInput::isFine, LinkInput.FINE, "links");
		}

		Fields fields() {
			Fields fields = new Fields().input("name", this.name)
				.input("type", this.type)
				.input("titles", this.titles)
				.input("organisation", this.organisation)
				.input("bio", this.bio, (texts) -> TextInput.text(texts, "input", "bio"))
				.input("note", this.note, (texts) -> TextInput.text(texts, "input", "note"))
				.input("hasPortrait", this.hasPortrait)
				.input("portrait", this.portrait, URI::toString)
				.input("links", this.links, LinkInput::links);
			return this.type.isOmitted() ? fields.first("type", SpeakerType.PERSON) : fields;
		}

	}

	private static Fields placed(Fields fields, String thing, ArgumentValue<Integer> position, boolean isNew,
			int last) {
		Integer wanted = position.value();
		return (wanted != null || isNew) ? fields.set(thing + "position", (wanted != null) ? wanted : last) : fields;
	}

}
