package dev.plenum.push;

import java.time.Instant;

import dev.plenum.announcement.EventPosition;
import dev.plenum.push.content.Place;
import org.jspecify.annotations.Nullable;

/**
 * The point from which on a device receives what happens, or a person follows an event.
 * What is older is never sent.
 *
 * @param at the moment, by the clock of the server that stored it
 * @param revision the revision of the schedule that this server knew; null if it is not
 * known
 * @param bulletin the number of the newest bulletin that this server knew; null if it is
 * not known
 */
public record Since(Instant at, @Nullable Integer revision, @Nullable Integer bulletin) {

	static Since of(Instant at, EventPosition position) {
		return new Since(at, position.revision(), position.bulletin());
	}

	/**
	 * Returns a point of which only the moment is known.
	 */
	static Since at(Instant at) {
		return new Since(at, null, null);
	}

	Since orLater(Since other) {
		return other.at.isAfter(this.at) ? other : this;
	}

	/**
	 * Returns the place of a device that receives what happens from here on.
	 * @param stored the place that is stored; null for none
	 */
	Place place(@Nullable Place stored) {
		return (stored != null && !this.at.isAfter(stored.begunAt())) ? stored
				: Place.since(this.at, this.revision, this.bulletin);
	}

}
