package dev.plenum.exhibitor;

import java.util.List;

import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.graphql.Outdated;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Changes the exhibition for its organisers. Each change writes one document. The answer
 * waits until the snapshot contains the write.
 */
@Component
class FloorDesk {

	private final EventAccess access;

	private final ShowFloors floors;

	private final Exhibitors exhibitors;

	private final Categories categories;

	private final Offers offers;

	FloorDesk(EventAccess access, ShowFloors floors, Exhibitors exhibitors, Categories categories, Offers offers) {
		this.access = access;
		this.floors = floors;
		this.exhibitors = exhibitors;
		this.categories = categories;
		this.offers = offers;
	}

	Mono<Exhibitor> put(PutExhibitorInput input, Caller caller) {
		return this.access.organisedEvent(input.eventId(), caller)
			.flatMap((programme) -> floor(programme).flatMap((floor) -> {
				String id = input.exhibitorId();
				boolean isNew = !floor.hasExhibitor(id);
				Keys.requireExisting(input.id(), !isNew, "exhibitor");
				input.check(floor, isNew);
				return this.floors
					.shown(this.exhibitors.put(id, input.expectedVersion(), input.fields()), id, programme)
					.switchIfEmpty(Mono.error(() -> new Refused(new Outdated(null))));
			}));
	}

	/**
	 * Removes an exhibitor, and then its offers, which are invisible without it.
	 */
	Mono<Programme> remove(String exhibitorId, Caller caller) {
		return this.access.organisedEventContaining(exhibitorId, caller)
			.flatMap((programme) -> this.exhibitors.remove(exhibitorId)
				.then(this.offers.removeOf(programme.id(), exhibitorId))
				.then(this.floors.of(programme.id()).when((floor) -> !floor.hasExhibitor(exhibitorId)))
				.thenReturn(programme));
	}

	Mono<Exhibitor> setStaff(String exhibitorId, @Nullable Integer expected, List<String> subjects, Caller caller) {
		Check.that(subjects.size() <= Exhibitors.MOST_STAFF,
				"An exhibitor has at most %d staff.".formatted(Exhibitors.MOST_STAFF), "subjects");
		Check.each(subjects, (subject) -> !subject.isBlank(), "A subject must not be empty.", "subjects");
		Fields staff = new Fields().set("staff", subjects.stream().distinct().toList());
		return this.access.organisedEventContaining(exhibitorId, caller)
			.flatMap((programme) -> this.floors.required(exhibitorId, caller)
				.then(this.floors.shown(this.exhibitors.change(exhibitorId, expected, staff), exhibitorId, programme)))
			.switchIfEmpty(Mono.error(() -> ShowFloors.unknown(exhibitorId)));
	}

	Mono<ExhibitorCategory> put(PutExhibitorCategoryInput input, Caller caller) {
		return this.access.organisedEvent(input.eventId(), caller)
			.flatMap((programme) -> floor(programme).flatMap((floor) -> {
				String id = input.categoryId();
				boolean isNew = floor.category(id).isEmpty();
				Keys.requireExisting(input.id(), !isNew, "category");
				input.check(isNew);
				if (isNew && floor.categories().size() >= Categories.MOST) {
					throw new Refused(new LimitReached("categories", Categories.MOST));
				}
				return this.categories.put(id, input.expectedVersion(), input.fields(floor.categories().size()))
					.flatMap((written) -> shown(written, programme))
					.switchIfEmpty(Mono.defer(() -> outdated(id, programme)));
			}));
	}

	Mono<Programme> removeCategory(String categoryId, Caller caller) {
		return this.access.organisedEventContaining(categoryId, caller)
			.flatMap((programme) -> this.categories.remove(categoryId)
				.then(this.floors.of(programme.id()).when((floor) -> floor.category(categoryId).isEmpty()))
				.thenReturn(programme));
	}

	private Mono<ExhibitorCategory> outdated(String categoryId, Programme programme) {
		return this.categories.newest(categoryId)
			.flatMap((current) -> shown(current, programme))
			.map(Outdated::new)
			.defaultIfEmpty(new Outdated(null))
			.flatMap((outdated) -> Mono.error(new Refused(outdated)));
	}

	private Mono<ExhibitorCategory> shown(CategoryDocument written, Programme programme) {
		return this.floors.of(programme.id())
			.when((floor) -> floor.shows(written))
			.flatMap((floor) -> Mono.justOrEmpty(floor.category(written.id())))
			.map((category) -> new ExhibitorCategory(programme, category))
			.switchIfEmpty(Mono.error(() -> Problem.of(ErrorCode.UNAVAILABLE,
					"This category was removed at the same time. Try again in a few seconds.")));
	}

	private Mono<ShowFloor> floor(Programme programme) {
		return this.floors.of(programme.id()).get();
	}

}
