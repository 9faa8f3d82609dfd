package dev.plenum.meeting;

import java.util.Optional;

import dev.plenum.meeting.MeetingEntry.Time;
import dev.plenum.platform.mongo.Unknown;

/**
 * A time that is kept free in somebody's calendar for a meeting.
 *
 * @param meetingId the meeting
 * @param exhibitorId the exhibitor that it is with
 * @param time when it is
 * @param revision the meeting's revision just before its staff named this time
 * @param unknown what a newer version says of it
 */
public record Promise(String meetingId, String exhibitorId, Time time, int revision, Unknown unknown) {

	Promise(String meetingId, String exhibitorId, Time time, int revision) {
		this(meetingId, exhibitorId, time, revision, Unknown.NONE);
	}

	/**
	 * What is to be promised before a meeting can become what it is to be.
	 * @param before the meeting as it is
	 * @param next the meeting as it is to be
	 * @return the promise; empty if nobody is kept busy, or was already
	 */
	static Optional<Promise> by(MeetingEntry before, MeetingEntry next, String exhibitorId) {
		Time time = next.time();
		String host = next.host();
		return (!next.state().isHeld() || time == null || host == null || before.isHeldBy(host, time))
				? Optional.empty() : Optional.of(new Promise(next.id(), exhibitorId, time, before.revision()));
	}

	boolean contradicts(Promise other) {
		return !this.meetingId.equals(other.meetingId) && this.time.overlaps(other.time);
	}

	boolean isOfTheSame(Promise other) {
		return this.meetingId.equals(other.meetingId) && this.time.equals(other.time);
	}

	/**
	 * What has become of it.
	 * @param found the meeting, read after the promise was; empty if it is gone
	 * @param host whose time it is
	 */
	Standing standing(Optional<MeetingEntry> found, String host) {
		return found.map((meeting) -> meeting.isHeldBy(host, this.time) ? Standing.KEPT
				: (this.revision < meeting.revision()) ? Standing.VOID : Standing.OPEN)
			.orElse(Standing.VOID);
	}

	/** What has become of a promise. */
	enum Standing {

		/** The meeting says the same. */
		KEPT,

		/**
		 * The meeting is as it was before: whoever promised is about to write it, or was
		 * interrupted.
		 */
		OPEN,

		/** The meeting has gone another way, and nobody can write this any more. */
		VOID

	}

}
