package dev.plenum.programme;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * When seats can be booked.
 *
 * @param opensAt from when on; null where nobody said
 * @param closesAt until when; null where nobody said
 */
public record BookingWindow(@Nullable Instant opensAt, @Nullable Instant closesAt) {

	/** Nobody said anything. */
	public static final BookingWindow UNSET = new BookingWindow(null, null);

	BookingWindow orElse(BookingWindow other) {
		return new BookingWindow((this.opensAt != null) ? this.opensAt : other.opensAt,
				(this.closesAt != null) ? this.closesAt : other.closesAt);
	}

}
