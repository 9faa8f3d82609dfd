package dev.plenum.schedule;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * When, where, by whom and whether one session takes place.
 *
 * @param startsAt when it starts
 * @param endsAt when it ends, after it starts; the room is free from this instant on
 * @param roomIds the rooms that it takes, in the order to be shown; empty if it has none
 * @param speakers who takes part, in the order to be shown
 * @param status whether it takes place
 */
public record Slot(Instant startsAt, Instant endsAt, List<String> roomIds, List<SpeakerRef> speakers,
		SessionStatus status) {

	public Slot {
		roomIds = List.copyOf(roomIds);
		speakers = List.copyOf(speakers);
	}

	/**
	 * Whether both take place and share some time. A session that starts the moment the
	 * other ends does not overlap it.
	 * @param other the other slot
	 * @return whether they overlap
	 */
	public boolean overlaps(Slot other) {
		return takesPlace() && other.takesPlace() && this.startsAt.isBefore(other.endsAt)
				&& other.startsAt.isBefore(this.endsAt);
	}

	/**
	 * Whether it is not cancelled.
	 * @return whether it takes place
	 */
	public boolean takesPlace() {
		return this.status == SessionStatus.SCHEDULED;
	}

	Slot moved(@Nullable Instant newStart, @Nullable Instant newEnd, @Nullable List<String> newRooms) {
		return new Slot((newStart != null) ? newStart : this.startsAt, (newEnd != null) ? newEnd : this.endsAt,
				(newRooms != null) ? newRooms : this.roomIds, this.speakers, this.status);
	}

	Slot withStatus(SessionStatus newStatus) {
		return new Slot(this.startsAt, this.endsAt, this.roomIds, this.speakers, newStatus);
	}

	Slot withSpeakers(List<SpeakerRef> newSpeakers) {
		return new Slot(this.startsAt, this.endsAt, this.roomIds, newSpeakers, this.status);
	}

	boolean sameTime(Slot other) {
		return this.startsAt.equals(other.startsAt) && this.endsAt.equals(other.endsAt);
	}

	boolean sameRooms(Slot other) {
		return this.roomIds.equals(other.roomIds);
	}

}
