package dev.plenum.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import dev.plenum.platform.mongo.Unknown;
import org.jspecify.annotations.Nullable;

/**
 * The time, the rooms and the speakers of a session, and whether it takes place.
 *
 * @param startsAt when it starts
 * @param endsAt when it ends, after the start; the rooms are free from this moment
 * @param roomIds the rooms that it takes, in display order; empty if it has none
 * @param speakers the speakers who take part, in display order
 * @param status whether it takes place
 * @param unknown the fields that this version of the server does not know
 */
public record Slot(Instant startsAt, Instant endsAt, List<String> roomIds, List<SpeakerRef> speakers,
		SessionStatus status, Unknown unknown) {

	public Slot {
		roomIds = List.copyOf(roomIds);
		speakers = List.copyOf(speakers);
	}

	/**
	 * Creates a slot without unknown fields.
	 * @param startsAt when it starts
	 * @param endsAt when it ends
	 * @param roomIds the rooms that it takes
	 * @param speakers the speakers who take part
	 * @param status whether it takes place
	 */
	public Slot(Instant startsAt, Instant endsAt, List<String> roomIds, List<SpeakerRef> speakers,
			SessionStatus status) {
		this(startsAt, endsAt, roomIds, speakers, status, Unknown.NONE);
	}

	/**
	 * Returns whether both take place and overlap in time. A session that starts at the
	 * moment when the other ends does not overlap it.
	 * @param other the other slot
	 * @return whether they overlap
	 */
	public boolean overlaps(Slot other) {
		return takesPlace() && other.takesPlace() && this.startsAt.isBefore(other.endsAt)
				&& other.startsAt.isBefore(this.endsAt);
	}

	/**
	 * Returns whether it is not cancelled.
	 * @return whether it takes place
	 */
	public boolean takesPlace() {
		return this.status == SessionStatus.SCHEDULED;
	}

	/**
	 * Returns how long it takes.
	 * @return the time from its start to its end
	 */
	public Duration length() {
		return Duration.between(this.startsAt, this.endsAt);
	}

	Slot moved(@Nullable Instant newStart, @Nullable Instant newEnd, @Nullable List<String> newRooms) {
		return new Slot((newStart != null) ? newStart : this.startsAt, (newEnd != null) ? newEnd : this.endsAt,
				(newRooms != null) ? newRooms : this.roomIds, this.speakers, this.status, this.unknown);
	}

	/**
	 * Returns this slot without rooms and speakers that are removed.
	 */
	Slot without(List<String> withdrawn) {
		return new Slot(this.startsAt, this.endsAt,
				this.roomIds.stream().filter((room) -> !withdrawn.contains(room)).toList(),
				this.speakers.stream().filter((speaker) -> !withdrawn.contains(speaker.speakerId())).toList(),
				this.status, this.unknown);
	}

	Slot withStatus(SessionStatus newStatus) {
		return new Slot(this.startsAt, this.endsAt, this.roomIds, this.speakers, newStatus, this.unknown);
	}

	Slot withSpeakers(List<SpeakerRef> newSpeakers) {
		return new Slot(this.startsAt, this.endsAt, this.roomIds, newSpeakers.stream().map(this::known).toList(),
				this.status, this.unknown);
	}

	/** Adds the unknown fields that this slot has of the speaker. */
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

	/**
	 * Returns what the session uses.
	 * @return the ids of its rooms and speakers
	 */
	Stream<String> resources() {
		return Stream.concat(this.roomIds.stream(), this.speakers.stream().map(SpeakerRef::speakerId));
	}

	boolean uses(String id) {
		return resources().anyMatch(id::equals);
	}

}
