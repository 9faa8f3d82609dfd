package dev.plenum.lead;

import java.util.Set;

import dev.plenum.exhibitor.Visits;
import dev.plenum.exhibitor.Visits.Visit;
import reactor.core.publisher.Flux;

import org.springframework.stereotype.Component;

/**
 * Counts leads as visits.
 */
@Component
class LeadVisits implements Visits {

	private final Leads leads;

	LeadVisits(Leads leads) {
		this.leads = leads;
	}

	@Override
	public Flux<Visit> of(Set<String> exhibitorIds, String eventId) {
		return this.leads.heldBy(eventId, exhibitorIds)
			.map((lead) -> new Visit(lead.exhibitorId(), Visit.Kind.LEAD, lead.capturedAt()));
	}

}
