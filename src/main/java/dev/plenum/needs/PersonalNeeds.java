package dev.plenum.needs;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.plenum.mydata.AttendeeData;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * A person's dietary and access needs.
 */
@Component
@Order(3)
class PersonalNeeds implements AttendeeData {

	private final Needs needs;

	PersonalNeeds(Needs needs) {
		this.needs = needs;
	}

	@Override
	public String name() {
		return "needs";
	}

	@Override
	public Mono<Object> of(String subject, @Nullable String eventId) {
		return in(subject, eventId).filter(NeedsDocument::isStated)
			.map(PersonalNeeds::json)
			.collectList()
			.cast(Object.class);
	}

	@Override
	public Mono<Integer> delete(String subject, @Nullable String eventId) {
		return in(subject, eventId).collectList()
			.flatMapIterable((all) -> all)
			.filterWhen((document) -> this.needs.remove(document.eventId(), subject))
			.filter(NeedsDocument::isStated)
			.count()
			.map(Math::toIntExact);
	}

	private Flux<NeedsDocument> in(String subject, @Nullable String eventId) {
		return this.needs.ofSubject(subject).filter((stated) -> AttendeeData.isIn(eventId, stated.eventId()));
	}

	private static Map<String, Object> json(NeedsDocument stated) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("eventId", stated.eventId());
		json.put("diets", stated.diets().stream().map(Enum::name).toList());
		json.put("accessNeeds", stated.accessNeeds().stream().map(Enum::name).toList());
		if (stated.otherNeeds() != null) {
			json.put("otherNeeds", stated.otherNeeds());
		}
		json.put("at", stated.at().toString());
		return json;
	}

}
