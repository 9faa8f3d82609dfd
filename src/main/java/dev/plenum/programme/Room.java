package dev.plenum.programme;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

import dev.plenum.programme.document.AccessFeature;
import dev.plenum.programme.document.Accessibility;
import dev.plenum.programme.document.EventDocument;
import org.jspecify.annotations.Nullable;

/**
 * A room as it is shown; the schema describes each property.
 */
public final class Room {

	private final Programme programme;

	private final String id;

	private final EventDocument.RoomEntry entry;

	Room(Programme programme, String id, EventDocument.RoomEntry entry) {
		this.programme = programme;
		this.id = id;
		this.entry = entry;
	}

	/**
	 * Returns the event that it belongs to.
	 * @return the event
	 */
	public Event event() {
		return this.programme.event();
	}

	public String id() {
		return this.id;
	}

	public int version() {
		return this.programme.document().partVersion(this.entry.version());
	}

	public @Nullable OffsetDateTime updatedAt() {
		return this.programme.updatedAt(this.id);
	}

	public String name() {
		return this.entry.name();
	}

	public @Nullable Integer capacity() {
		return this.entry.capacity();
	}

	public @Nullable String floor() {
		return this.entry.floor();
	}

	public @Nullable Integer walkingMinutes() {
		return this.entry.walkingMinutes();
	}

	public Accessibility accessibility() {
		return Objects.requireNonNullElse(this.entry.accessibility(), Accessibility.UNKNOWN);
	}

	public List<Session> sessions() {
		return this.programme.sessionsInRoom(this.id);
	}

	int position() {
		return this.entry.position();
	}

	boolean has(List<AccessFeature> features) {
		return features.stream().allMatch((feature) -> Boolean.TRUE.equals(accessibility().has(feature)));
	}

}
