package dev.plenum.seating;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Booking seats and giving them up, over HTTP.
 */
@LiveServer
class BookSeatTests {

	@Autowired
	private Clients clients;

	private Conference conference;

	@BeforeEach
	void ownConference() {
		this.conference = new Conference(this.clients);
	}

	@Test
	void aFreeSeatIsBookedAndShownAtOnce() {
		String session = this.conference.session("s", 2, 2);
		this.conference.book("ann", session, false)
			.path("bookSeat.__typename")
			.entity(String.class)
			.isEqualTo("SeatBooked")
			.path("bookSeat.seat.state")
			.entity(String.class)
			.isEqualTo("BOOKED")
			.path("bookSeat.seat.position")
			.valueIsNull()
			.path("bookSeat.seat.session.mySeat.state")
			.entity(String.class)
			.isEqualTo("BOOKED")
			.path("bookSeat.seat.session.seats")
			.matchesJson("{\"capacity\": 2, \"taken\": 1, \"left\": 1, \"waiting\": 0}");
	}

	@Test
	void whoComesToAFullSessionWaitsAndIsPromotedInOrder() {
		String session = this.conference.session("s", 2, 1);
		assertThat(this.conference.booked("ann", session)).isEqualTo("SeatBooked");
		assertThat(this.conference.booked("bob", session)).isEqualTo("SeatWaiting");
		this.conference.book("cyd", session, false).path("bookSeat.seat.position").entity(Integer.class).isEqualTo(2);
		this.conference.release("ann", session).path("releaseSeat.session.mySeat").valueIsNull();
		assertThat(this.conference.place("bob", session)).isZero();
		assertThat(this.conference.place("cyd", session)).isOne();
	}

}
