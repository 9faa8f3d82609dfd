package dev.plenum.meeting;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.plenum.platform.mongo.Lists;
import dev.plenum.platform.mongo.Unknown;
import org.jspecify.annotations.Nullable;

/**
 * A meeting as it is kept.
 *
 * @param id its id
 * @param attendee the subject of who asked for it
 * @param name what the attendee wants to be called
 * @param message what the attendee wrote; null for nothing
 * @param wanted the times that the attendee proposed
 * @param state how far it has come
 * @param time when it is or would be; null until the staff have named a time
 * @param host the subject of who of the staff comes; null until the staff have named a
 * time
 * @param hostName the name that the host's token told; null if it told none
 * @param reason why it was declined or cancelled; null if nobody said
 * @param cancelledBy who called it off; null for nobody
 * @param requestedAt when it was asked for
 * @param changedAt when it was changed last
 * @param revision how often it was changed
 * @param unknown what a newer version says of it
 */
public record MeetingEntry(String id, String attendee, String name, @Nullable String message, List<Time> wanted,
		MeetingState state, @Nullable Time time, @Nullable String host, @Nullable String hostName,
		@Nullable String reason, @Nullable MeetingSide cancelledBy, Instant requestedAt, Instant changedAt,
		int revision, Unknown unknown) {

	public MeetingEntry {
		wanted = Lists.orEmpty(wanted);
	}

	static MeetingEntry requested(String id, String attendee, String name, @Nullable String message, List<Time> wanted,
			Instant now) {
		return new MeetingEntry(id, attendee, name, message, wanted, MeetingState.REQUESTED, null, null, null, null,
				null, now, now, 0, Unknown.NONE);
	}

	MeetingEntry timed(MeetingState next, Time at, String hostSubject, @Nullable String hostCalled, Instant now) {
		return new MeetingEntry(this.id, this.attendee, this.name, this.message, this.wanted, next, at, hostSubject,
				hostCalled, null, null, this.requestedAt, now, this.revision + 1, this.unknown);
	}

	MeetingEntry agreed(Instant now) {
		return new MeetingEntry(this.id, this.attendee, this.name, this.message, this.wanted, MeetingState.ACCEPTED,
				this.time, this.host, this.hostName, null, null, this.requestedAt, now, this.revision + 1,
				this.unknown);
	}

	MeetingEntry declined(@Nullable String why, Instant now) {
		return new MeetingEntry(this.id, this.attendee, this.name, this.message, this.wanted, MeetingState.DECLINED,
				null, null, null, why, null, this.requestedAt, now, this.revision + 1, this.unknown);
	}

	MeetingEntry cancelled(MeetingSide by, @Nullable String why, Instant now) {
		return new MeetingEntry(this.id, this.attendee, this.name, this.message, this.wanted, MeetingState.CANCELLED,
				this.time, this.host, this.hostName, why, by, this.requestedAt, now, this.revision + 1, this.unknown);
	}

	/**
	 * The meeting as it is told last, once the attendee has left with it.
	 */
	MeetingEntry gone() {
		return cancelled(MeetingSide.ATTENDEE, null, this.changedAt);
	}

	MeetingEntry withoutHost(Instant now) {
		return new MeetingEntry(this.id, this.attendee, this.name, this.message, this.wanted, this.state, this.time,
				null, null, this.reason, this.cancelledBy, this.requestedAt, now, this.revision + 1, this.unknown);
	}

	/**
	 * Whether it keeps somebody of the staff busy from when until when.
	 */
	boolean isHeldBy(String hostSubject, Time at) {
		return this.state.isHeld() && hostSubject.equals(this.host) && at.equals(this.time);
	}

	/**
	 * Whether it is somebody's.
	 * @param subject the attendee or somebody of the staff
	 * @return true for who asked for it and for who of the staff comes
	 */
	boolean concerns(String subject) {
		return this.attendee.equals(subject) || subject.equals(this.host);
	}

	/**
	 * From when until when.
	 *
	 * @param startsAt when it starts
	 * @param endsAt when it ends, after it starts
	 * @param unknown what a newer version says of it
	 */
	public record Time(Instant startsAt, Instant endsAt, Unknown unknown) {

		Time(Instant startsAt, Instant endsAt) {
			this(startsAt, endsAt, Unknown.NONE);
		}

		boolean overlaps(Time other) {
			return this.startsAt.isBefore(other.endsAt) && other.startsAt.isBefore(this.endsAt);
		}

		boolean isOver(Instant moment) {
			return !this.endsAt.isAfter(moment);
		}

		boolean isLongerThan(Duration most) {
			return Duration.between(this.startsAt, this.endsAt).compareTo(most) > 0;
		}

	}

}
