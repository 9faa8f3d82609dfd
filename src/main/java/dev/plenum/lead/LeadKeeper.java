package dev.plenum.lead;

import dev.plenum.exhibitor.ExhibitorDependants;
import dev.plenum.platform.removal.RemovalDocument;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Removes the leads of an exhibitor that is removed, so that an exhibitor that is created
 * with the same key does not receive the contact data of attendees.
 */
@Component
class LeadKeeper implements ExhibitorDependants {

	private final Leads leads;

	LeadKeeper(Leads leads) {
		this.leads = leads;
	}

	@Override
	public Mono<Void> remove(RemovalDocument removal) {
		return this.leads.removeOf(removal.eventId(), removal.id());
	}

}
