package dev.plenum.programme.document;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * An event's rules for seats and for checking in.
 *
 * @param clashRule what happens to an attendee on a waiting list who would get a second
 * seat at the same time
 * @param offerSeconds how long a seat is offered to one attendee
 * @param placeKept whether an attendee who does not answer an offer keeps the place on
 * the waiting list
 * @param promotedAfterClosing whether free seats go to the waiting list after booking has
 * closed
 * @param checkInMinutes how many minutes before the start of a session check-in opens
 * @param freeSeatsOffered whether every free seat is offered to the waiting list instead
 * of given
 */
public record SeatRules(SeatClashRule clashRule, int offerSeconds, boolean placeKept, boolean promotedAfterClosing,
		int checkInMinutes, boolean freeSeatsOffered) {

	/** The longest time for which a seat is offered, in seconds: a week. */
	public static final int LONGEST_OFFER = 604_800;

	/** The earliest opening of check-in, in minutes before the start: a week. */
	public static final int EARLIEST_CHECK_IN = 10_080;

	/** The rules of an event whose organisers have not set any. */
	public static final SeatRules DEFAULT = new SeatRules(SeatClashRule.KEEP_EARLIER, 1800, true, false, 60, false);

	/**
	 * Returns how long a seat is offered to one attendee.
	 * @return the time
	 */
	public Duration offered() {
		return Duration.ofSeconds(this.offerSeconds);
	}

	/**
	 * Returns how long before the start of a session check-in opens.
	 * @return the time
	 */
	public Duration checkInBefore() {
		return Duration.ofMinutes(this.checkInMinutes);
	}

	/**
	 * The rules as they are stored. A rule that is null has its default.
	 *
	 * @param clashRule see {@link SeatRules}
	 * @param offerSeconds see {@link SeatRules}
	 * @param placeKept see {@link SeatRules}
	 * @param promotedAfterClosing see {@link SeatRules}
	 * @param checkInMinutes see {@link SeatRules}
	 * @param freeSeatsOffered see {@link SeatRules}
	 */
	public record Stored(@Nullable SeatClashRule clashRule, @Nullable Integer offerSeconds, @Nullable Boolean placeKept,
			@Nullable Boolean promotedAfterClosing, @Nullable Integer checkInMinutes,
			@Nullable Boolean freeSeatsOffered) {

		/**
		 * Returns the rules, with the default of each that is not set.
		 * @return the rules
		 */
		public SeatRules rules() {
			return new SeatRules(Objects.requireNonNullElse(this.clashRule, DEFAULT.clashRule),
					Objects.requireNonNullElse(this.offerSeconds, DEFAULT.offerSeconds),
					Objects.requireNonNullElse(this.placeKept, DEFAULT.placeKept),
					Objects.requireNonNullElse(this.promotedAfterClosing, DEFAULT.promotedAfterClosing),
					Objects.requireNonNullElse(this.checkInMinutes, DEFAULT.checkInMinutes),
					Objects.requireNonNullElse(this.freeSeatsOffered, DEFAULT.freeSeatsOffered));
		}

	}

}
