package dev.plenum.lead;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.plenum.lead.ContactCardDocument.ContactDetails;
import dev.plenum.mydata.AttendeeData;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The contact cards of a person. They are deleted before the leads, because without a
 * card no code can restore a lead.
 */
@Component
@Order(4)
class PersonalContacts implements AttendeeData {

	private final ContactCards cards;

	PersonalContacts(ContactCards cards) {
		this.cards = cards;
	}

	@Override
	public String name() {
		return "contactCards";
	}

	@Override
	public Mono<Object> of(String subject, @Nullable String eventId) {
		return this.cards.ofSubject(subject)
			.filter((card) -> AttendeeData.isIn(eventId, card.eventId()))
			.map(PersonalContacts::json)
			.collectList()
			.cast(Object.class);
	}

	@Override
	public Mono<Integer> delete(String subject, @Nullable String eventId) {
		return this.cards.ofSubject(subject)
			.filter((card) -> AttendeeData.isIn(eventId, card.eventId()))
			.map(ContactCardDocument::id)
			.collectList()
			.flatMapIterable((ids) -> ids)
			.concatMap(this.cards::remove)
			.reduce(0, (count, removed) -> removed ? count + 1 : count);
	}

	private static Map<String, Object> json(ContactCardDocument card) {
		return Map.of("eventId", card.eventId(), "contact", json(card.contact()));
	}

	static Map<String, @Nullable Object> json(ContactDetails contact) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("name", contact.name());
		json.put("organisation", contact.organisation());
		json.put("jobTitle", contact.jobTitle());
		json.put("email", contact.email());
		json.put("phone", contact.phone());
		return json;
	}

}
