package dev.plenum.seating.assignment;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import dev.plenum.participant.Participant;
import dev.plenum.participant.ParticipantDocument;
import dev.plenum.participant.Participants;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.graphql.Superseded;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Admission;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Session;
import dev.plenum.schedule.SessionStatus;
import dev.plenum.seating.BookSeatPayload.BookingClosed;
import dev.plenum.seating.BookSeatPayload.BookingClosed.Cause;
import dev.plenum.seating.BookSeatPayload.NoSeatNeeded;
import dev.plenum.seating.BookSeatPayload.WaitingListFull;
import dev.plenum.seating.HeldSeat;
import dev.plenum.seating.Seat;
import dev.plenum.seating.SeatAssignments;
import dev.plenum.seating.SeatClashRepair;
import dev.plenum.seating.SeatClashes;
import dev.plenum.seating.SeatQueues;
import dev.plenum.seating.SeatRule;
import dev.plenum.seating.SeatingBoard;
import dev.plenum.seating.SeatingBoards;
import dev.plenum.seating.SeatingOutcome;
import dev.plenum.seating.SeatingOutcome.Absent;
import dev.plenum.seating.SeatingOutcome.Full;
import dev.plenum.seating.SeatingOutcome.Held;
import dev.plenum.seating.assignment.AssignmentController.BookParticipantSeatInput;
import dev.plenum.seating.assignment.AssignmentController.MoveParticipantSeatInput;
import dev.plenum.seating.assignment.AssignmentController.ParticipantSeatReleased;
import dev.plenum.seating.assignment.AssignmentController.ReleaseParticipantSeatInput;
import dev.plenum.seating.assignment.BookParticipantSeatPayload.ParticipantCancelled;
import dev.plenum.seating.assignment.BookParticipantSeatPayload.ParticipantSeatBooked;
import dev.plenum.seating.assignment.BookParticipantSeatPayload.ParticipantSeatClash;
import dev.plenum.seating.assignment.BookParticipantSeatPayload.ParticipantSeatWaiting;
import dev.plenum.seating.assignment.MoveParticipantSeatPayload.NoSeatToMove;
import dev.plenum.seating.assignment.MoveParticipantSeatPayload.ParticipantSeatMoved;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Books, moves and releases seats for participants. Organisers are not bound to the times
 * of booking, but to the capacity and to the types of ticket.
 *
 * <p>
 * The two seats of a move are in two documents. The new seat is given first and carries
 * the session that it replaces, so that a server which is stopped in between loses
 * neither: {@link SeatClashRepair} completes the move on any server.
 */
@Component
class AssignmentDesk {

	private final EventAccess access;

	private final Admission admission;

	private final Participants participants;

	private final SeatQueues queues;

	private final SeatingBoards boards;

	private final SeatClashRepair repair;

	private final InstantSource clock;

	AssignmentDesk(EventAccess access, Admission admission, Participants participants, SeatQueues queues,
			SeatingBoards boards, SeatClashRepair repair, InstantSource clock) {
		this.access = access;
		this.admission = admission;
		this.participants = participants;
		this.queues = queues;
		this.boards = boards;
		this.repair = repair;
		this.clock = clock;
	}

	/**
	 * Books a seat or a place on the waiting list for a participant.
	 */
	Mono<BookParticipantSeatPayload> book(BookParticipantSeatInput input, Caller caller) {
		return this.access.organisedSession(input.sessionId(), caller)
			.flatMap((session) -> assigned(session, input.participantId()).flatMap((assigned) -> {
				if (!assigned.isActive()) {
					return Mono.just(new ParticipantCancelled(assigned.participant()));
				}
				return board(session)
					.flatMap((board) -> clash(assigned, board, "").<Mono<BookParticipantSeatPayload>>map(Mono::just)
						.orElseGet(() -> given(assigned,
								SeatRule.once(input.requestKey(), assigned.subject(),
										SeatAssignments.booked(assigned.subject(), input.precedes(), null)))
							.map((held) -> held.isBooked()
									? new ParticipantSeatBooked(assigned.seat(held), assigned.participant())
									: new ParticipantSeatWaiting(assigned.seat(held), assigned.participant()))));
			}));
	}

	/**
	 * Moves a participant's seat from one session to another.
	 */
	Mono<MoveParticipantSeatPayload> move(MoveParticipantSeatInput input, Caller caller) {
		return this.access.organisedSession(input.sessionId(), caller).flatMap((session) -> {
			Session from = session.programme()
				.session(input.fromSessionId())
				.filter((other) -> !other.id().equals(session.id()))
				.orElseThrow(() -> Problem.badInput("Write the id of another session of the event.", "input",
						"fromSessionId"));
			return assigned(session, input.participantId()).flatMap((assigned) -> assigned.isActive()
					? moved(assigned, from, input) : Mono.just(new ParticipantCancelled(assigned.participant())));
		});
	}

	private Mono<MoveParticipantSeatPayload> moved(Assigned assigned, Session from, MoveParticipantSeatInput input) {
		return Mono.zip(board(from), held(from, assigned.subject()), held(assigned.session(), assigned.subject()))
			.flatMap((known) -> {
				Optional<HeldSeat> earlier = known.getT2();
				if (earlier.isEmpty() && known.getT3().filter(HeldSeat::isBooked).isEmpty()) {
					return Mono.just(new NoSeatToMove(from));
				}
				return clash(assigned, known.getT1(), from.id()).<Mono<MoveParticipantSeatPayload>>map(Mono::just)
					.orElseGet(() -> given(assigned,
							SeatRule.once(input.requestKey(), assigned.subject(),
									SeatAssignments.booked(assigned.subject(), input.precedes(), from.id())))
						.flatMap((held) -> completed(assigned, held, from, earlier)));
			});
	}

	private Mono<MoveParticipantSeatPayload> completed(Assigned assigned, HeldSeat held, Session from,
			Optional<HeldSeat> earlier) {
		if (!held.isBooked()) {
			return Mono.just(new ParticipantSeatWaiting(assigned.seat(held), assigned.participant()));
		}
		return this.repair.complete(assigned.session().id(), held.place())
			.then(Mono.justOrEmpty(earlier))
			.flatMap((seat) -> this.queues.ask(from.id(), SeatAssignments.left(assigned.subject(), seat.since())))
			.then(Mono.just(new ParticipantSeatMoved(assigned.seat(held), assigned.participant(), from)));
	}

	/**
	 * Releases a participant's seat or place on the waiting list.
	 */
	Mono<ParticipantSeatReleased> release(ReleaseParticipantSeatInput input, Caller caller) {
		return this.access.organisedSession(input.sessionId(), caller)
			.flatMap(
					(session) -> assigned(session, input.participantId()).flatMap(
							(assigned) -> this.queues
								.ask(session.id(),
										SeatRule.once(input
											.requestKey(), assigned.subject(),
												SeatAssignments.released(assigned.subject())))
								.map((outcome) -> new ParticipantSeatReleased(session, assigned.participant(),
										(outcome instanceof Absent) ? Seat.id(session.id(), assigned.subject())
												: null))));
	}

	private Mono<HeldSeat> given(Assigned assigned, SeatRule rule) {
		Session session = assigned.session();
		requireBookable(session);
		return this.admission.require(session, assigned.subject())
			.then(this.queues.ask(session.id(), rule))
			.map((outcome) -> switch (outcome) {
				case Held held when held.seating().capacity() >= 0 -> held.seat();
				case Full _ -> throw new Refused(new WaitingListFull(session));
				case Absent absent when absent.seating().capacity() >= 0 -> throw new Refused(new Superseded());
				default -> throw new Refused(new NoSeatNeeded(session));
			});
	}

	private void requireBookable(Session session) {
		if (session.capacity() == null) {
			throw new Refused(new NoSeatNeeded(session));
		}
		Instant now = this.clock.instant();
		if (session.status() != SessionStatus.SCHEDULED) {
			throw new Refused(new BookingClosed(session, Cause.SESSION_CANCELLED));
		}
		if (!now.isBefore(session.slot().endsAt())) {
			throw new Refused(new BookingClosed(session, Cause.CLOSED));
		}
	}

	/**
	 * Finds other seats at the same time, unless the participant has the seat already.
	 */
	private static Optional<ParticipantSeatClash> clash(Assigned assigned, SeatingBoard board, String except) {
		Session session = assigned.session();
		if (board.seatOf(session.id(), assigned.subject()).filter(HeldSeat::isBooked).isPresent()) {
			return Optional.empty();
		}
		List<Session> others = SeatClashes.of(session, assigned.subject(), board)
			.stream()
			.filter((other) -> !other.id().equals(except))
			.toList();
		return others.isEmpty() ? Optional.empty() : Optional.of(new ParticipantSeatClash(session, others));
	}

	private Mono<Optional<HeldSeat>> held(Session session, String subject) {
		return this.queues.ask(session.id(), SeatRule.look(subject))
			.map((outcome) -> (outcome instanceof Held held) ? Optional.of(held.seat()) : Optional.empty());
	}

	private Mono<Assigned> assigned(Session session, String participantId) {
		return this.participants.byId(participantId)
			.filter((found) -> found.eventId().equals(session.event().id()))
			.map((found) -> new Assigned(session, found))
			.switchIfEmpty(Mono.error(() -> Problem.of(ErrorCode.NOT_FOUND,
					"This event has no participant '%s'.".formatted(participantId))));
	}

	private Mono<SeatingBoard> board(Session session) {
		return this.boards.of(session.event().id()).get();
	}

	/**
	 * A participant and a session.
	 */
	private record Assigned(Session session, ParticipantDocument document) {

		/** The account that entered the ticket code; otherwise the ticket. */
		String subject() {
			return this.document.subject();
		}

		boolean isActive() {
			return this.document.isActive();
		}

		Participant participant() {
			return new Participant(this.session.programme(), this.document);
		}

		Seat seat(HeldSeat held) {
			return new Seat(this.session, subject(), held);
		}

	}

}
