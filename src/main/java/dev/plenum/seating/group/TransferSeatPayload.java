package dev.plenum.seating.group;

import java.time.Instant;
import java.time.OffsetDateTime;

import dev.plenum.platform.graphql.Refusal;
import dev.plenum.programme.Session;
import dev.plenum.seating.Seat;
import dev.plenum.seating.group.BookSeatsPayload.OpenInvitation;
import dev.plenum.seating.group.BookSeatsPayload.PersonUnknown;
import org.jspecify.annotations.Nullable;

/** The outcomes of offering one's seat. The schema describes each type. */
sealed interface TransferSeatPayload permits PersonUnknown, TransferSeatPayload.SeatTransferOffered,
		TransferSeatPayload.NoSeatToTransfer, TransferSeatPayload.AlreadySeated {

	/**
	 * The seat is offered, and the caller keeps it until it is accepted.
	 *
	 * @param seat the caller's seat
	 * @param until until when it can be accepted
	 * @param invitation the invitation to send; null if a person is named
	 */
	record SeatTransferOffered(Seat seat, Instant until,
			@Nullable OpenInvitation invitation) implements TransferSeatPayload {

		public Session session() {
			return this.seat.session();
		}

		public OffsetDateTime acceptUntil() {
			return session().programme().at(this.until);
		}

	}

	/**
	 * The caller has no seat.
	 *
	 * @param session the session
	 */
	record NoSeatToTransfer(Session session) implements TransferSeatPayload, Refusal {
	}

	/**
	 * The other person has a seat, or somebody else's seat is offered to them.
	 *
	 * @param session the session
	 */
	record AlreadySeated(Session session) implements TransferSeatPayload, Refusal {
	}

}
