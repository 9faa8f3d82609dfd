package dev.plenum.meeting;

import java.util.Optional;

import dev.plenum.meeting.MeetingEntry.Time;
import dev.plenum.platform.mongo.Unknown;

/**
 * A reserved time in a host's calendar.
 *
 * @param meetingId the meeting
 * @param exhibitorId the exhibitor of the meeting
 * @param time the reserved time
 * @param revision the meeting's revision before the staff gave this time
 * @param unknown the fields that only a newer server knows
 */
public record Promise(String meetingId, String exhibitorId, Time time, int revision, Unknown unknown) {

	Promise(String meetingId, String exhibitorId, Time time, int revision) {
		this(meetingId, exhibitorId, time, revision, Unknown.NONE);
	}

	/**
	 * The promise that a change of a meeting needs.
	 * @param before the meeting before the change
	 * @param next the meeting after the change
	 * @return the promise; empty if the change reserves no time, or the same as before
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
	 * The state of this promise.
	 * @param found the meeting, read after the promise; empty if it does not exist
	 * @param host the token subject of the host
	 */
	Standing standing(Optional<MeetingEntry> found, String host) {
		return found.map((meeting) -> meeting.isHeldBy(host, this.time) ? Standing.KEPT
				: (this.revision < meeting.revision()) ? Standing.VOID : Standing.OPEN)
			.orElse(Standing.VOID);
	}

	/** The state of a promise. */
	enum Standing {

		/** The meeting reserves the same time. */
		KEPT,

		/**
		 * The meeting has not changed: its change is still running or was interrupted.
		 */
		OPEN,

		/** The meeting has changed otherwise, so that the promise has no effect. */
		VOID

	}

}
