package dev.plenum.agenda;

import java.util.Set;

import dev.plenum.exhibitor.Visits;
import dev.plenum.exhibitor.Visits.Visit;
import reactor.core.publisher.Flux;

import org.springframework.stereotype.Component;

/**
 * Counts the attendees who made exhibitors their favourites.
 */
@Component
class FavouriteVisits implements Visits {

	private final Agendas agendas;

	FavouriteVisits(Agendas agendas) {
		this.agendas = agendas;
	}

	@Override
	public Flux<Visit> of(Set<String> exhibitorIds, String eventId) {
		return this.agendas.favourites(eventId, exhibitorIds)
			.flatMapIterable((favourites) -> favourites.entrySet()
				.stream()
				.map((favourite) -> new Visit(favourite.getKey(), Visit.Kind.FAVOURITE, favourite.getValue()))
				.toList());
	}

}
