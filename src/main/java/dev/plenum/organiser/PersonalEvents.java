package dev.plenum.organiser;

import java.util.Map;

import dev.plenum.mydata.PersonalData;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.document.Events;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The events that a person organises. A deletion removes the person from their
 * organisers. An administrator can set other organisers.
 */
@Component
@Order(30)
class PersonalEvents implements PersonalData {

	private final Programmes programmes;

	private final Events events;

	PersonalEvents(Programmes programmes, Events events) {
		this.programmes = programmes;
		this.events = events;
	}

	@Override
	public String name() {
		return "organisedEvents";
	}

	@Override
	public Mono<Object> of(String subject) {
		return this.programmes.idsOrganisedBy(subject)
			.map((eventId) -> Map.of("eventId", eventId))
			.collectList()
			.cast(Object.class);
	}

	@Override
	public Mono<Integer> delete(String subject) {
		return this.programmes.idsOrganisedBy(subject)
			.collectList()
			.flatMapIterable((ids) -> ids)
			.concatMap((eventId) -> this.events.withoutOrganiser(eventId, subject).flatMap(this.programmes::known))
			.count()
			.map(Math::toIntExact);
	}

}
