package dev.plenum.agenda;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

import dev.plenum.agenda.CheckInPayload.AttendeeCheckedIn;
import dev.plenum.agenda.CheckInPayload.AttendeeHasNoSeat;
import dev.plenum.agenda.CheckInPayload.UnknownAttendee;
import dev.plenum.programme.Session;
import dev.plenum.seating.HeldSeat;
import dev.plenum.seating.SeatDesk;
import dev.plenum.seating.SeatingBoards;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Checks attendees in at the door of a session.
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
	 * @param code the code as the attendee shows it
	 */
	Mono<CheckInPayload> checkIn(Session session, String code) {
		return this.codes.byCode(session.event().id(), normalised(code))
			.flatMap((agenda) -> (session.capacity() == null) ? present(session, agenda) : seated(session, agenda))
			.defaultIfEmpty(new UnknownAttendee(session));
	}

	private Mono<CheckInPayload> present(Session session, AgendaDocument agenda) {
		Instant now = this.clock.instant();
		return this.agendas.apply(agenda.owner(), AgendaEdit.presence(session.id(), now), null)
			.map((kept) -> new AttendeeCheckedIn(session, kept.name(),
					kept.presences().getOrDefault(session.id(), now)));
	}

	private Mono<CheckInPayload> seated(Session session, AgendaDocument agenda) {
		return this.seats.checkIn(session.id(), agenda.subject(), this.clock.instant())
			.switchIfEmpty(this.boards.of(session.event().id())
				.get()
				.flatMap((board) -> Mono.justOrEmpty(board.seatOf(session.id(), agenda.subject()))))
			.map((held) -> outcome(session, agenda.name(), held))
			.defaultIfEmpty(new AttendeeHasNoSeat(session, agenda.name(), null));
	}

	private static CheckInPayload outcome(Session session, @Nullable String name, HeldSeat held) {
		return (held.checkedInAt() != null) ? new AttendeeCheckedIn(session, name, held.checkedInAt())
				: new AttendeeHasNoSeat(session, name, held.state());
	}

	private static String normalised(String code) {
		return code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
	}

}
