package dev.plenum.lead;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.plenum.mydata.AttendeeData;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The leads of a person, including what the staff of exhibitors wrote.
 */
@Component
@Order(5)
class PersonalLeads implements AttendeeData {

	private final Leads leads;

	PersonalLeads(Leads leads) {
		this.leads = leads;
	}

	@Override
	public String name() {
		return "leads";
	}

	@Override
	public Mono<Object> of(String subject, @Nullable String eventId) {
		return this.leads.ofSubject(subject)
			.filter((lead) -> AttendeeData.isIn(eventId, lead.eventId()))
			.map(PersonalLeads::json)
			.collectList()
			.cast(Object.class);
	}

	@Override
	public Mono<Integer> delete(String subject, @Nullable String eventId) {
		return this.leads.ofSubject(subject)
			.filter((lead) -> AttendeeData.isIn(eventId, lead.eventId()))
			.map(LeadDocument::id)
			.collectList()
			.flatMapIterable((ids) -> ids)
			.concatMap((id) -> this.leads.remove(id).thenReturn(1))
			.reduce(0, Integer::sum);
	}

	private static Map<String, @Nullable Object> json(LeadDocument lead) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("eventId", lead.eventId());
		json.put("exhibitorId", lead.exhibitorId());
		json.put("contact", (lead.contact() != null) ? PersonalContacts.json(lead.contact()) : null);
		json.put("note", lead.note());
		json.put("interest", (lead.interest() != null) ? lead.interest().name() : null);
		json.put("capturedAt", lead.capturedAt().toString());
		json.put("withdrawnAt", (lead.withdrawnAt() != null) ? lead.withdrawnAt().toString() : null);
		return json;
	}

}
