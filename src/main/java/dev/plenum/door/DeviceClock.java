package dev.plenum.door;

import java.time.Duration;
import java.time.Instant;

import dev.plenum.seating.CheckInTime;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a device that uploads what it did without a network.
 *
 * @param now the current time of this server
 * @param ahead how far the device's clock is ahead of this server's; negative if it is
 * behind
 */
record DeviceClock(Instant now, Duration ahead) {

	private static final Duration TOLERANCE = Duration.ofMinutes(2);

	/**
	 * Compares the clocks.
	 * @param sentAt what the device's clock shows now
	 */
	static DeviceClock of(Instant sentAt, Instant now) {
		return new DeviceClock(now, Duration.between(now, sentAt));
	}

	/**
	 * Returns how far the device's clock is ahead, if the people at the door have to
	 * correct it.
	 * @return seconds, negative if it is behind; null if it is less than two minutes off
	 */
	@Nullable Integer offSeconds() {
		return (this.ahead.abs().compareTo(TOLERANCE) > 0)
				? Math.clamp(this.ahead.toSeconds(), Integer.MIN_VALUE, Integer.MAX_VALUE) : null;
	}

	/**
	 * Returns when a check-in was made.
	 * @param at what the device's clock showed then
	 * @param time when attendees can be checked in; the result is not outside of it, and
	 * not in the future
	 */
	Instant corrected(Instant at, CheckInTime time) {
		Instant moment = at.minus(this.ahead);
		Instant latest = time.closesAt().minusMillis(1);
		Instant within = moment.isBefore(time.opensAt()) ? time.opensAt() : moment.isAfter(latest) ? latest : moment;
		return within.isAfter(this.now) ? this.now : within;
	}

}
