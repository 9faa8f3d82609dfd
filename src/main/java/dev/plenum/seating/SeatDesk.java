package dev.plenum.seating;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import dev.plenum.participant.Link;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Refusal;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.graphql.Superseded;
import dev.plenum.programme.Admission;
import dev.plenum.programme.Session;
import dev.plenum.seating.AcceptSeatPayload.NoSeatOffered;
import dev.plenum.seating.AcceptSeatPayload.SeatDeclined;
import dev.plenum.seating.BookSeatPayload.NoSeatNeeded;
import dev.plenum.seating.BookSeatPayload.SeatBooked;
import dev.plenum.seating.BookSeatPayload.SeatClash;
import dev.plenum.seating.BookSeatPayload.SeatWaiting;
import dev.plenum.seating.BookSeatPayload.WaitingListFull;
import dev.plenum.seating.ReleaseNoShowsPayload.NoShowsReleased;
import dev.plenum.seating.ReleaseNoShowsPayload.NoShowsTooEarly;
import dev.plenum.seating.SeatController.AcceptSeatInput;
import dev.plenum.seating.SeatController.BookSeatInput;
import dev.plenum.seating.SeatController.DeclineSeatInput;
import dev.plenum.seating.SeatController.ReleaseSeatInput;
import dev.plenum.seating.SeatingOutcome.Absent;
import dev.plenum.seating.SeatingOutcome.Came;
import dev.plenum.seating.SeatingOutcome.Full;
import dev.plenum.seating.SeatingOutcome.Held;
import dev.plenum.seating.SeatingOutcome.Repeated;
import dev.plenum.seating.SeatingOutcome.Settled;
import dev.plenum.seating.SeatingOutcome.TooFew;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Books and releases seats. An answer is sent once the snapshot in the memory of this
 * server shows what the answer says.
 */
@Component
public class SeatDesk {

	private final Seatings seatings;

	private final SeatQueues queues;

	private final SeatingBoards boards;

	private final Admission admission;

	private final SeatingSettings settings;

	private final InstantSource clock;

	private final MeterRegistry meters;

	SeatDesk(Seatings seatings, SeatQueues queues, SeatingBoards boards, Admission admission, SeatingSettings settings,
			InstantSource clock, MeterRegistry meters) {
		this.seatings = seatings;
		this.queues = queues;
		this.boards = boards;
		this.admission = admission;
		this.settings = settings;
		this.clock = clock;
		this.meters = meters;
	}

	/**
	 * Removes all seats, places and items of an attendee at an event, as the database has
	 * them. The seats go to the waiting lists. Works also if the event is over.
	 * @param eventId the event
	 * @param subject the attendee
	 * @return the ids of the sessions where something was removed
	 */
	public Flux<String> forget(String eventId, String subject) {
		return this.seatings.mentioning(subject, eventId)
			.concatMap((sessionId) -> this.queues.ask(sessionId, (seating, terms) -> seating.forget(subject, terms))
				.thenReturn(sessionId));
	}

	/**
	 * Moves all seats, places and items of a ticket to the account that entered its code,
	 * as the database has them.
	 * @param link the ticket and the account
	 * @return completes afterwards
	 */
	public Mono<Void> move(Link link) {
		return this.seatings.mentioning(link.ticket(), link.eventId())
			.collectList()
			.flatMapIterable((sessionIds) -> sessionIds)
			.concatMap((sessionId) -> this.queues.ask(sessionId,
					(seating, terms) -> new Settled(SeatLinks.moved(seating, link.ticket(), link.account(), terms))))
			.then();
	}

	/**
	 * Releases all seats and places of an attendee at an event, as the database has them.
	 * The seats go to the waiting lists.
	 * @param eventId the event
	 * @param subject the attendee
	 * @return completes afterwards
	 */
	public Mono<Void> releaseAll(String eventId, String subject) {
		return this.seatings.heldBy(subject, eventId)
			.collectList()
			.flatMapIterable((held) -> held)
			.concatMap((sessionId) -> this.queues.ask(sessionId, (seating, terms) -> seating.release(subject, terms)))
			.then();
	}

	/**
	 * Records that an attendee with a seat has come to the session. Idempotent: the
	 * earliest time stays.
	 * @param sessionId an existing session
	 * @param subject the attendee
	 * @param at when they came; null for now
	 * @param request the key of the request, which is carried out once; null to carry out
	 * each repetition
	 * @return what the attendee has at the session, checked in if it is a seat; empty if
	 * there is nothing
	 */
	public Mono<Arrival> checkIn(String sessionId, String subject, @Nullable Instant at, @Nullable String request) {
		return arrived(sessionId,
				SeatRule.once(request, subject, (seating, terms) -> SeatDoor.came(seating, subject, at, terms)));
	}

	/**
	 * Gives a free seat to an attendee at the door, and records that they have come.
	 * Idempotent: an attendee who has a seat keeps it, and the earliest time stays.
	 * @param sessionId an existing session
	 * @param subject the attendee
	 * @param at when they came; null for now
	 * @param request the key of the request, which is carried out once; null to carry out
	 * each repetition
	 * @return what the attendee has at the session, checked in if it is a seat; empty if
	 * there is nothing, because no seat is free
	 */
	public Mono<Arrival> admit(String sessionId, String subject, @Nullable Instant at, @Nullable String request) {
		return arrived(sessionId,
				SeatRule.once(request, subject, (seating, terms) -> SeatDoor.admitted(seating, subject, at, terms)));
	}

	/**
	 * Stores a check-in that a device made without a network: gives a free seat to an
	 * attendee without one, and records that they have come.
	 * @param sessionId an existing session
	 * @param subject the attendee
	 * @param at when they came
	 * @param request the key of the check-in, which is stored once
	 * @return what became of it: {@link Came}; {@link Held} with a seat if it does not
	 * count because a later one was undone; {@link Repeated}; otherwise no seat is free
	 */
	public Mono<SeatingOutcome> sync(String sessionId, String subject, Instant at, String request) {
		return this.queues.ask(sessionId, (seating, terms) -> SeatDoor.synced(seating, subject, at, request, terms));
	}

	private Mono<Arrival> arrived(String sessionId, SeatRule rule) {
		return this.queues.ask(sessionId, rule).mapNotNull((outcome) -> switch (outcome) {
			case Came came -> new Arrival(came.seat(), came.first());
			case Held held -> new Arrival(held.seat(), true);
			case Absent _, Full _, TooFew _, Settled _, Repeated _ -> null;
		});
	}

	/**
	 * Records that an attendee has not come to the session after all. Idempotent.
	 * @param sessionId an existing session
	 * @param subject the attendee
	 * @param request the key of the request, which is carried out once; null to carry out
	 * each repetition
	 * @return what the attendee has at the session; empty if there is nothing
	 */
	public Mono<HeldSeat> undoCheckIn(String sessionId, String subject, @Nullable String request) {
		return held(sessionId,
				SeatRule.once(request, subject, (seating, terms) -> SeatDoor.undone(seating, subject, terms)));
	}

	private Mono<HeldSeat> held(String sessionId, SeatRule rule) {
		return this.queues.ask(sessionId, rule).ofType(Held.class).map(Held::seat);
	}

	/**
	 * Books a seat, or a place on the waiting list, for an attendee of a sample. Nothing
	 * is booked if booking is closed, or if the attendee has a seat at the same time.
	 * @param session a session with seats
	 * @param subject the attendee
	 * @return completes when the outcome is visible
	 */
	public Mono<Void> book(Session session, String subject) {
		return book(session, subject, new BookSeatInput(session.id(), false, null)).then();
	}

	/**
	 * Books a seat, or a place on the waiting list.
	 */
	Mono<BookSeatPayload> book(Session session, String subject, BookSeatInput input) {
		return this.admission.refusal(session, subject)
			.flatMap((refusal) -> known(session, subject).switchIfEmpty(Mono.error(() -> new Refused(refusal))))
			.switchIfEmpty(Mono.defer(() -> this.boards.of(session.event().id()).get())
				.flatMap((board) -> refusal(session, subject, input.swaps(), board)
					.map((refusal) -> known(session, subject).defaultIfEmpty((BookSeatPayload) refusal))
					.orElseGet(() -> booked(session, subject, input))))
			.doOnNext((answer) -> this.meters.counter("plenum.bookings", "outcome", answer.getClass().getSimpleName())
				.increment());
	}

	/**
	 * Releases the seat or the place on the waiting list, if the attendee has one.
	 */
	Mono<SeatReleased> release(Session session, String subject, ReleaseSeatInput input) {
		return this.queues
			.ask(session.id(),
					SeatRule.once(input.requestKey(subject), subject,
							(seating, terms) -> seating.release(subject, terms)))
			.map((outcome) -> new SeatReleased(session,
					(outcome instanceof Absent) ? Seat.id(session.id(), subject) : null));
	}

	/**
	 * Releases the seats of the attendees who have not come.
	 */
	Mono<ReleaseNoShowsPayload> releaseNoShows(Session session) {
		requireSeats(session);
		Instant from = session.slot().startsAt().minus(this.settings.noShowsFrom());
		if (this.clock.instant().isBefore(from)) {
			return Mono.just(new NoShowsTooEarly(session, from));
		}
		return this.queues
			.ask(session.id(),
					(seating, terms) -> new Settled(SeatDoor.withoutNoShows(seating, this.settings.doorGrace(), terms)))
			.map((outcome) -> new NoShowsReleased(session, outcome.seating().noShows()));
	}

	/**
	 * Gives the attendee the seat that is offered, and releases their seats at the same
	 * time.
	 */
	Mono<AcceptSeatPayload> accept(Session session, String subject, AcceptSeatInput input) {
		return this.admission.require(session, subject)
			.then(held(session.id(),
					SeatRule.once(input.requestKey(subject), subject,
							(seating, terms) -> SeatOffers.accepted(seating, subject, terms))))
			.filter(HeldSeat::isBooked)
			.flatMap((seat) -> releaseClashes(session, subject)
				.<AcceptSeatPayload>map((released) -> new SeatBooked(new Seat(session, subject, seat), released)))
			.defaultIfEmpty(new NoSeatOffered(session));
	}

	/**
	 * Takes the attendee from the waiting list if a seat is offered.
	 */
	Mono<SeatDeclined> decline(Session session, String subject, DeclineSeatInput input) {
		return this.queues
			.ask(session.id(),
					SeatRule.once(input.requestKey(subject), subject,
							(seating, terms) -> SeatOffers.declined(seating, subject, terms)))
			.map((outcome) -> new SeatDeclined(session,
					(outcome instanceof Absent) ? Seat.id(session.id(), subject) : null));
	}

	/**
	 * Returns why an attendee cannot book a seat, before the seats are looked at.
	 * @param session the session
	 * @param subject the attendee
	 * @param swap whether seats at the same time are released
	 * @param board the seats of the event
	 * @return the refusal; empty if there is none
	 */
	public Optional<Refusal> refusal(Session session, String subject, boolean swap, SeatingBoard board) {
		if (session.capacity() == null) {
			return Optional.of(new NoSeatNeeded(session));
		}
		Optional<Refusal> closed = BookingTime.of(session).refusal(this.clock.instant()).map(Refusal.class::cast);
		if (swap || closed.isPresent()) {
			return closed;
		}
		List<Session> clashing = SeatClashes.of(session, subject, board);
		return clashing.isEmpty() ? closed : Optional.of(new SeatClash(session, clashing));
	}

	/**
	 * The seat or place that the attendee has already, however the session has changed.
	 */
	private Mono<BookSeatPayload> known(Session session, String subject) {
		return held(session.id(), SeatRule.look(subject))
			.flatMap((seat) -> Mono.justOrEmpty(payload(session, subject, seat)));
	}

	private Mono<BookSeatPayload> booked(Session session, String subject, BookSeatInput input) {
		return this.queues
			.ask(session.id(),
					SeatRule.once(input.requestKey(subject), subject,
							(seating, terms) -> seating.book(subject, input.swaps(), terms)))
			.<BookSeatPayload>map((outcome) -> switch (outcome) {
				case Held held -> payload(session, subject, held.seat()).orElseGet(() -> new NoSeatNeeded(session));
				case Full full -> new WaitingListFull(session);
				case Absent absent when absent.seating().isOpen() -> new NoSeatNeeded(session);
				case Absent absent -> throw new Refused(new Superseded());
				case Came _, TooFew _, Settled _, Repeated _ -> throw new IllegalStateException("Nothing was booked");
			})
			.flatMap((answer) -> (input.swaps() && answer instanceof SeatBooked booked)
					? releaseClashes(session, subject).map(booked::releasing) : Mono.just(answer));
	}

	/**
	 * Returns the answer to an attendee who has something at the session; empty if they
	 * need no seat.
	 */
	private static Optional<BookSeatPayload> payload(Session session, String subject, HeldSeat held) {
		Seat seat = new Seat(session, subject, held);
		return switch (held.state()) {
			case BOOKED -> Optional.of(new SeatBooked(seat, List.of()));
			case WAITING, OFFERED -> Optional.of(new SeatWaiting(seat));
			case NOT_NEEDED -> Optional.empty();
		};
	}

	/**
	 * Releases the attendee's seats at the same time as a session in which they got a
	 * seat.
	 * @param session the session in which the attendee got a seat
	 * @param subject the attendee
	 * @return the sessions whose seats were released
	 */
	public Mono<List<Session>> releaseClashes(Session session, String subject) {
		return this.seatings.heldBy(subject, session.event().id())
			.collectList()
			.flatMapIterable((held) -> SeatClashes.among(held, session))
			.filterWhen((other) -> this.queues.ask(other.id(), (seating, terms) -> seating.releaseSeat(subject, terms))
				.map(Absent.class::isInstance))
			.collectList();
	}

	private static void requireSeats(Session session) {
		if (session.capacity() == null) {
			throw Problem.badInput("This session has no seats to book.", "input", "sessionId");
		}
	}

	/**
	 * What an attendee who comes to a session has there.
	 *
	 * @param seat the seat, checked in, or the place on the waiting list
	 * @param first false if the attendee was checked in before
	 */
	public record Arrival(HeldSeat seat, boolean first) {
	}

}
