package dev.plenum.seating.assignment;

import dev.plenum.participant.Participant;
import dev.plenum.platform.graphql.Refusal;
import dev.plenum.programme.Session;
import dev.plenum.seating.Seat;

/** The outcomes of moving a participant's seat. The schema describes each type. */
sealed interface MoveParticipantSeatPayload permits BookParticipantSeatPayload.ParticipantSeatWaiting,
		BookParticipantSeatPayload.ParticipantSeatClash, BookParticipantSeatPayload.ParticipantCancelled,
		MoveParticipantSeatPayload.ParticipantSeatMoved, MoveParticipantSeatPayload.NoSeatToMove {

	/**
	 * The participant has the new seat, and not the earlier one any more.
	 *
	 * @param seat the new seat
	 * @param participant the participant
	 * @param fromSession the session of the earlier seat
	 */
	record ParticipantSeatMoved(Seat seat, Participant participant,
			Session fromSession) implements MoveParticipantSeatPayload {

		public Session session() {
			return this.seat.session();
		}

	}

	/**
	 * The participant has neither a seat nor a place there.
	 *
	 * @param session the session from which the seat was to be moved
	 */
	record NoSeatToMove(Session session) implements MoveParticipantSeatPayload, Refusal {
	}

}
