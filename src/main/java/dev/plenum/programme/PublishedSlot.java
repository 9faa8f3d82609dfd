package dev.plenum.programme;

import java.time.OffsetDateTime;
import java.util.List;

import dev.plenum.schedule.SessionStatus;
import dev.plenum.schedule.Slot;

/**
 * A slot as it is shown; the schema describes each property.
 */
public final class PublishedSlot {

	private final Session session;

	private final Slot slot;

	PublishedSlot(Session session, Slot slot) {
		this.session = session;
		this.slot = slot;
	}

	public OffsetDateTime startsAt() {
		return this.session.programme().at(this.slot.startsAt());
	}

	public OffsetDateTime endsAt() {
		return this.session.programme().at(this.slot.endsAt());
	}

	public List<Room> rooms() {
		return this.slot.roomIds().stream().flatMap((id) -> this.session.programme().room(id).stream()).toList();
	}

	public List<SessionSpeaker> speakers() {
		return this.slot.speakers().stream().flatMap((ref) -> this.session.speaker(ref).stream()).toList();
	}

	public SessionStatus status() {
		return this.slot.status();
	}

}
