package dev.plenum.door;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.plenum.agenda.AgendaDocument;
import dev.plenum.agenda.Presences;
import dev.plenum.door.CheckInController.CheckInInput;
import dev.plenum.door.CheckInController.UndoCheckInInput;
import dev.plenum.door.CheckInPayload.AttendeeCheckedIn;
import dev.plenum.door.CheckInPayload.AttendeeHasNoSeat;
import dev.plenum.door.CheckInPayload.CheckInClosed;
import dev.plenum.door.CheckInPayload.UnknownAttendee;
import dev.plenum.door.CheckInPayload.WrongSession;
import dev.plenum.door.UndoCheckInPayload.CheckInUndone;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.graphql.Superseded;
import dev.plenum.programme.Admission;
import dev.plenum.programme.Entitlement;
import dev.plenum.programme.NotEntitled;
import dev.plenum.programme.NotEntitled.Requirement;
import dev.plenum.programme.Session;
import dev.plenum.schedule.SessionStatus;
import dev.plenum.seating.CheckInTime;
import dev.plenum.seating.SeatClashes;
import dev.plenum.seating.SeatDesk;
import dev.plenum.seating.SeatDesk.Arrival;
import dev.plenum.seating.SeatState;
import dev.plenum.seating.SeatingBoard;
import dev.plenum.seating.SeatingBoards;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Checks attendees in at the door of a session. A check-in belongs to the time of the
 * session: see {@link CheckInTime}.
 */
@Component
class CheckInDesk {

	private final Guests guests;

	private final Admission admission;

	private final Presences presences;

	private final SeatDesk seats;

	private final SeatingBoards boards;

	private final InstantSource clock;

	CheckInDesk(Guests guests, Admission admission, Presences presences, SeatDesk seats, SeatingBoards boards,
			InstantSource clock) {
		this.guests = guests;
		this.admission = admission;
		this.presences = presences;
		this.seats = seats;
		this.boards = boards;
		this.clock = clock;
	}

	/**
	 * Checks in an attendee. Idempotent: the first time stays.
	 */
	Mono<CheckInPayload> checkIn(Session session, CheckInInput input) {
		CheckInTime time = CheckInTime.of(session);
		if (session.status() != SessionStatus.SCHEDULED || !time.contains(this.clock.instant())) {
			return Mono.just(new CheckInClosed(session, time));
		}
		return this.guests.find(session.event().id(), input.attendee()).flatMap((guest) -> {
			if (guest.hasLeft()) {
				return Mono.error(() -> new Refused(new NotEntitled(session, Requirement.PARTICIPATION)));
			}
			String request = input.requestKey(guest.subject());
			return this.admission.require(session, guest.subject())
				.then(Mono.defer(() -> (session.capacity() == null) ? present(session, guest, request)
						: seated(session, guest, input.admit(), request)));
		}).defaultIfEmpty(new UnknownAttendee(session));
	}

	/**
	 * Undoes the check-in of an attendee. Idempotent.
	 */
	Mono<UndoCheckInPayload> undo(Session session, UndoCheckInInput input) {
		return this.guests.find(session.event().id(), input.attendee()).<UndoCheckInPayload>flatMap((guest) -> {
			String request = input.requestKey(guest.subject());
			Mono<?> seat = (session.capacity() == null) ? Mono.empty()
					: this.seats.undoCheckIn(session.id(), guest.subject(), request);
			return seat.then(this.presences.undo(guest.owner(session.event().id()), session, request))
				.then(Mono.just(new CheckInUndone(session, guest.name())));
		}).defaultIfEmpty(new UnknownAttendee(session));
	}

	/**
	 * Counts the attendees who have come, each once.
	 * @return the numbers by session
	 */
	Mono<Map<Session, Integer>> counts(Collection<Session> sessions) {
		Map<String, List<Session>> byEvent = sessions.stream()
			.collect(Collectors.groupingBy((session) -> session.event().id()));
		return Flux.fromIterable(byEvent.entrySet())
			.concatMap((event) -> counts(event.getKey(), event.getValue()))
			.collect(HashMap::new, Map::putAll);
	}

	private Mono<Map<Session, Integer>> counts(String eventId, List<Session> sessions) {
		return Mono.zip(this.boards.of(eventId).get(), this.presences.present(eventId),
				(board, present) -> sessions.stream()
					.collect(Collectors.toMap((session) -> session, (session) -> count(session, board, present))));
	}

	static int count(Session session, SeatingBoard board, Collection<AgendaDocument> present) {
		CheckInTime time = CheckInTime.of(session);
		Set<String> seated = board.came(session);
		long others = present.stream()
			.filter((agenda) -> agenda.presence(session.id(), time) != null && !seated.contains(agenda.subject()))
			.count();
		return Math.toIntExact(seated.size() + others);
	}

	private Mono<CheckInPayload> present(Session session, Guest guest, @Nullable String request) {
		return this.presences.come(guest.owner(session.event().id()), session, null, request)
			.map((presence) -> checkedIn(session, guest, presence.at(), presence.first()));
	}

	private Mono<CheckInPayload> seated(Session session, Guest guest, boolean admit, @Nullable String request) {
		Mono<Arrival> arrival = admit ? this.seats.admit(session.id(), guest.subject(), null, request)
				: this.seats.checkIn(session.id(), guest.subject(), null, request);
		return arrival.map(Optional::of)
			.defaultIfEmpty(Optional.empty())
			.flatMap((arrived) -> arrived.filter((known) -> known.seat().isBooked())
				.map((booked) -> Mono.just(checkedIn(session, guest, booked.seat().checkedInAt(), booked.first())))
				.orElseGet(() -> Mono.zip(this.boards.of(session.event().id()).get(), isReservedFor(session, guest),
						(board, reserved) -> noSeat(session, guest,
								arrived.map((known) -> known.seat().state()).orElse(null), board, reserved))));
	}

	private Mono<Boolean> isReservedFor(Session session, Guest guest) {
		return (session.reservedSeats() == null) ? Mono.just(false)
				: this.admission.entitlements(session, List.of(guest.subject()))
					.map((found) -> found.values().stream().anyMatch(Entitlement::reserved));
	}

	private CheckInPayload noSeat(Session session, Guest guest, @Nullable SeatState state, SeatingBoard board,
			boolean reserved) {
		List<Session> others = SeatClashes.of(session, guest.subject(), board);
		return others.isEmpty()
				? new AttendeeHasNoSeat(session, guest.name(), state,
						board.free(session, reserved, this.clock.instant()))
				: new WrongSession(session, guest.name(), others);
	}

	private static CheckInPayload checkedIn(Session session, Guest guest, @Nullable Instant at, boolean first) {
		if (at == null) {
			throw new Refused(new Superseded());
		}
		return new AttendeeCheckedIn(session, guest.name(), at, !first);
	}

}
