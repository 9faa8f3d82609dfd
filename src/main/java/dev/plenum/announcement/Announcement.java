package dev.plenum.announcement;

import java.time.OffsetDateTime;
import java.util.List;

import dev.plenum.platform.graphql.language.Text;
import dev.plenum.platform.graphql.language.TranslatedText;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Room;
import dev.plenum.programme.Session;
import org.jspecify.annotations.Nullable;

/**
 * An announcement as the schema shows it; the schema describes each property.
 *
 * @param programme the event's programme
 * @param document the stored announcement
 */
public record Announcement(Programme programme, AnnouncementDocument document) {

	public String id() {
		return this.document.id();
	}

	public int version() {
		return Math.toIntExact(this.document.version());
	}

	public Text text() {
		return this.programme.readable(this.document.text());
	}

	public List<TranslatedText> texts() {
		return TranslatedText.all(text());
	}

	public Urgency urgency() {
		return this.document.urgency();
	}

	public @Nullable Session session() {
		return (this.document.sessionId() != null) ? this.programme.session(this.document.sessionId()).orElse(null)
				: null;
	}

	public @Nullable Room room() {
		return (this.document.roomId() != null) ? this.programme.room(this.document.roomId()).orElse(null) : null;
	}

	public OffsetDateTime at() {
		return this.programme.at(this.document.at());
	}

	public @Nullable OffsetDateTime validUntil() {
		return this.programme.moment(this.document.validUntil());
	}

	public @Nullable OffsetDateTime withdrawnAt() {
		return this.programme.moment(this.document.withdrawnAt());
	}

}
