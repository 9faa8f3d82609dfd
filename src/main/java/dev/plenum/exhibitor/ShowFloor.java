package dev.plenum.exhibitor;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.changelog.Changelog;
import dev.plenum.changelog.StepDocument;
import dev.plenum.changelog.Visible;
import dev.plenum.exhibitor.BoothNews.BoothChange;
import dev.plenum.platform.graphql.Page;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of one event's exhibition. Immutable; successive snapshots share everything
 * that has not changed.
 */
public final class ShowFloor {

	static final Comparator<Exhibitor> BY_NAME = Comparator.comparing(Exhibitor::name).thenComparing(Exhibitor::id);

	private static final Comparator<OfferDocument> BY_START = Comparator
		.comparing(OfferDocument::from, Comparator.nullsFirst(Comparator.naturalOrder()))
		.thenComparing(OfferDocument::id);

	private final Map<String, Stand> stands;

	private final Map<String, CategoryDocument> categories;

	/** By id; includes offers of exhibitors that do not exist any more, or not yet. */
	private final Map<String, OfferDocument> offers;

	private final FloorOrder order;

	private final Changelog changelog;

	private ShowFloor(Map<String, Stand> stands, Map<String, CategoryDocument> categories,
			Map<String, OfferDocument> offers, FloorOrder order, Changelog changelog) {
		this.stands = stands;
		this.categories = categories;
		this.offers = offers;
		this.order = order;
		this.changelog = changelog;
	}

	static ShowFloor of(List<ExhibitorDocument> exhibitors, List<CategoryDocument> categories,
			List<OfferDocument> offers, Changelog changelog) {
		Map<String, List<OfferDocument>> byExhibitor = offers.stream()
			.sorted(BY_START)
			.collect(Collectors.groupingBy(OfferDocument::exhibitorId, Collectors.toUnmodifiableList()));
		Map<String, Stand> stands = new HashMap<>();
		exhibitors.forEach((exhibitor) -> stands.put(exhibitor.id(),
				new Stand(exhibitor, byExhibitor.getOrDefault(exhibitor.id(), List.of()))));
		return new ShowFloor(stands, byId(categories, CategoryDocument::id), byId(offers, OfferDocument::id),
				orderOf(stands), changelog);
	}

	/**
	 * Everything that this snapshot shows.
	 */
	List<Visible> visible() {
		return Stream
			.of(stands().map(Stand::document), this.categories.values().stream(),
					this.offers.values().stream().filter((offer) -> hasExhibitor(offer.exhibitorId())))
			.<Visible>flatMap((shown) -> shown)
			.toList();
	}

	/**
	 * The visible changes of the event, as far as this snapshot knows them.
	 */
	Changelog changelog() {
		return this.changelog;
	}

	/**
	 * All exhibitors.
	 * @param programme the event in which to show them
	 * @return the exhibitors by name
	 */
	public List<Exhibitor> exhibitors(Programme programme) {
		return this.stands.values()
			.stream()
			.map((stand) -> new Exhibitor(programme, this, stand))
			.sorted(BY_NAME)
			.toList();
	}

	/**
	 * Whether an exhibitor exists.
	 * @param id any id
	 * @return true if this is the id of an exhibitor of the event
	 */
	public boolean hasExhibitor(String id) {
		return this.stands.containsKey(id);
	}

	/**
	 * Whether a person is on the staff of an exhibitor.
	 * @param id any id
	 * @param subject the person
	 * @return true if the exhibitor exists and its staff includes the person
	 */
	public boolean hasStaff(String id, String subject) {
		Stand stand = this.stands.get(id);
		return stand != null && stand.document().staff().contains(subject);
	}

	/**
	 * Finds an exhibitor.
	 * @param id any id
	 * @param programme the event in which to show it
	 * @return the exhibitor; empty if it does not exist
	 */
	public Optional<Exhibitor> find(String id, Programme programme) {
		return Optional.ofNullable(this.stands.get(id)).map((stand) -> new Exhibitor(programme, this, stand));
	}

	/**
	 * Other exhibitors whose booths visitors may take for the booth of an exhibitor.
	 * @return at most 100 exhibitors by name
	 */
	List<Exhibitor> sharingBooth(Exhibitor exhibitor) {
		Booth booth = exhibitor.booth();
		return (booth == null) ? List.of() : exhibitors(exhibitor.programme()).stream().filter((other) -> {
			Booth theirs = other.booth();
			return theirs != null && !other.id().equals(exhibitor.id()) && theirs.mayBeTakenFor(booth);
		}).limit(Page.LARGEST).toList();
	}

	boolean isEmpty() {
		return this.stands.isEmpty();
	}

	Stream<Stand> stands() {
		return this.stands.values().stream();
	}

	/**
	 * The ids of exhibitors in an order.
	 * @param which selects exhibitors; null for all
	 * @param sort the order
	 * @param language the language whose alphabetical order applies to names
	 */
	List<String> ids(@Nullable Predicate<Stand> which, ExhibitorSort sort, Locale language) {
		List<String> all = this.order.ids(sort, language);
		return (which == null) ? all : all.stream().filter((id) -> which.test(known(id))).toList();
	}

	/**
	 * The moments at which booths open again without a write.
	 */
	Stream<Instant> turns() {
		return stands().flatMap((stand) -> stand.document().turns());
	}

	Exhibitor exhibitor(String id, Programme programme) {
		return new Exhibitor(programme, this, known(id));
	}

	/**
	 * Finds a category.
	 * @param id any id
	 * @return the category; empty if it does not exist
	 */
	public Optional<CategoryDocument> category(String id) {
		return Optional.ofNullable(this.categories.get(id));
	}

	/**
	 * The categories of the event.
	 * @return the categories in their order
	 */
	public List<CategoryDocument> categories() {
		return this.categories.values()
			.stream()
			.sorted(Comparator.comparingInt(CategoryDocument::position).thenComparing(CategoryDocument::id))
			.toList();
	}

	/**
	 * Finds an offer.
	 * @param id any id
	 * @return the offer, also if its exhibitor does not exist; empty if there is none
	 */
	public Optional<OfferDocument> offer(String id) {
		return Optional.ofNullable(this.offers.get(id));
	}

	/**
	 * The offers of exhibitors that exist.
	 * @return the offers by start
	 */
	public Stream<OfferDocument> offers() {
		return this.offers.values().stream().filter((offer) -> hasExhibitor(offer.exhibitorId())).sorted(BY_START);
	}

	/**
	 * The changes since an earlier snapshot that attendees see.
	 */
	List<BoothChange> changedSince(ShowFloor before) {
		Set<String> renamed = renamedSince(before);
		Stream<BoothChange> changed = stands().filter((stand) -> {
			Stand seen = before.stands.get(stand.id());
			return seen == null || !stand.looksLike(seen)
					|| !Collections.disjoint(renamed, stand.document().categoryIds()) || hasTurned(stand, before);
		}).map((stand) -> new BoothChange(stand, false));
		Stream<BoothChange> removed = before.stands()
			.filter((stand) -> !this.stands.containsKey(stand.id()))
			.map((stand) -> new BoothChange(stand, true));
		return Stream.concat(changed, removed).toList();
	}

	/** Whether the time of return, or the start or end of an offer, has passed. */
	private boolean hasTurned(Stand stand, ShowFloor before) {
		return this.changelog != before.changelog
				&& Stream.concat(Stream.of(stand.id()), stand.offers().stream().map(OfferDocument::id))
					.anyMatch((id) -> this.changelog.hasTurnedSince(before.changelog, id));
	}

	private Set<String> renamedSince(ShowFloor before) {
		return (this.categories == before.categories) ? Set.of()
				: Stream.concat(this.categories.keySet().stream(), before.categories.keySet().stream())
					.filter((id) -> !category(id).map(CategoryDocument::name)
						.equals(before.category(id).map(CategoryDocument::name)))
					.collect(Collectors.toSet());
	}

	/**
	 * Whether this snapshot contains a write.
	 * @param written the exhibitor as it was written
	 * @return true if this snapshot has this version or a newer one
	 */
	public boolean shows(ExhibitorDocument written) {
		Stand known = this.stands.get(written.id());
		return known != null && known.document().version() >= written.version();
	}

	boolean shows(CategoryDocument written) {
		CategoryDocument known = this.categories.get(written.id());
		return known != null && known.version() >= written.version();
	}

	/**
	 * Whether this snapshot contains a write.
	 * @param written the offer as it was written
	 * @return true if this snapshot has this version or a newer one
	 */
	public boolean shows(OfferDocument written) {
		OfferDocument known = this.offers.get(written.id());
		return known != null && known.version() >= written.version();
	}

	ShowFloor with(ExhibitorDocument exhibitor) {
		if (shows(exhibitor)) {
			return this;
		}
		Stand before = this.stands.get(exhibitor.id());
		Map<String, Stand> copy = plus(this.stands, exhibitor.id(),
				new Stand(exhibitor, (before != null) ? before.offers() : offersOf(exhibitor.id(), this.offers)));
		boolean moves = FloorOrder.moves((before != null) ? before.document() : null, exhibitor);
		return new ShowFloor(copy, this.categories, this.offers, moves ? orderOf(copy) : this.order, this.changelog);
	}

	/**
	 * The next snapshot, with a category.
	 * @param category the category as it was written
	 * @return the snapshot; this one if it has the category's version or a newer one
	 */
	public ShowFloor with(CategoryDocument category) {
		return shows(category) ? this : new ShowFloor(this.stands, plus(this.categories, category.id(), category),
				this.offers, this.order, this.changelog);
	}

	ShowFloor with(OfferDocument offer) {
		return shows(offer) ? this : withOffers(plus(this.offers, offer.id(), offer), offer.exhibitorId());
	}

	ShowFloor withoutExhibitor(String id) {
		if (!this.stands.containsKey(id)) {
			return this;
		}
		Map<String, Stand> copy = minus(this.stands, id);
		return new ShowFloor(copy, this.categories, this.offers, orderOf(copy), this.changelog.without(Set.of(id)));
	}

	ShowFloor withoutCategory(String id) {
		return this.categories.containsKey(id) ? new ShowFloor(this.stands, minus(this.categories, id), this.offers,
				this.order, this.changelog.without(Set.of(id))) : this;
	}

	ShowFloor withoutOffer(String id) {
		OfferDocument offer = this.offers.get(id);
		return (offer != null)
				? withOffers(minus(this.offers, id), offer.exhibitorId()).with(this.changelog.without(Set.of(id)))
				: this;
	}

	private ShowFloor withOffers(Map<String, OfferDocument> all, String exhibitorId) {
		Stand stand = this.stands.get(exhibitorId);
		return new ShowFloor((stand != null)
				? plus(this.stands, exhibitorId, new Stand(stand.document(), offersOf(exhibitorId, all))) : this.stands,
				this.categories, all, this.order, this.changelog);
	}

	ShowFloor with(StepDocument step) {
		return with(this.changelog.with(step));
	}

	private ShowFloor with(Changelog next) {
		return (next != this.changelog) ? new ShowFloor(this.stands, this.categories, this.offers, this.order, next)
				: this;
	}

	private Stand known(String id) {
		return Objects.requireNonNull(this.stands.get(id));
	}

	private static List<OfferDocument> offersOf(String exhibitorId, Map<String, OfferDocument> all) {
		return all.values()
			.stream()
			.filter((offer) -> offer.exhibitorId().equals(exhibitorId))
			.sorted(BY_START)
			.toList();
	}

	private static FloorOrder orderOf(Map<String, Stand> stands) {
		return new FloorOrder(stands.values().stream().map(Stand::document).toList());
	}

	private static <T> Map<String, T> byId(List<T> documents, Function<T, String> id) {
		return documents.stream().collect(Collectors.toMap(id, Function.identity()));
	}

	private static <T> Map<String, T> plus(Map<String, T> map, String id, T value) {
		Map<String, T> copy = new HashMap<>(map);
		copy.put(id, value);
		return copy;
	}

	private static <T> Map<String, T> minus(Map<String, T> map, String id) {
		Map<String, T> copy = new HashMap<>(map);
		copy.remove(id);
		return copy;
	}

}
