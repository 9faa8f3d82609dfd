package dev.plenum.programme.document;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The time in which seats can be booked.
 *
 * @param opensAt its start; null if it is not set
 * @param closesAt its end; null if it is not set
 */
public record BookingWindow(@Nullable Instant opensAt, @Nullable Instant closesAt) {

	/** Neither the start nor the end is set. */
	public static final BookingWindow UNSET = new BookingWindow(null, null);

	/**
	 * Fills what is not set.
	 * @param other supplies the start or the end that this window does not have
	 * @return the combined window
	 */
	public BookingWindow orElse(BookingWindow other) {
		return new BookingWindow((this.opensAt != null) ? this.opensAt : other.opensAt,
				(this.closesAt != null) ? this.closesAt : other.closesAt);
	}

}
