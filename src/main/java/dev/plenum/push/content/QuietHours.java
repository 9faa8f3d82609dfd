package dev.plenum.push.content;

import java.time.LocalTime;

/**
 * The time of each day in which a person wants to hear nothing.
 *
 * @param from when it begins, in the person's time zone
 * @param until when it ends; on the next day if it is not after {@code from}
 */
public record QuietHours(LocalTime from, LocalTime until) {

	/**
	 * Returns whether a time of day is in the quiet hours.
	 */
	boolean contain(LocalTime time) {
		boolean begun = !time.isBefore(this.from);
		boolean open = time.isBefore(this.until);
		return this.from.isBefore(this.until) ? begun && open : begun || open;
	}

}
