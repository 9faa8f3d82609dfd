package dev.plenum.schedule;

import java.time.Instant;

import dev.plenum.platform.mongo.Unknown;

/**
 * The last change of a session.
 *
 * @param revision the revision of the schedule after it
 * @param at when it was made, or later, when the note about it was removed
 * @param unknown the fields that this version of the server does not know
 */
public record LastChange(int revision, Instant at, Unknown unknown) {

	public LastChange {
		unknown = Unknown.orNone(unknown);
	}

	static LastChange of(ScheduleChange change) {
		return new LastChange(change.revision(), change.at(), Unknown.NONE);
	}

	LastChange at(Instant later) {
		return new LastChange(this.revision, later, this.unknown);
	}

	LastChange later(LastChange other) {
		return new LastChange(Math.max(this.revision, other.revision), this.at.isAfter(other.at) ? this.at : other.at,
				this.unknown);
	}

}
