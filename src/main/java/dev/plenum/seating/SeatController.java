package dev.plenum.seating;

import java.util.List;

import dev.plenum.crew.CrewAccess;
import dev.plenum.crew.CrewRole;
import dev.plenum.platform.graphql.FromMemory;
import dev.plenum.platform.graphql.RequestKey;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Session;
import dev.plenum.seating.AcceptSeatPayload.SeatDeclined;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * The GraphQL fields about seats: how many there are, the caller's own, and how to book
 * and release them.
 */
@Controller
class SeatController {

	private final EventAccess access;

	private final CrewAccess crew;

	private final SeatingBoards boards;

	private final SeatDesk desk;

	SeatController(EventAccess access, CrewAccess crew, SeatingBoards boards, SeatDesk desk) {
		this.access = access;
		this.crew = crew;
		this.boards = boards;
		this.desk = desk;
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
	Mono<List<Session>> clashingSessions(Seat seat) {
		return board(seat.session()).map((board) -> SeatClashes.of(seat.session(), seat.subject(), board));
	}

	@FromMemory
	@SchemaMapping
	Mono<Integer> checkedIn(Seats seats, @ContextValue Caller caller) {
		return this.crew.has(seats.session().event(), CrewRole.DOOR, caller)
			.filter((has) -> has)
			.map((_) -> seats.checkedIn());
	}

	@MutationMapping
	Mono<BookSeatPayload> bookSeat(@Argument BookSeatInput input, @ContextValue Caller caller) {
		return this.access.attendedSession(input.sessionId(), caller)
			.flatMap((session) -> this.desk.book(session, caller.requireSubject(), input));
	}

	@MutationMapping
	Mono<SeatReleased> releaseSeat(@Argument ReleaseSeatInput input, @ContextValue Caller caller) {
		return this.access.attendedSession(input.sessionId(), caller)
			.flatMap((session) -> this.desk.release(session, caller.requireSubject(), input));
	}

	@MutationMapping
	Mono<AcceptSeatPayload> acceptSeat(@Argument AcceptSeatInput input, @ContextValue Caller caller) {
		return this.access.attendedSession(input.sessionId(), caller)
			.flatMap((session) -> this.desk.accept(session, caller.requireSubject(), input));
	}

	@MutationMapping
	Mono<SeatDeclined> declineSeat(@Argument DeclineSeatInput input, @ContextValue Caller caller) {
		return this.access.attendedSession(input.sessionId(), caller)
			.flatMap((session) -> this.desk.decline(session, caller.requireSubject(), input));
	}

	@MutationMapping
	Mono<ReleaseNoShowsPayload> releaseNoShows(@Argument ReleaseNoShowsInput input, @ContextValue Caller caller) {
		return this.access.organisedSession(input.sessionId(), caller).flatMap(this.desk::releaseNoShows);
	}

	private Mono<SeatingBoard> board(Session session) {
		return this.boards.of(session.event().id()).get();
	}

	record BookSeatInput(String sessionId, @Nullable Boolean swap, @Nullable String requestId) {

		boolean swaps() {
			return Boolean.TRUE.equals(this.swap);
		}

		@Nullable String requestKey(String subject) {
			return RequestKey.of(this.requestId, "bookSeat", this.sessionId, subject);
		}

	}

	record AcceptSeatInput(String sessionId, @Nullable String requestId) {

		@Nullable String requestKey(String subject) {
			return RequestKey.of(this.requestId, "acceptSeat", this.sessionId, subject);
		}

	}

	record DeclineSeatInput(String sessionId, @Nullable String requestId) {

		@Nullable String requestKey(String subject) {
			return RequestKey.of(this.requestId, "declineSeat", this.sessionId, subject);
		}

	}

	record ReleaseSeatInput(String sessionId, @Nullable String requestId) {

		@Nullable String requestKey(String subject) {
			return RequestKey.of(this.requestId, "releaseSeat", this.sessionId, subject);
		}

	}

	record ReleaseNoShowsInput(String sessionId) {
	}

}
