package dev.plenum.exhibitor;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

/**
 * The exhibition of one event as it was at one moment: immutable. The next one shares all
 * with this one but what has changed.
 */
public final class ShowFloor {

	private final Map<String, Stand> stands;

	private final Map<String, CategoryDocument> categories;

	private final FloorOrder order;

	private ShowFloor(Map<String, Stand> stands, Map<String, CategoryDocument> categories, FloorOrder order) {
		this.stands = stands;
		this.categories = categories;
		this.order = order;
	}

	static ShowFloor of(List<ExhibitorDocument> exhibitors, List<CategoryDocument> categories) {
		Map<String, Stand> stands = new HashMap<>();
		exhibitors.forEach((exhibitor) -> stands.put(exhibitor.id(), new Stand(exhibitor)));
		Map<String, CategoryDocument> byId = new HashMap<>();
		categories.forEach((category) -> byId.put(category.id(), category));
		return new ShowFloor(stands, byId, orderOf(stands));
	}

	/**
	 * Everybody who exhibits.
	 * @param programme the event in which to show them
	 * @return the exhibitors by name
	 */
	public List<Exhibitor> exhibitors(Programme programme) {
		return this.stands.values()
			.stream()
			.map((stand) -> new Exhibitor(programme, this, stand))
			.sorted(Comparator.comparing(Exhibitor::name).thenComparing(Exhibitor::id))
			.toList();
	}

	Optional<Stand> stand(String id) {
		return Optional.ofNullable(this.stands.get(id));
	}

	/**
	 * The ids of exhibitors in an order.
	 * @param which which of them
	 * @param sort what the order goes by
	 * @param language the language whose alphabet names are sorted by
	 */
	List<String> ids(@Nullable Predicate<Stand> which, ExhibitorSort sort, Locale language) {
		List<String> all = this.order.ids(sort, language);
		return (which == null) ? all : all.stream().filter((id) -> which.test(known(id))).toList();
	}

	/** When booths open again by what their staff said before. */
	Stream<Instant> turns() {
		return this.stands.values().stream().flatMap((stand) -> stand.document().turns());
	}

	Exhibitor exhibitor(String id, Programme programme) {
		return new Exhibitor(programme, this, known(id));
	}

	Optional<CategoryDocument> category(String id) {
		return Optional.ofNullable(this.categories.get(id));
	}

	List<CategoryDocument> categories() {
		return this.categories.values()
			.stream()
			.sorted(Comparator.comparingInt(CategoryDocument::position).thenComparing(CategoryDocument::id))
			.toList();
	}

	/**
	 * Finds anything by its id.
	 */
	Optional<?> find(String id, Programme programme) {
		Stand stand = this.stands.get(id);
		return (stand != null) ? Optional.of(new Exhibitor(programme, this, stand))
				: category(id).map((category) -> new ExhibitorCategory(programme, category));
	}

	boolean shows(ExhibitorDocument written) {
		Stand known = this.stands.get(written.id());
		return known != null && known.document().version() >= written.version();
	}

	boolean shows(CategoryDocument written) {
		CategoryDocument known = this.categories.get(written.id());
		return known != null && known.version() >= written.version();
	}

	ShowFloor with(ExhibitorDocument exhibitor) {
		if (shows(exhibitor)) {
			return this;
		}
		Map<String, Stand> copy = new HashMap<>(this.stands);
		Stand before = copy.put(exhibitor.id(), new Stand(exhibitor));
		boolean moves = FloorOrder.moves((before != null) ? before.document() : null, exhibitor);
		return new ShowFloor(copy, this.categories, moves ? orderOf(copy) : this.order);
	}

	ShowFloor with(CategoryDocument category) {
		if (shows(category)) {
			return this;
		}
		Map<String, CategoryDocument> copy = new HashMap<>(this.categories);
		copy.put(category.id(), category);
		return new ShowFloor(this.stands, copy, this.order);
	}

	ShowFloor withoutExhibitor(String id) {
		Map<String, Stand> copy = new HashMap<>(this.stands);
		return (copy.remove(id) != null) ? new ShowFloor(copy, this.categories, orderOf(copy)) : this;
	}

	ShowFloor withoutCategory(String id) {
		Map<String, CategoryDocument> copy = new HashMap<>(this.categories);
		return (copy.remove(id) != null) ? new ShowFloor(this.stands, copy, this.order) : this;
	}

	private Stand known(String id) {
		return Objects.requireNonNull(this.stands.get(id));
	}

	private static FloorOrder orderOf(Map<String, Stand> stands) {
		return new FloorOrder(stands.values().stream().map(Stand::document).toList());
	}

}
