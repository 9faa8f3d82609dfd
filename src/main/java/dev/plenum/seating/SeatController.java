package dev.plenum.seating;

import java.util.List;

import dev.plenum.platform.graphql.FromMemory;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Session;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * Seats: how many there are, mine, and how to get one.
 */
@Controller
class SeatController {

	private final EventAccess access;

	private final SeatingBoards boards;

	private final SeatDesk desk;

	private final MeterRegistry meters;

	SeatController(EventAccess access, SeatingBoards boards, SeatDesk desk,
			MeterRegistry meters) {
		this.access = access;
		this.boards = boards;
		this.desk = desk;
		this.meters = meters;
	}

	@FromMemory
	@SchemaMapping
	Mono<Seats> seats(Session session) {
		Integer capacity = session.capacity();
		return (capacity == null) ? Mono.empty()
				: board(session).map((board) -> board.seating(session.id()))
					.map((known) -> new Seats(session, capacity,
							known.orElseGet(() -> Seating.empty(session.id(), session.event().id()))));
	}

	@FromMemory
	@SchemaMapping
	Mono<Seat> mySeat(Session session, @ContextValue Caller caller) {
		String subject = caller.subject();
		return (subject == null) ? Mono.empty()
				: board(session).flatMap((board) -> Mono.justOrEmpty(board.seatOf(session.id(), subject)))
					.map((held) -> new Seat(session, subject, held));
	}

	@FromMemory
	@SchemaMapping
	Mono<List<Session>> clashes(Seat seat) {
		return board(seat.session()).map((board) -> SeatClashes.of(seat.session(), seat.subject(), board));
	}

	@FromMemory
	@SchemaMapping
	@Nullable Integer checkedIn(Seats seats, @ContextValue Caller caller) {
		return seats.session().event().isOrganisedBy(caller) ? seats.seating().checkedIn() : null;
	}

	@MutationMapping
	Mono<BookSeatPayload> bookSeat(@Argument SeatInput input, @ContextValue Caller caller) {
		String subject = caller.requireSubject();
		return this.access.attendedSession(input.sessionId(), caller).flatMap((session) -> {
			requireSeats(session);
			return this.desk.book(session, subject, Boolean.TRUE.equals(input.swap()));
		})
			.doOnNext((answer) -> this.meters.counter("plenum.bookings", "outcome", answer.getClass().getSimpleName())
				.increment());
	}

	@MutationMapping
	Mono<ReleaseSeatPayload> releaseSeat(@Argument SeatInput input, @ContextValue Caller caller) {
		String subject = caller.requireSubject();
		return this.access.attendedSession(input.sessionId(), caller)
			.flatMap((session) -> this.desk.release(session.id(), subject)
				.thenReturn(new ReleaseSeatPayload(session, subject)));
	}

	@MutationMapping
	Mono<ReleaseNoShowsPayload> releaseNoShows(@Argument SeatInput input, @ContextValue Caller caller) {
		return this.access.organisedSession(input.sessionId(), caller).flatMap((session) -> {
			requireSeats(session);
			return this.desk.releaseNoShows(session)
				.map((seating) -> new ReleaseNoShowsPayload(session, seating.noShows()));
		});
	}

	private Mono<SeatingBoard> board(Session session) {
		return this.boards.of(session.event().id()).get();
	}

	private static void requireSeats(Session session) {
		if (session.capacity() == null) {
			throw Problem.badInput("This session needs no seat.", "input", "sessionId");
		}
	}

	record SeatInput(String sessionId, @Nullable Boolean swap) {
	}

	record ReleaseNoShowsPayload(Session session, int noShows) {
	}

}
