package dev.plenum.screen;

import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

/**
 * What a screen displays.
 *
 * @param kind the kind of screen
 * @param roomId the room that it is for; null for a foyer
 * @param name what the organisers call it; null for no name
 */
record ScreenContent(ScreenKind kind, @Nullable String roomId, @Nullable String name) {

	/**
	 * What to store of a content that is possible in an event.
	 */
	Fields checkedIn(Programme programme) {
		Check.line(this.name, "name");
		Check.that(!this.kind.isForOneRoom() || this.roomId != null, "A screen of this kind needs a room.", "roomId");
		String room = this.kind.isForOneRoom() ? this.roomId : null;
		Check.that(room == null || programme.room(room).isPresent(), "The event has no room '%s'.".formatted(room),
				"roomId");
		return new ScreenContent(this.kind, room, this.name).stored();
	}

	Fields stored() {
		return new Fields().set("kind", this.kind).set("roomId", this.roomId).set("name", this.name);
	}

}
