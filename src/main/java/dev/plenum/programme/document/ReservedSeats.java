package dev.plenum.programme.document;

import java.time.Instant;
import java.util.List;

import dev.plenum.platform.mongo.Lists;

/**
 * The seats of a session that are kept for some types of ticket. The schema describes
 * each property.
 *
 * @param seatCount the number of seats
 * @param ticketTypes the types of ticket
 * @param releasedAt when the seats that are left become free for everybody
 */
public record ReservedSeats(int seatCount, List<String> ticketTypes, Instant releasedAt) {

	/** The highest number of types of ticket for which seats can be kept. */
	public static final int MOST_TYPES = 200;

	public ReservedSeats {
		ticketTypes = Lists.orEmpty(ticketTypes);
	}

	/**
	 * Returns how many seats are kept.
	 * @param now the present
	 * @return the number; 0 once they are free for everybody
	 */
	public int seatsAt(Instant now) {
		return now.isBefore(this.releasedAt) ? this.seatCount : 0;
	}

}
