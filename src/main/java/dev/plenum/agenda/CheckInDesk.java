package dev.plenum.agenda;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.plenum.agenda.CheckInController.CheckInInput;
import dev.plenum.agenda.CheckInController.UndoCheckInInput;
import dev.plenum.agenda.CheckInPayload.AttendeeCheckedIn;
import dev.plenum.agenda.CheckInPayload.AttendeeHasNoSeat;
import dev.plenum.agenda.CheckInPayload.CheckInClosed;
import dev.plenum.agenda.CheckInPayload.UnknownAttendee;
import dev.plenum.agenda.UndoCheckInPayload.CheckInUndone;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.graphql.Superseded;
import dev.plenum.programme.Session;
import dev.plenum.schedule.SessionStatus;
import dev.plenum.seating.CheckInTime;
import dev.plenum.seating.SeatDesk;
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

	private final Agendas agendas;

	private final AgendaCodes codes;

	private final SeatDesk seats;

	private final SeatingBoards boards;

	private final InstantSource clock;

	CheckInDesk(Agendas agendas, AgendaCodes codes, SeatDesk seats, SeatingBoards boards, InstantSource clock) {
		this.agendas = agendas;
		this.codes = codes;
		this.seats = seats;
		this.boards = boards;
		this.clock = clock;
	}

	/**
	 * Checks in the attendee with a code. Idempotent: the first time stays.
	 */
	Mono<CheckInPayload> checkIn(Session session, CheckInInput input) {
		CheckInTime time = CheckInTime.of(session);
		if (session.status() != SessionStatus.SCHEDULED || !time.contains(this.clock.instant())) {
			return Mono.just(new CheckInClosed(session, time));
		}
		return attendee(session, input.attendee().code()).flatMap((agenda) -> {
			String request = input.requestKey(agenda.subject());
			return (session.capacity() == null) ? present(session, agenda, request) : seated(session, agenda, request);
		}).defaultIfEmpty(new UnknownAttendee(session));
	}

	/**
	 * Undoes the check-in of the attendee with a code. Idempotent.
	 */
	Mono<UndoCheckInPayload> undo(Session session, UndoCheckInInput input) {
		return attendee(session, input.attendee().code()).<UndoCheckInPayload>flatMap((agenda) -> {
			String request = input.requestKey(agenda.subject());
			Mono<?> undone = (session.capacity() == null)
					? this.agendas.apply(agenda.owner(), AgendaEdit.absence(session.id()), request)
					: this.seats.undoCheckIn(session.id(), agenda.subject(), request);
			return undone.then(Mono.just(new CheckInUndone(session, agenda.name())));
		}).defaultIfEmpty(new UnknownAttendee(session));
	}

	/**
	 * Counts the attendees who have come.
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
		List<Session> open = sessions.stream().filter((session) -> session.capacity() == null).toList();
		Flux<AgendaDocument> present = open.isEmpty() ? Flux.empty() : this.agendas.withPresences(eventId);
		return this.boards.of(eventId)
			.get()
			.map((board) -> sessions.stream()
				.collect(Collectors.toMap((session) -> session, (session) -> board.checkedIn(session))))
			.flatMap((counts) -> present
				.doOnNext((agenda) -> open.stream()
					.filter((session) -> agenda.presence(session.id(), CheckInTime.of(session)) != null)
					.forEach((session) -> counts.merge(session, 1, Integer::sum)))
				.then(Mono.just(counts)));
	}

	private Mono<AgendaDocument> attendee(Session session, String code) {
		return this.codes.byCode(session.event().id(), AgendaCodes.normalised(code));
	}

	private Mono<CheckInPayload> present(Session session, AgendaDocument agenda, @Nullable String request) {
		CheckInTime time = CheckInTime.of(session);
		return this.agendas
			.apply(agenda.owner(), AgendaEdit.presence(session.id(), this.clock.instant(), time), request)
			.map((kept) -> checkedIn(session, kept.name(), kept.presence(session.id(), time)));
	}

	private Mono<CheckInPayload> seated(Session session, AgendaDocument agenda, @Nullable String request) {
		return this.seats.checkIn(session.id(), agenda.subject(), request)
			.map((held) -> held.isBooked() ? checkedIn(session, agenda.name(), held.checkedInAt())
					: new AttendeeHasNoSeat(session, agenda.name(), held.state()))
			.defaultIfEmpty(new AttendeeHasNoSeat(session, agenda.name(), null));
	}

	private static CheckInPayload checkedIn(Session session, @Nullable String name, @Nullable Instant at) {
		if (at == null) {
			throw new Refused(new Superseded());
		}
		return new AttendeeCheckedIn(session, name, at);
	}

}
