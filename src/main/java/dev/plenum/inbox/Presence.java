package dev.plenum.inbox;

import java.time.Instant;

import dev.plenum.announcement.BulletinDocument;
import dev.plenum.inbox.NewsEntry.Basis;
import dev.plenum.schedule.ScheduleChange;
import org.jspecify.annotations.Nullable;

/**
 * A time during which a session was in an attendee's agenda for one reason.
 *
 * @param reason the reason
 * @param basis the step by which it began
 * @param from when it began; null if the session was always there
 * @param to when it ended; null if it lasts
 */
record Presence(Reason reason, Basis basis, @Nullable Mark from, @Nullable Mark to) {

	boolean covers(ScheduleChange change) {
		return (this.from == null || this.from.precedes(change)) && (this.to == null || !this.to.precedes(change));
	}

	boolean covers(BulletinDocument bulletin) {
		return (this.from == null || this.from.precedes(bulletin)) && (this.to == null || !this.to.precedes(bulletin));
	}

	Presence until(Mark end) {
		return new Presence(this.reason, this.basis, this.from, end);
	}

	/** Why a session is in an agenda. */
	enum Reason {

		/** It is for everybody, and the attendee did not remove it. */
		EVERYBODY, ADDED, SEAT, WAITING

	}

	/**
	 * How far the event was known to the server that stored the beginning or the end. Of
	 * what an earlier version of the server stored, only the time is known.
	 *
	 * @param revision the revision of the schedule; null if it was not stored
	 * @param bulletin the number of the newest bulletin; null if it was not stored
	 * @param at when it was stored
	 */
	record Mark(@Nullable Integer revision, @Nullable Integer bulletin, Instant at) {

		boolean precedes(ScheduleChange change) {
			return (this.revision != null) ? this.revision < change.revision() : this.at.isBefore(change.at());
		}

		boolean precedes(BulletinDocument other) {
			return (this.bulletin != null) ? this.bulletin < other.number() : this.at.isBefore(other.at());
		}

	}

}
