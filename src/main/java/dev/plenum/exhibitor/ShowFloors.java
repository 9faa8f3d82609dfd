package dev.plenum.exhibitor;

import java.util.Collection;
import java.util.Comparator;
import java.util.Set;

import dev.plenum.changelog.Changelogs;
import dev.plenum.changelog.Keepers;
import dev.plenum.changelog.NodeKind;
import dev.plenum.changelog.StepDocument;
import dev.plenum.changelog.Subject;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Outdated;
import dev.plenum.platform.graphql.Page;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.mongo.Live;
import dev.plenum.platform.mongo.Memory;
import dev.plenum.platform.mongo.Snapshots;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The snapshots of the exhibitions of all events in use. The change feed keeps them up to
 * date. Also checks who may read or change an exhibitor.
 */
@Component
public class ShowFloors {

	private static final Comparator<Exhibitor> NEWEST_EVENT_FIRST = Comparator
		.comparing((Exhibitor exhibitor) -> exhibitor.event().startsOn())
		.reversed()
		.thenComparing(ShowFloor.BY_NAME);

	private static final Subject<ShowFloor> CHANGES = new Subject<>(
			Set.of(NodeKind.EXHIBITOR, NodeKind.EXHIBITOR_CATEGORY, NodeKind.OFFER), ShowFloor::changelog,
			ShowFloor::visible);

	private final EventAccess access;

	private final Exhibitors exhibitors;

	private final Snapshots<ShowFloor> snapshots;

	ShowFloors(EventAccess access, Exhibitors exhibitors, Categories categories, Offers offers, Changelogs changelogs,
			Keepers keepers, Memory memory) {
		this.access = access;
		this.exhibitors = exhibitors;
		this.snapshots = memory
			.perEvent((eventId) -> changelogs.ofEvent(eventId)
				.flatMap((changelog) -> Mono
					.zip(exhibitors.ofEvent(eventId).collectList(), categories.ofEvent(eventId).collectList(),
							offers.ofEvent(eventId).collectList())
					.map((all) -> ShowFloor.of(all.getT1(), all.getT2(), all.getT3(), changelog))))
			.kept(Exhibitors.COLLECTION, ExhibitorDocument.class, ShowFloor::with, ShowFloor::withoutExhibitor)
			.kept(Categories.COLLECTION, CategoryDocument.class, ShowFloor::with, ShowFloor::withoutCategory)
			.kept(Offers.COLLECTION, OfferDocument.class, ShowFloor::with, ShowFloor::withoutOffer)
			.kept(Changelogs.COLLECTION, StepDocument.class, ShowFloor::with, (floor, id) -> floor)
			.accompanied(keepers.ofParts(CHANGES, this::of));
	}

	/**
	 * Finds an exhibitor that the caller may see.
	 * @param id any id
	 * @param caller the caller
	 * @return the exhibitor; empty if it does not exist, or if it belongs to a draft that
	 * the caller may not see
	 */
	public Mono<Exhibitor> visible(String id, Caller caller) {
		return this.access.visibleEventContaining(id, caller)
			.flatMap((programme) -> of(programme.id()).get()
				.flatMap((floor) -> Mono.justOrEmpty(floor.find(id, programme))));
	}

	/**
	 * Finds several exhibitors of an event.
	 * @param ids the ids; unknown ids are skipped
	 * @param programme the event, which the caller may see
	 * @return the exhibitors by name
	 */
	public Flux<Exhibitor> among(Collection<String> ids, Programme programme) {
		return of(programme.id()).get()
			.flatMapIterable((floor) -> ids.stream()
				.flatMap((id) -> floor.find(id, programme).stream())
				.sorted(ShowFloor.BY_NAME)
				.toList());
	}

	/**
	 * All exhibitors of an event.
	 * @param programme the event, which the caller may see
	 * @return the exhibitors by name
	 */
	public Flux<Exhibitor> all(Programme programme) {
		return of(programme.id()).get().flatMapIterable((floor) -> floor.exhibitors(programme));
	}

	/**
	 * Finds an exhibitor that the caller may see.
	 * @param id any id
	 * @param caller the caller
	 * @return the exhibitor, or the problem {@link ErrorCode#NOT_FOUND}
	 */
	public Mono<Exhibitor> required(String id, Caller caller) {
		return visible(id, caller).switchIfEmpty(Mono.error(() -> unknown(id)));
	}

	/**
	 * Finds an exhibitor, for its staff only.
	 * @param id any id
	 * @param caller the caller
	 * @return the exhibitor, or the problem {@link ErrorCode#UNAUTHENTICATED},
	 * {@link ErrorCode#NOT_FOUND} or {@link ErrorCode#FORBIDDEN}
	 */
	public Mono<Exhibitor> staffed(String id, Caller caller) {
		return Mono.fromCallable(caller::requireSubject).then(required(id, caller)).doOnNext((exhibitor) -> {
			if (!exhibitor.isStaffedBy(caller)) {
				throw Problem.of(ErrorCode.FORBIDDEN, "Only the staff of this exhibitor can do this.");
			}
		});
	}

	/**
	 * Finds an exhibitor that can be changed, for its staff only.
	 * @param id any id
	 * @param caller the caller
	 * @return the exhibitor, the problem of {@link #staffed}, or the refusal
	 * {@code EventClosed} if the event is archived
	 */
	public Mono<Exhibitor> changeable(String id, Caller caller) {
		return staffed(id, caller).doOnNext((exhibitor) -> exhibitor.event().requireNotArchived());
	}

	/**
	 * The exhibitors whose staff includes the caller, read from the database.
	 * @param caller the caller
	 * @return at most 100 exhibitors, those of the newest event first, each event's by
	 * name; without drafts that the caller may not see
	 */
	Flux<Exhibitor> staffedBy(Caller caller) {
		return this.exhibitors.staffedBy(caller.requireHolder(), Page.LARGEST)
			.concatMap((found) -> visible(found.id(), caller))
			.sort(NEWEST_EVENT_FIRST);
	}

	/**
	 * The exhibition of an event, now and after each change. Slow subscribers may skip
	 * intermediate snapshots but always receive the latest.
	 * @param eventId an event that exists
	 * @return its snapshots, without end
	 */
	public Flux<ShowFloor> follow(String eventId) {
		return Flux.defer(() -> of(eventId).readAndFollow());
	}

	/**
	 * The exhibition of an event.
	 * @param eventId an event that exists
	 * @return its newest snapshot and the following ones
	 */
	public Live<ShowFloor> of(String eventId) {
		return this.snapshots.of(eventId);
	}

	/**
	 * Waits until the snapshot contains a write that may expect a version.
	 * @param written the exhibitor as it was written; empty if it has another version or
	 * does not exist
	 * @param id the exhibitor's id
	 * @param programme the event
	 * @return the exhibitor from the snapshot; the refusal {@link Outdated} if it has
	 * another version; empty if it does not exist
	 */
	Mono<Exhibitor> shown(Mono<ExhibitorDocument> written, String id, Programme programme) {
		return written.flatMap((document) -> shown(document, programme))
			.switchIfEmpty(Mono.defer(() -> this.exhibitors.newest(id)
				.flatMap((current) -> shown(current, programme))
				.flatMap((current) -> Mono.error(new Refused(new Outdated(current))))));
	}

	/**
	 * Waits until the snapshot contains a write.
	 * @param written the exhibitor as it was written
	 * @param programme the event
	 * @return the exhibitor from the snapshot
	 */
	public Mono<Exhibitor> shown(ExhibitorDocument written, Programme programme) {
		return of(programme.id()).when((floor) -> floor.shows(written))
			.flatMap((floor) -> Mono.justOrEmpty(floor.find(written.id(), programme)))
			.switchIfEmpty(Mono.error(() -> unknown(written.id())));
	}

	/**
	 * The problem of an exhibitor that does not exist.
	 * @param id the id
	 * @return the problem {@link ErrorCode#NOT_FOUND}
	 */
	public static Problem unknown(String id) {
		return Problem.of(ErrorCode.NOT_FOUND, "There is no exhibitor '%s'.".formatted(id));
	}

}
