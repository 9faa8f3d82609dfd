package dev.plenum.seating;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.programme.Session;
import dev.plenum.seating.BookSeatPayload.BookingClosed;
import dev.plenum.seating.BookSeatPayload.SeatBooked;
import dev.plenum.seating.BookSeatPayload.SeatClash;
import dev.plenum.seating.BookSeatPayload.SeatWaiting;
import dev.plenum.seating.SeatingOutcome.Absent;
import dev.plenum.seating.SeatingOutcome.Held;
import dev.plenum.seating.SeatingOutcome.LineFull;
import dev.plenum.seating.SeatingOutcome.Settled;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Gives seats and takes them back. Each answer is given once the snapshot in this
 * process's memory shows what it tells.
 */
@Component
public class SeatDesk {

	private final Seatings seatings;

	private final SeatQueues queues;

	private final SeatingBoards boards;

	private final SeatingSettings settings;

	private final InstantSource clock;

	SeatDesk(Seatings seatings, SeatQueues queues, SeatingBoards boards, SeatingSettings settings,
			InstantSource clock) {
		this.seatings = seatings;
		this.queues = queues;
		this.boards = boards;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Takes back all that somebody has at an event's sessions, as the database knows it;
	 * their seats go to the lines. Does so also when the event is over.
	 * @param eventId the event
	 * @param subject the attendee
	 * @return the sessions where something was taken back; empty if there was nothing
	 */
	public Flux<String> releaseAll(String eventId, String subject) {
		return this.seatings.heldBy(subject, eventId)
			.concatMap((sessionId) -> release(sessionId, subject).thenReturn(sessionId));
	}

	/**
	 * Notes that somebody with a seat has come to the session. Done twice, the first time
	 * counts.
	 * @param sessionId a session that exists
	 * @param subject the attendee
	 * @param at when they were seen
	 * @return their seat, checked in; empty if they have none (who waits has none)
	 */
	public Mono<HeldSeat> checkIn(String sessionId, String subject, Instant at) {
		return this.queues.ask(sessionId, (seating, now) -> seating.checkIn(subject, at))
			.ofType(Held.class)
			.map(Held::seat)
			.filter(HeldSeat::isBooked);
	}

	/**
	 * Books a seat, or a place in line.
	 * @param session a session with a capacity
	 * @param subject the attendee
	 * @param swap whether to give up the seats at the same time for it, once it is booked
	 * @return what has become of it
	 */
	Mono<BookSeatPayload> book(Session session, String subject, boolean swap) {
		return this.boards.of(session.event().id()).get().flatMap((board) -> {
			BookSeatPayload refusal = refusal(session, subject, swap, board);
			return (refusal != null) ? known(session, subject).defaultIfEmpty(refusal) : booked(session, subject);
		})
			.flatMap((answer) -> (swap && answer instanceof SeatBooked)
					? releaseClashes(session, subject).thenReturn(answer) : Mono.just(answer));
	}

	/**
	 * Takes back a seat or a place in line; who has none loses none.
	 */
	Mono<Void> release(String sessionId, String subject) {
		return this.queues.ask(sessionId, (seating, now) -> seating.release(subject, now)).then();
	}

	/**
	 * Takes back the seats of those who have not come.
	 */
	Mono<Seating> releaseNoShows(Session session) {
		Instant from = session.slot().startsAt().minus(this.settings.noShowsFrom());
		if (this.clock.instant().isBefore(from)) {
			return Mono.error(() -> Problem.of(ErrorCode.CONFLICT,
					"Seats can be taken back from %s on.".formatted(session.programme().at(from))));
		}
		return this.queues
			.ask(session.id(),
					(seating, now) -> new Settled(
							resized(seating, session, now).withoutNoShows(this.settings.doorGrace(), now)))
			.map(SeatingOutcome::seating);
	}

	/**
	 * Brings the capacity of a seating up to date, if there is a seating.
	 */
	Mono<Void> resize(String sessionId, int capacity, long asOf) {
		return this.queues
			.ask(sessionId,
					(seating, now) -> new Settled(seating.isKept() ? seating.resized(capacity, asOf, now) : seating))
			.then();
	}

	private @Nullable BookSeatPayload refusal(Session session, String subject, boolean swap, SeatingBoard board) {
		BookingClosed closed = BookingClosed.at(this.clock.instant(), session);
		return (closed != null || swap) ? closed
				: SeatClashes.of(session, subject, board).stream().findFirst().map(SeatClash::new).orElse(null);
	}

	/** What is held already, however the session has changed since. */
	private Mono<BookSeatPayload> known(Session session, String subject) {
		return this.queues.ask(session.id(), (seating, now) -> seating.look(subject))
			.ofType(Held.class)
			.map((held) -> payload(session, subject, held.seat()));
	}

	private Mono<BookSeatPayload> booked(Session session, String subject) {
		return this.queues.ask(session.id(), (seating, now) -> resized(seating, session, now).book(subject, now))
			.map((outcome) -> switch (outcome) {
				case Held held -> payload(session, subject, held.seat());
				case LineFull full ->
					throw Problem.of(ErrorCode.CONFLICT, "So many wait for this session that nobody can be added.");
				case Absent absent -> throw new IllegalStateException("Nothing was booked");
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
		return held.isBooked() ? new SeatBooked(seat) : new SeatWaiting(seat);
	}

	private Mono<Void> releaseClashes(Session session, String subject) {
		return this.seatings.heldBy(subject, session.event().id())
			.collectList()
			.flatMapIterable((held) -> SeatClashes.among(held, session))
			.concatMap((other) -> this.queues.ask(other.id(), (seating, now) -> seating.releaseSeat(subject, now)))
			.then();
	}

}
