package dev.plenum.screen;

import java.time.OffsetDateTime;
import java.util.Objects;

import dev.plenum.programme.Event;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Room;
import org.jspecify.annotations.Nullable;

/**
 * A paired screen; the schema describes each property.
 *
 * @param programme the event
 * @param document the stored screen
 */
record Screen(Programme programme, ScreenDocument document) {

	public String id() {
		return this.document.id();
	}

	public int version() {
		return Math.toIntExact(this.document.version());
	}

	public Event event() {
		return this.programme.event();
	}

	public @Nullable String name() {
		return this.document.name();
	}

	public ScreenKind screenKind() {
		return Objects.requireNonNull(this.document.kind());
	}

	public @Nullable Room room() {
		return (this.document.roomId() != null) ? this.programme.room(this.document.roomId()).orElse(null) : null;
	}

	public OffsetDateTime pairedAt() {
		return this.programme.at(Objects.requireNonNull(this.document.pairedAt()));
	}

}
