package dev.plenum.agenda;

import java.util.Set;

import dev.plenum.exhibitor.ExhibitorDependants;
import dev.plenum.exhibitor.Visits;
import dev.plenum.exhibitor.Visits.Visit;
import dev.plenum.platform.removal.RemovalDocument;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Counts the attendees who made exhibitors their favourites, and removes exhibitors that
 * are removed from the favourites of all attendees, with their notes on them.
 */
@Component
class StoredFavourites implements Visits, ExhibitorDependants {

	private final Agendas agendas;

	StoredFavourites(Agendas agendas) {
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

	@Override
	public Mono<Void> remove(RemovalDocument removal) {
		return this.agendas.withoutExhibitor(removal.eventId(), removal.id());
	}

}
