package dev.plenum.agenda;

import dev.plenum.exhibitor.ExhibitorDependants;
import dev.plenum.exhibitor.RemovalDocument;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Removes an exhibitor that is removed from the favourites of attendees, with their notes
 * on it.
 */
@Component
class FavouriteKeeper implements ExhibitorDependants {

	private final Agendas agendas;

	FavouriteKeeper(Agendas agendas) {
		this.agendas = agendas;
	}

	@Override
	public Mono<Void> remove(RemovalDocument removal) {
		return this.agendas.withoutExhibitor(removal.eventId(), removal.id());
	}

}
