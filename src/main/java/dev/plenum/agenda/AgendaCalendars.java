package dev.plenum.agenda;

import dev.plenum.platform.security.Caller;
import dev.plenum.platform.security.LinkedAccounts;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The secrets by which calendars open agendas.
 */
@Component
public class AgendaCalendars {

	private final AgendaCodes codes;

	private final OwnAgendas agendas;

	private final EventAccess access;

	private final Programmes programmes;

	private final LiveAgendas live;

	private final LinkedAccounts accounts;

	AgendaCalendars(AgendaCodes codes, OwnAgendas agendas, EventAccess access, Programmes programmes, LiveAgendas live,
			LinkedAccounts accounts) {
		this.codes = codes;
		this.agendas = agendas;
		this.access = access;
		this.programmes = programmes;
		this.live = live;
		this.accounts = accounts;
	}

	/**
	 * Opens an agenda, also while its event is unpublished.
	 * @param secret any secret
	 * @return the agenda; empty if the secret opens none
	 */
	public Mono<Agenda> open(String secret) {
		return this.codes.bySecret(secret)
			.filterWhen((kept) -> this.programmes.exists(kept.eventId()))
			.flatMap((kept) -> this.programmes.live(kept.eventId())
				.get()
				.flatMap((programme) -> opened(programme, kept)));
	}

	/** The address of a ticket opens the agenda of the account that entered its code. */
	private Mono<Agenda> opened(Programme programme, AgendaDocument kept) {
		return this.accounts.accountOf(kept.eventId(), kept.subject())
			.flatMap((account) -> this.live.get(new AgendaOwner(kept.eventId(), account, kept.name())))
			.flatMap((theirs) -> this.agendas.linked(programme, theirs, false))
			.switchIfEmpty(Mono.defer(() -> this.agendas.linked(programme, kept, true)));
	}

	/**
	 * Returns the secret that opens the caller's own agenda.
	 * @param agenda the caller's own agenda
	 * @param caller the attendee
	 * @return the secret
	 */
	public Mono<String> secret(Agenda agenda, Caller caller) {
		return this.codes.shown(agenda.programme().id(), agenda.document(), caller)
			.mapNotNull(AgendaDocument::calendarSecret);
	}

	/**
	 * Replaces the secret of the caller's own agenda. The old one opens nothing any more.
	 * Works also if the event is over.
	 * @param eventId the event
	 * @param replaced the secret to replace; nothing happens if the agenda has another
	 * one, so that a repeated request does not replace the new one. Null replaces any
	 * secret
	 * @param caller the attendee
	 * @return the agenda afterwards
	 */
	public Mono<Agenda> renew(String eventId, @Nullable String replaced, Caller caller) {
		return Mono.fromCallable(caller::requireSubject)
			.then(this.access.requiredEvent(eventId, caller))
			.flatMap((programme) -> this.codes.renewCalendar(AgendaOwner.ofToken(programme.id(), caller), replaced)
				.flatMap((kept) -> caller.isLinked() ? this.agendas.of(programme, caller)
						: this.agendas.linked(programme, kept, true)));
	}

}
