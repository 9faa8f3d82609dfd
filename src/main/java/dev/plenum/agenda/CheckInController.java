package dev.plenum.agenda;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Locale;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Session;
import dev.plenum.seating.HeldSeat;
import dev.plenum.seating.SeatDesk;
import dev.plenum.seating.SeatState;
import dev.plenum.seating.SeatingBoards;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * The door of a session: attendees show their code, organisers check them in.
 */
@Controller
class CheckInController {

	private final EventAccess access;

	private final Agendas agendas;

	private final AgendaCodes codes;

	private final AgendaReader reader;

	private final SeatDesk seats;

	private final SeatingBoards boards;

	private final InstantSource clock;

	CheckInController(EventAccess access, Agendas agendas, AgendaCodes codes, AgendaReader reader, SeatDesk seats,
			SeatingBoards boards, InstantSource clock) {
		this.access = access;
		this.agendas = agendas;
		this.codes = codes;
		this.reader = reader;
		this.seats = seats;
		this.boards = boards;
		this.clock = clock;
	}

	@SchemaMapping
	Mono<String> agendaCode(Agenda agenda, @ContextValue Caller caller) {
		return this.reader.shown(agenda, caller).mapNotNull(AgendaDocument::code);
	}

	@MutationMapping
	Mono<CheckInPayload> checkIn(@Argument CheckInInput input, @ContextValue Caller caller) {
		return this.access.organisedSession(input.sessionId(), caller)
			.flatMap((session) -> this.codes.byCode(session.programme().id(), input.normalCode())
				.switchIfEmpty(Mono.error(
						() -> Problem.of(ErrorCode.NOT_FOUND, "Nobody at this event has this code. Ask for it again.")))
				.flatMap((agenda) -> checkIn(session, agenda)));
	}

	private Mono<CheckInPayload> checkIn(Session session, AgendaDocument agenda) {
		Instant now = this.clock.instant();
		if (session.capacity() == null) {
			return this.agendas.present(agenda, session.id(), now)
				.map((kept) -> new CheckInPayload(session, kept.name(), null, kept.presences().get(session.id())));
		}
		return this.seats.checkIn(session.id(), agenda.subject(), now)
			.switchIfEmpty(this.boards.of(session.programme().id())
				.get()
				.flatMap((board) -> Mono.justOrEmpty(board.seatOf(session.id(), agenda.subject()))))
			.map((held) -> CheckInPayload.of(session, agenda.name(), held))
			.defaultIfEmpty(new CheckInPayload(session, agenda.name(), null, null));
	}

	record CheckInInput(String sessionId, String code) {

		String normalCode() {
			return this.code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
		}

	}

	/**
	 * Whom the code belongs to, and whether they may come in. The attendee's seat itself
	 * is not told: it leads to the attendee's other seats.
	 */
	record CheckInPayload(Session session, @Nullable String name, @Nullable SeatState seat, @Nullable Instant seenAt) {

		static CheckInPayload of(Session session, @Nullable String name, HeldSeat held) {
			return new CheckInPayload(session, name, held.state(), held.checkedInAt());
		}

		public @Nullable OffsetDateTime checkedInAt() {
			return (this.seenAt != null) ? this.session.programme().at(this.seenAt) : null;
		}

	}

}
