package dev.plenum.seating;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.graphql.Superseded;
import dev.plenum.programme.Session;
import dev.plenum.seating.BookSeatPayload.SeatBooked;
import dev.plenum.seating.BookSeatPayload.SeatClash;
import dev.plenum.seating.BookSeatPayload.SeatWaiting;
import dev.plenum.seating.BookSeatPayload.WaitingListFull;
import dev.plenum.seating.ReleaseNoShowsPayload.NoShowsReleased;
import dev.plenum.seating.ReleaseNoShowsPayload.NoShowsTooEarly;
import dev.plenum.seating.SeatingOutcome.Absent;
import dev.plenum.seating.SeatingOutcome.Full;
import dev.plenum.seating.SeatingOutcome.Held;
import dev.plenum.seating.SeatingOutcome.Settled;
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

	private final SeatingSettings settings;

	private final InstantSource clock;

	private final MeterRegistry meters;

	SeatDesk(Seatings seatings, SeatQueues queues, SeatingBoards boards, SeatingSettings settings, InstantSource clock,
			MeterRegistry meters) {
		this.seatings = seatings;
		this.queues = queues;
		this.boards = boards;
		this.settings = settings;
		this.clock = clock;
		this.meters = meters;
	}

	/**
	 * Releases all seats and places of an attendee at an event, as the database has them.
	 * The seats go to the waiting lists. Works also if the event is over.
	 * @param eventId the event
	 * @param subject the attendee
	 * @return the ids of the sessions where something was released
	 */
	public Flux<String> releaseAll(String eventId, String subject) {
		return this.seatings.heldBy(subject, eventId)
			.concatMap((sessionId) -> this.queues.ask(sessionId, (seating, now) -> seating.release(subject, now))
				.thenReturn(sessionId));
	}

	/**
	 * Records that an attendee with a seat has come to the session. Idempotent: the first
	 * time stays.
	 * @param sessionId an existing session
	 * @param subject the attendee
	 * @param at when the attendee came
	 * @return the seat, checked in; empty if the attendee has no seat, also if they wait
	 * for one
	 */
	public Mono<HeldSeat> checkIn(String sessionId, String subject, Instant at) {
		return this.queues.ask(sessionId, (seating, now) -> seating.checkIn(subject, at))
			.ofType(Held.class)
			.map(Held::seat)
			.filter(HeldSeat::isBooked);
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
		requireSeats(session);
		String request = input.requestKey(subject);
		return this.boards.of(session.event().id())
			.get()
			.flatMap((board) -> refusal(session, subject, input.swaps(), board)
				.map((refusal) -> known(session, subject).defaultIfEmpty(refusal))
				.orElseGet(() -> booked(session, subject, request)))
			.flatMap((answer) -> (input.swaps() && answer instanceof SeatBooked booked)
					? releaseClashes(session, subject).map(booked::releasing) : Mono.just(answer))
			.doOnNext((answer) -> this.meters.counter("plenum.bookings", "outcome", answer.getClass().getSimpleName())
				.increment());
	}

	/**
	 * Releases the seat or the place on the waiting list, if the attendee has one.
	 */
	Mono<SeatReleased> release(Session session, String subject, ReleaseSeatInput input) {
		return this.queues
			.ask(session.id(),
					SeatRule.once(input.requestKey(subject), subject, (seating, now) -> seating.release(subject, now)))
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
					(seating, now) -> new Settled(
							resized(seating, session, now).withoutNoShows(this.settings.doorGrace(), now)))
			.map((outcome) -> new NoShowsReleased(session, outcome.seating().noShows()));
	}

	/**
	 * Applies a capacity to the session's seating, if there is a seating.
	 * @param asOf the version of the session's document that has this capacity
	 */
	Mono<Void> resize(String sessionId, int capacity, long asOf) {
		return this.queues
			.ask(sessionId,
					(seating, now) -> new Settled(seating.isKept() ? seating.resized(capacity, asOf, now) : seating))
			.then();
	}

	private Optional<BookSeatPayload> refusal(Session session, String subject, boolean swap, SeatingBoard board) {
		Optional<BookSeatPayload> closed = BookingTime.of(session)
			.refusal(this.clock.instant())
			.map(BookSeatPayload.class::cast);
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
		return this.queues.ask(session.id(), (seating, now) -> seating.look(subject))
			.ofType(Held.class)
			.map((held) -> payload(session, subject, held.seat()));
	}

	private Mono<BookSeatPayload> booked(Session session, String subject, @Nullable String request) {
		return this.queues
			.ask(session.id(),
					SeatRule.once(request, subject,
							(seating, now) -> resized(seating, session, now).book(subject, now)))
			.map((outcome) -> switch (outcome) {
				case Held held -> payload(session, subject, held.seat());
				case Full full -> new WaitingListFull(session);
				case Absent absent -> throw new Refused(new Superseded());
				case Settled settled -> throw new IllegalStateException("Nothing was booked");
			});
	}

	private static Seating resized(Seating seating, Session session, Instant now) {
		return Optional.ofNullable(session.capacity())
			.map((capacity) -> seating.resized(capacity, session.document().version(), now))
			.orElse(seating);
	}

	private static BookSeatPayload payload(Session session, String subject, HeldSeat held) {
		Seat seat = new Seat(session, subject, held);
		return held.isBooked() ? new SeatBooked(seat, List.of()) : new SeatWaiting(seat);
	}

	private Mono<List<Session>> releaseClashes(Session session, String subject) {
		return this.seatings.heldBy(subject, session.event().id())
			.collectList()
			.flatMapIterable((held) -> SeatClashes.among(held, session))
			.filterWhen((other) -> this.queues.ask(other.id(), (seating, now) -> seating.releaseSeat(subject, now))
				.map(Absent.class::isInstance))
			.collectList();
	}

	private static void requireSeats(Session session) {
		if (session.capacity() == null) {
			throw Problem.badInput("This session has no seats to book.", "input", "sessionId");
		}
	}

}
