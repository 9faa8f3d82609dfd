package dev.plenum.exhibitor;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import dev.plenum.platform.Ids;
import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.removal.RemovalDocument;
import dev.plenum.platform.removal.Removals;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Removes exhibitors, offers and categories together with what depends on them.
 *
 * <p>
 * A removal is several writes. The first one stores the intention, the last one stores
 * that the removal is complete. If the server stops in between, the same request sent
 * again completes the removal; otherwise any server does within a minute. The creation of
 * something with the same id waits for it, and removes again what was added by somebody
 * who did not know of the removal yet.
 */
@Component
public class RemovalDesk {

	/** When a removal counts as interrupted. */
	private static final Duration LONGEST = Duration.ofSeconds(30);

	private static final Set<String> PREFIXES = Set.of(Exhibitors.ID_PREFIX, Categories.ID_PREFIX, Offers.ID_PREFIX);

	private final Removals removals;

	private final Exhibitors exhibitors;

	private final Categories categories;

	private final Offers offers;

	private final List<ExhibitorDependants> dependants;

	private final InstantSource clock;

	RemovalDesk(Removals removals, Exhibitors exhibitors, Categories categories, Offers offers,
			List<ExhibitorDependants> dependants, InstantSource clock) {
		this.removals = removals;
		this.exhibitors = exhibitors;
		this.categories = categories;
		this.offers = offers;
		this.dependants = dependants;
		this.clock = clock;
	}

	/**
	 * Removes an exhibitor, an offer or a category.
	 * @param prefix the prefix of its id; an id with another prefix names nothing
	 * @param id its id
	 * @param name its name; null if it does not exist
	 * @param requestId the id of the request, which is remembered; null for none
	 * @return whether this request removed it, or found nothing to remove; false if the
	 * request was carried out before
	 */
	public Mono<Boolean> remove(String prefix, String id, @Nullable String name, @Nullable String requestId) {
		Check.requestId(requestId);
		return !id.startsWith(prefix + '_') ? Mono.just(true)
				: this.removals.begin(id, name, requestId, this.clock.instant())
					.flatMap((removal) -> removal.pending() ? carryOut(removal).thenReturn(true) : Mono.just(false));
	}

	/**
	 * Prepares the creation of an exhibitor, an offer or a category: completes the
	 * removal of an earlier one with the same id.
	 * @param id its id
	 * @param isNew whether it does not exist yet; otherwise nothing is done
	 * @return completes when it can be created
	 */
	public Mono<Void> prepareCreation(String id, boolean isNew) {
		return !isNew ? Mono.empty()
				: this.removals.byId(id)
					.filterWhen((removal) -> exists(id).map((exists) -> !exists))
					.flatMap((removal) -> carryOut(removal).then(each((one) -> one.prepareCreation(removal))));
	}

	/**
	 * Ends what only the staff of an exhibitor can do for everybody who is not on it any
	 * more.
	 * @param exhibitor the exhibitor after a change of its staff
	 * @return the exhibitor, afterwards
	 */
	public Mono<ExhibitorDocument> keepStaff(ExhibitorDocument exhibitor) {
		return each((one) -> one.keepStaff(exhibitor)).thenReturn(exhibitor);
	}

	/**
	 * Completes interrupted removals of exhibitors, offers and categories on all servers.
	 */
	Mono<Void> settle() {
		return this.removals.pendingSince(this.clock.instant().minus(LONGEST))
			.filter((left) -> PREFIXES.contains(Ids.typeOf(left.id())))
			.concatMap((left) -> this.removals.takeOver(left, this.clock.instant()))
			.concatMap(this::carryOut)
			.then();
	}

	private Mono<Void> carryOut(RemovalDocument removal) {
		String id = removal.id();
		Mono<Void> work = id.startsWith(Exhibitors.ID_PREFIX + '_') ? removeExhibitor(removal)
				: id.startsWith(Categories.ID_PREFIX + '_')
						? this.categories.remove(id).then(this.exhibitors.withoutCategory(removal.eventId(), id))
						: this.offers.remove(id);
		return work.then(Mono.defer(() -> this.removals.end(removal)));
	}

	private Mono<Void> removeExhibitor(RemovalDocument removal) {
		return each((one) -> one.remove(removal)).then(this.exhibitors.remove(removal.id()))
			.then(this.offers.removeOf(removal.eventId(), removal.id()));
	}

	private Mono<Boolean> exists(String id) {
		return id.startsWith(Exhibitors.ID_PREFIX + '_') ? this.exhibitors.newest(id).hasElement()
				: id.startsWith(Categories.ID_PREFIX + '_') ? this.categories.newest(id).hasElement()
						: this.offers.newest(id).hasElement();
	}

	private Mono<Void> each(Function<ExhibitorDependants, Mono<Void>> work) {
		return Flux.fromIterable(this.dependants).concatMap(work).then();
	}

}
