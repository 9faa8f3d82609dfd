package dev.plenum.interchange.format;

import java.time.ZoneId;

/**
 * The time of a session in a file.
 *
 * @param startsAt its start
 * @param endsAt its end, later than the start
 * @param assumed whether the file contains neither an end nor a duration
 */
public record Span(Moment startsAt, Moment endsAt, boolean assumed) {

	/**
	 * Returns the same time with offsets.
	 * @param zone the time zone of the moments that have no offset
	 * @return the time
	 */
	public Span in(ZoneId zone) {
		return new Span(fixed(this.startsAt, zone), fixed(this.endsAt, zone), this.assumed);
	}

	private static Moment fixed(Moment moment, ZoneId zone) {
		return (moment.offset() != null) ? moment : Moment.of(moment.in(zone), zone);
	}

}
