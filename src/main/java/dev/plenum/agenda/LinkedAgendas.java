package dev.plenum.agenda;

import com.mongodb.client.model.Filters;
import dev.plenum.participant.Link;
import dev.plenum.participant.LinkedData;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.mongo.Reading;
import dev.plenum.platform.mongo.WriteConflict;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Moves the agenda of a ticket to the account that entered its code. The code and the
 * calendar address of the ticket stay with its emptied agenda, and open that of the
 * account.
 */
@Component
@Order(2)
class LinkedAgendas implements LinkedData {

	private static final int MOST_TRIES = 20;

	private final Agendas agendas;

	LinkedAgendas(Agendas agendas) {
		this.agendas = agendas;
	}

	/** The account has everything before the agenda of the ticket is emptied. */
	@Override
	public Mono<Void> move(Link link) {
		AgendaOwner ticket = new AgendaOwner(link.eventId(), link.ticket(), null);
		return WriteConflict.retried(MOST_TRIES, Reading.NEWEST,
				(_) -> this.agendas.newest(ticket)
					.flatMap((kept) -> AgendaUnion.isEmpty(kept) ? Mono.just(kept)
							: add(new AgendaOwner(link.eventId(), link.account(), kept.name()), kept)
								.then(empty(ticket, kept))))
			.then();
	}

	private Mono<AgendaDocument> add(AgendaOwner account, AgendaDocument added) {
		return this.agendas.begin(account)
			.then(WriteConflict.retried(MOST_TRIES, Reading.NEWEST,
					(_) -> this.agendas.newest(account).flatMap((kept) -> add(account, kept, added))));
	}

	private Mono<AgendaDocument> add(AgendaOwner account, AgendaDocument kept, AgendaDocument added) {
		Fields fields = new AgendaUnion(kept, added).fields();
		return fields.isEmpty() ? Mono.just(kept)
				: this.agendas.change(account, Filters.eq("version", kept.version()), fields);
	}

	private Mono<AgendaDocument> empty(AgendaOwner ticket, AgendaDocument moved) {
		return this.agendas.change(ticket, Filters.eq("version", moved.version()), AgendaUnion.none());
	}

}
