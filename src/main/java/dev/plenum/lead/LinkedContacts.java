package dev.plenum.lead;

import dev.plenum.participant.Link;
import dev.plenum.participant.LinkedData;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Moves the contact card and the leads of a ticket to the account that entered its code.
 */
@Component
@Order(5)
class LinkedContacts implements LinkedData {

	private final ContactCards cards;

	private final Leads leads;

	LinkedContacts(ContactCards cards, Leads leads) {
		this.cards = cards;
		this.leads = leads;
	}

	/** The card is first, so that its codes make no further leads of the ticket. */
	@Override
	public Mono<Void> move(Link link) {
		return this.cards.of(link.eventId(), link.ticket())
			.flatMap((card) -> this.cards.move(card, link.account()))
			.thenMany(this.leads.ofSubject(link.ticket()))
			.filter((lead) -> lead.eventId().equals(link.eventId()))
			.collectList()
			.flatMapIterable((all) -> all)
			.concatMap((lead) -> this.leads.move(lead, link.account()))
			.then();
	}

}
