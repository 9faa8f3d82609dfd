package dev.plenum.announcement;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

import dev.plenum.platform.Ids;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.TextInput;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

/**
 * What to tell, and whom; the schema describes each property.
 */
record AnnounceInput(String eventId, String key, List<TextInput> text, @Nullable Urgency urgency,
		@Nullable String sessionId, @Nullable String roomId, @Nullable OffsetDateTime validUntil) {

	private static final int LONGEST_KEY = 100;

	AnnouncementDocument announcement(Programme programme, Instant now) {
		if (this.key.isBlank() || this.key.length() > LONGEST_KEY) {
			throw Problem.badInput("A key has 1 to %d characters.".formatted(LONGEST_KEY), "input", "key");
		}
		if (this.sessionId != null && this.roomId != null) {
			throw Problem.badInput("Name a session or a room, not both.", "input", "roomId");
		}
		if (this.sessionId != null && programme.session(this.sessionId).isEmpty()) {
			throw Problem.badInput("This event has no such session.", "input", "sessionId");
		}
		if (this.roomId != null && programme.room(this.roomId).isEmpty()) {
			throw Problem.badInput("This event has no such room.", "input", "roomId");
		}
		Instant until = (this.validUntil != null) ? this.validUntil.toInstant().truncatedTo(ChronoUnit.MILLIS) : null;
		if (until != null && !until.isAfter(now)) {
			throw Problem.badInput("This lies in the past.", "input", "validUntil");
		}
		return new AnnouncementDocument(Ids.in(Announcements.ID_PREFIX, programme.id(), this.key), programme.id(), 1,
				TextInput.text(this.text, "input", "text"), (this.urgency != null) ? this.urgency : Urgency.INFO,
				this.sessionId, this.roomId, now.truncatedTo(ChronoUnit.MILLIS), until, null);
	}

}
