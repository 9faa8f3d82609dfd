package dev.plenum.exhibitor;

import java.util.List;
import java.util.function.Predicate;

import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.graphql.LimitReached;
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

	private final RemovalDesk removals;

	FloorDesk(EventAccess access, ShowFloors floors, Exhibitors exhibitors, Categories categories,
			RemovalDesk removals) {
		this.access = access;
		this.floors = floors;
		this.exhibitors = exhibitors;
		this.categories = categories;
		this.removals = removals;
	}

	Mono<Exhibitor> put(PutExhibitorInput input, Caller caller) {
		return this.access.organisedEvent(input.eventId(), caller)
			.flatMap((programme) -> floor(programme).flatMap((floor) -> {
				String id = input.exhibitorId();
				boolean isNew = !floor.hasExhibitor(id);
				Keys.requireExisting(input.id(), !isNew, "exhibitor");
				input.check(floor, isNew);
				return this.removals.prepareCreation(id, isNew)
					.then(Mono.defer(() -> this.floors
						.shown(this.exhibitors.put(id, input.expectedVersion(), input.fields()), id, programme)))
					.switchIfEmpty(Mono.error(() -> new Refused(new Outdated(null))));
			}));
	}

	/**
	 * Removes an exhibitor with everything that depends on it.
	 */
	Mono<Removed> remove(String exhibitorId, @Nullable String requestId, Caller caller) {
		return this.access.organisedEventContaining(exhibitorId, caller)
			.flatMap((programme) -> floor(programme).flatMap((floor) -> remove(programme, Exhibitors.ID_PREFIX,
					exhibitorId, floor.find(exhibitorId, programme).map(Exhibitor::name).orElse(null), requestId,
					(shown) -> shown.hasExhibitor(exhibitorId))));
	}

	private Mono<Removed> remove(Programme programme, String prefix, String id, @Nullable String name,
			@Nullable String requestId, Predicate<ShowFloor> shows) {
		return this.removals.remove(prefix, id, name, requestId)
			.flatMap((removed) -> removed ? this.floors.of(programme.id()).when((floor) -> !shows.test(floor))
					: floor(programme))
			.map((floor) -> new Removed(shows.test(floor) ? null : id, programme));
	}

	Mono<Exhibitor> setStaff(String exhibitorId, @Nullable Integer expected, List<String> subjects, Caller caller) {
		Check.that(subjects.size() <= Exhibitors.MOST_STAFF,
				"An exhibitor has at most %d staff.".formatted(Exhibitors.MOST_STAFF), "subjects");
		Check.each(subjects, (subject) -> !subject.isBlank(), "A subject must not be empty.", "subjects");
		Fields staff = new Fields().set("staff", subjects.stream().distinct().toList());
		return this.access.organisedEventContaining(exhibitorId, caller)
			.flatMap((programme) -> this.floors.required(exhibitorId, caller)
				.then(this.floors.shown(
						this.exhibitors.change(exhibitorId, expected, staff).flatMap(this.removals::keepStaff),
						exhibitorId, programme)))
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
				return this.removals.prepareCreation(id, isNew)
					.then(Mono.defer(() -> this.categories.put(id, input.expectedVersion(),
							input.fields(floor.categories().size()))))
					.flatMap((written) -> shown(written, programme))
					.switchIfEmpty(Mono.defer(() -> outdated(id, programme)));
			}));
	}

	/**
	 * Removes a category, also from the exhibitors that belong to it.
	 */
	Mono<Removed> removeCategory(String categoryId, @Nullable String requestId, Caller caller) {
		return this.access.organisedEventContaining(categoryId, caller)
			.flatMap((programme) -> remove(programme, Categories.ID_PREFIX, categoryId, null, requestId,
					(shown) -> shown.category(categoryId).isPresent()));
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

	/**
	 * The outcome of a removal.
	 *
	 * @param id the id of what was removed; null if a late repetition of the request
	 * found what was created again
	 * @param programme the event
	 */
	record Removed(@Nullable String id, Programme programme) {
	}

}
