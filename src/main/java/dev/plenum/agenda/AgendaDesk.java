package dev.plenum.agenda;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import dev.plenum.agenda.AgendaDocument.AppointmentEntry;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Changes agendas: each change is one write of the attendee's own document, and answers
 * the agenda as it is then.
 */
@Component
class AgendaDesk {

	private static final int MOST_MERGED = 500;

	private static final int LONGEST_NOTE = 2000;

	private final EventAccess access;

	private final Agendas agendas;

	private final AgendaReader reader;

	private final InstantSource clock;

	AgendaDesk(EventAccess access, Agendas agendas, AgendaReader reader, InstantSource clock) {
		this.access = access;
		this.agendas = agendas;
		this.reader = reader;
		this.clock = clock;
	}

	Mono<Agenda> pick(String sessionId, boolean picked, Caller caller) {
		return change(sessionId, caller, (programme) -> {
			programme.requireSession(sessionId);
			return this.agendas.pick(AgendaOwner.of(programme.id(), caller), sessionId, picked, this.clock.instant());
		});
	}

	Mono<Agenda> merge(MergeAgendaInput input, Caller caller) {
		return change(input.eventId(), caller, (programme) -> {
			input.check(programme);
			Instant at = input.at().toInstant();
			Instant now = this.clock.instant();
			return this.agendas.merge(AgendaOwner.of(programme.id(), caller), input.added(), input.removed(),
					at.isAfter(now) ? now : at);
		});
	}

	Mono<Agenda> putAppointment(PutAppointmentInput input, Caller caller) {
		return change(input.eventId(), caller, (programme) -> {
			AgendaOwner owner = AgendaOwner.of(programme.id(), caller);
			String id = input.appointmentId(owner.agendaId());
			AppointmentEntry entry = input.entry(programme, this.clock.instant());
			return ((input.key() != null) ? this.agendas.putAppointment(owner, id, entry)
					: this.agendas.changeAppointment(owner, id, entry))
				.doOnNext((kept) -> requireAppointment(kept, id, input.key() != null));
		});
	}

	Mono<Agenda> removeAppointment(String id, Caller caller) {
		PutAppointmentInput.requireId(id, "appointmentId");
		return change(id, caller,
				(programme) -> this.agendas.removeAppointment(AgendaOwner.of(programme.id(), caller), id));
	}

	Mono<Agenda> putNote(String sessionId, @Nullable String text, Caller caller) {
		return change(sessionId, caller, (programme) -> {
			programme.requireSession(sessionId);
			return this.agendas.putNote(AgendaOwner.of(programme.id(), caller), sessionId, checkedNote(text));
		});
	}

	Mono<Agenda> favourite(String exhibitorId, boolean favourite, Caller caller) {
		return change(exhibitorId, caller, (programme) -> {
			AgendaOwner owner = AgendaOwner.of(programme.id(), caller);
			return favourite ? this.agendas.favourite(owner, exhibitorId, this.clock.instant())
					: this.agendas.unfavourite(owner, exhibitorId);
		});
	}

	Mono<Agenda> putExhibitorNote(String exhibitorId, @Nullable String text, Caller caller) {
		return change(exhibitorId, caller, (programme) -> this.agendas
			.putExhibitorNote(AgendaOwner.of(programme.id(), caller), exhibitorId, checkedNote(text)));
	}

	/**
	 * Lets an attendee change something at an event: one that the attendee may see and
	 * that is not over.
	 */
	private Mono<Agenda> change(String id, Caller caller, Function<Programme, Mono<AgendaDocument>> change) {
		return this.access.attendedEventContaining(id, caller)
			.flatMap((programme) -> change.apply(programme).flatMap((kept) -> this.reader.linked(programme, kept)));
	}

	private static void requireAppointment(AgendaDocument kept, String id, boolean wasNew) {
		if (kept.appointments().containsKey(id)) {
			return;
		}
		throw wasNew
				? Problem.of(ErrorCode.CONFLICT,
						"An agenda holds %d appointments; remove one first.".formatted(Agendas.MOST_APPOINTMENTS))
				: Problem.of(ErrorCode.NOT_FOUND, "Your agenda has no appointment '%s'.".formatted(id));
	}

	private static @Nullable String checkedNote(@Nullable String text) {
		if (text != null && text.length() > LONGEST_NOTE) {
			throw Problem.badInput("Write at most %d characters.".formatted(LONGEST_NOTE), "input", "text");
		}
		return (text != null && !text.isBlank()) ? text : null;
	}

	/**
	 * What was done while offline; the schema describes each property.
	 */
	record MergeAgendaInput(String eventId, @Nullable List<String> add, @Nullable List<String> remove,
			OffsetDateTime at) {

		List<String> added() {
			return Objects.requireNonNullElse(this.add, List.of());
		}

		List<String> removed() {
			return Objects.requireNonNullElse(this.remove, List.of());
		}

		void check(Programme programme) {
			check(programme, added(), "add");
			check(programme, removed(), "remove");
			for (int i = 0; i < removed().size(); i++) {
				if (added().contains(removed().get(i))) {
					throw Problem.badInput("The same session cannot be added and removed at one moment.", "input",
							"remove", i);
				}
			}
		}

		private static void check(Programme programme, List<String> sessionIds, String field) {
			if (sessionIds.size() > MOST_MERGED) {
				throw Problem.badInput("At most %d sessions at once.".formatted(MOST_MERGED), "input", field);
			}
			for (int i = 0; i < sessionIds.size(); i++) {
				if (programme.session(sessionIds.get(i)).isEmpty()) {
					throw Problem.badInput("This event has no such session.", "input", field, i);
				}
			}
		}

	}

}
