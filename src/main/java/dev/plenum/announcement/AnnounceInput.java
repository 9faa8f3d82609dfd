package dev.plenum.announcement;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.graphql.TextInput;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * An announcement to publish or to correct; the schema describes each property.
 */
record AnnounceInput(String eventId, @Nullable String id, @Nullable String key, @Nullable Integer expectedVersion,
		List<TextInput> text, ArgumentValue<Urgency> urgency, ArgumentValue<String> sessionId,
		ArgumentValue<String> roomId, ArgumentValue<OffsetDateTime> validUntil) {

	String announcementId() {
		return Keys.id(Announcements.ID_PREFIX, this.eventId, this.id, this.key);
	}

	void check(Programme programme, Instant now) {
		String session = this.sessionId.value();
		String room = this.roomId.value();
		Check.that(session == null || room == null, "Name a session or a room, not both.", "roomId");
		Check.that(session == null || programme.session(session).isPresent(), "This event has no such session.",
				"sessionId");
		Check.that(room == null || programme.room(room).isPresent(), "This event has no such room.", "roomId");
		Check.needed(this.urgency, false, "urgency");
		Check.that(this.validUntil.value() == null || moment(this.validUntil.value()).isAfter(now),
				"Give a moment in the future.", "validUntil");
	}

	/**
	 * The session that the announcement is for afterwards.
	 * @param before the session that it was for; null for none
	 * @return the session; null for none
	 */
	@Nullable String sessionAfter(@Nullable String before) {
		if (this.roomId.value() != null) {
			return null;
		}
		return this.sessionId.isOmitted() ? before : this.sessionId.value();
	}

	Fields fields(Instant now) {
		Fields fields = new Fields().first("at", now)
			.set("text", TextInput.text(this.text, "input", "text"))
			.input("urgency", this.urgency)
			.input("validUntil", this.validUntil, AnnounceInput::moment);
		if (this.urgency.isOmitted()) {
			fields.first("urgency", Urgency.INFO);
		}
		return audience(fields);
	}

	/** An announcement is for one session or one room: naming one replaces the other. */
	private Fields audience(Fields fields) {
		if (this.sessionId.value() != null) {
			return fields.input("sessionId", this.sessionId).set("roomId", null);
		}
		return (this.roomId.value() != null) ? fields.input("roomId", this.roomId).set("sessionId", null)
				: fields.input("sessionId", this.sessionId).input("roomId", this.roomId);
	}

	private static Instant moment(OffsetDateTime moment) {
		return moment.toInstant();
	}

}
