package dev.plenum.schedule;

import java.time.Instant;
import java.util.List;

import dev.plenum.platform.mongo.Unknown;
import org.jspecify.annotations.Nullable;

/**
 * When, where, by whom and whether one session takes place.
 *
 * @param startsAt when it starts
 * @param endsAt when it ends, after it starts; the room is free from this instant on
 * @param roomIds the rooms that it takes, in the order to be shown; empty if it has none
 * @param speakers who takes part, in the order to be shown
 * @param status whether it takes place
 * @param unknown what a newer version says of it
 */
public record Slot(Instant startsAt, Instant endsAt, List<String> roomIds, List<SpeakerRef> speakers,
		SessionStatus status, Unknown unknown) {

	public Slot {
		roomIds = List.copyOf(roomIds);
		speakers = List.copyOf(speakers);
	}

	/**
	 * A slot of which this version knows everything.
	 * @param startsAt when it starts
	 * @param endsAt when it ends
	 * @param roomIds the rooms that it takes
	 * @param speakers who takes part
	 * @param status whether it takes place
	 */
	public Slot(Instant startsAt, Instant endsAt, List<String> roomIds, List<SpeakerRef> speakers,
			SessionStatus status) {
		this(startsAt, endsAt, roomIds, speakers, status, Unknown.NONE);
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
				(newRooms != null) ? newRooms : this.roomIds, this.speakers, this.status, this.unknown);
	}

	Slot withStatus(SessionStatus newStatus) {
		return new Slot(this.startsAt, this.endsAt, this.roomIds, this.speakers, newStatus, this.unknown);
	}

	Slot withSpeakers(List<SpeakerRef> newSpeakers) {
		return new Slot(this.startsAt, this.endsAt, this.roomIds, newSpeakers.stream().map(this::known).toList(),
				this.status, this.unknown);
	}

	/** The same with what a newer version says of the speaker here. */
	private SpeakerRef known(SpeakerRef ref) {
		return this.speakers.stream()
			.filter((speaker) -> speaker.speakerId().equals(ref.speakerId()))
			.findFirst()
			.map((speaker) -> new SpeakerRef(ref.speakerId(), ref.role(), speaker.unknown()))
			.orElse(ref);
	}

	boolean sameTime(Slot other) {
		return this.startsAt.equals(other.startsAt) && this.endsAt.equals(other.endsAt);
	}

	boolean sameRooms(Slot other) {
		return this.roomIds.equals(other.roomIds);
	}

}
