package dev.plenum.seating.assignment;

import java.util.List;

import dev.plenum.participant.Participant;
import dev.plenum.platform.graphql.Refusal;
import dev.plenum.programme.Session;
import dev.plenum.seating.Seat;

/** The outcomes of booking a seat for a participant. The schema describes each type. */
sealed interface BookParticipantSeatPayload {

	/**
	 * The participant has a seat.
	 *
	 * @param seat the seat
	 * @param participant the participant
	 */
	record ParticipantSeatBooked(Seat seat, Participant participant) implements BookParticipantSeatPayload {

		public Session session() {
			return this.seat.session();
		}

	}

	/**
	 * The participant has a place on the waiting list.
	 *
	 * @param seat the place
	 * @param participant the participant
	 */
	record ParticipantSeatWaiting(Seat seat,
			Participant participant) implements BookParticipantSeatPayload, MoveParticipantSeatPayload {

		public Session session() {
			return this.seat.session();
		}

	}

	/**
	 * The participant has a seat at another session at the same time.
	 *
	 * @param session the session
	 * @param clashingSessions the other sessions, by start, at least one
	 */
	record ParticipantSeatClash(Session session,
			List<Session> clashingSessions) implements BookParticipantSeatPayload, MoveParticipantSeatPayload, Refusal {
	}

	/**
	 * The participant does not take part any more.
	 *
	 * @param participant the participant
	 */
	record ParticipantCancelled(
			Participant participant) implements BookParticipantSeatPayload, MoveParticipantSeatPayload, Refusal {
	}

}
