package dev.plenum.exhibitor;

import java.util.List;

import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * What organisers do with the exhibition. Each change is one write of one document, and
 * is answered once the snapshot shows it.
 */
@Component
class FloorEditor {

	private final EventAccess access;

	private final ShowFloors floors;

	private final Exhibitors exhibitors;

	private final Categories categories;

	private final Offers offers;

	FloorEditor(EventAccess access, ShowFloors floors, Exhibitors exhibitors, Categories categories, Offers offers) {
		this.access = access;
		this.floors = floors;
		this.exhibitors = exhibitors;
		this.categories = categories;
		this.offers = offers;
	}

	Mono<Exhibitor> put(PutExhibitorInput input, Caller caller) {
		return this.access.organisedEvent(input.eventId(), caller)
			.flatMap((programme) -> floor(programme).flatMap((floor) -> {
				boolean isNew = floor.stand(input.exhibitorId()).isEmpty();
				Keys.requireExisting(input.id(), !isNew, "exhibitor");
				input.check(floor, isNew);
				return this.exhibitors.put(input.exhibitorId(), input.fields())
					.flatMap((written) -> this.floors.shown(written, programme));
			}));
	}

	/**
	 * Takes an exhibitor away, and then its offers, which nobody sees without it.
	 */
	Mono<Programme> remove(String exhibitorId, Caller caller) {
		return this.access.organisedEventContaining(exhibitorId, caller)
			.flatMap((programme) -> this.exhibitors.remove(exhibitorId)
				.then(this.offers.removeOf(programme.id(), exhibitorId))
				.then(this.floors.of(programme.id()).when((floor) -> floor.stand(exhibitorId).isEmpty()))
				.thenReturn(programme));
	}

	Mono<Exhibitor> setStaff(String exhibitorId, List<String> subjects, Caller caller) {
		Check.that(subjects.size() <= Exhibitors.MOST_STAFF, "At most %d of them.".formatted(Exhibitors.MOST_STAFF),
				"subjects");
		Check.each(subjects, (subject) -> !subject.isBlank(), "A subject is not empty.", "subjects");
		return this.access.organisedEventContaining(exhibitorId, caller)
			.flatMap((programme) -> this.floors.required(exhibitorId, caller)
				.flatMap((known) -> this.exhibitors.change(exhibitorId,
						new Fields().set("staff", subjects.stream().distinct().toList())))
				.switchIfEmpty(Mono.error(() -> ShowFloors.unknown(exhibitorId)))
				.flatMap((written) -> this.floors.shown(written, programme)));
	}

	Mono<ExhibitorCategory> put(PutExhibitorCategoryInput input, Caller caller) {
		return this.access.organisedEvent(input.eventId(), caller)
			.flatMap((programme) -> floor(programme).flatMap((floor) -> {
				boolean isNew = floor.category(input.categoryId()).isEmpty();
				Keys.requireExisting(input.id(), !isNew, "category");
				input.check(isNew);
				return this.categories.put(input.categoryId(), input.fields(floor.categories().size()))
					.flatMap((written) -> this.floors.of(programme.id()).when((shown) -> shown.shows(written)))
					.flatMap((shown) -> Mono.justOrEmpty(shown.category(input.categoryId())))
					.map((category) -> new ExhibitorCategory(programme, category))
					.switchIfEmpty(Mono.error(() -> Problem.of(ErrorCode.UNAVAILABLE,
							"This category was removed at the same moment. Try again in a few seconds.")));
			}));
	}

	Mono<Programme> removeCategory(String categoryId, Caller caller) {
		return this.access.organisedEventContaining(categoryId, caller)
			.flatMap((programme) -> this.categories.remove(categoryId)
				.then(this.floors.of(programme.id()).when((floor) -> floor.category(categoryId).isEmpty()))
				.thenReturn(programme));
	}

	private Mono<ShowFloor> floor(Programme programme) {
		return this.floors.of(programme.id()).get();
	}

}
