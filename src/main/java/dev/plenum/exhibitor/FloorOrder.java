package dev.plenum.exhibitor;

import java.text.CollationKey;
import java.text.Collator;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The orders of an event's exhibitors. Each order is computed on first use. It is shared
 * by successive snapshots, until something changes that the orders depend on.
 */
final class FloorOrder {

	private final Collection<ExhibitorDocument> exhibitors;

	private final Map<Key, List<String>> ids = new ConcurrentHashMap<>();

	FloorOrder(Collection<ExhibitorDocument> exhibitors) {
		this.exhibitors = exhibitors;
	}

	/**
	 * The ids of all exhibitors in an order.
	 * @param sort the order
	 * @param language the language whose alphabetical order applies to names
	 */
	List<String> ids(ExhibitorSort sort, Locale language) {
		return this.ids.computeIfAbsent(new Key(sort, language), this::sorted);
	}

	/**
	 * Whether a change may move an exhibitor in one of the orders.
	 * @param before the exhibitor before the change; null if it did not exist
	 * @param after the exhibitor after the change
	 */
	static boolean moves(@Nullable ExhibitorDocument before, ExhibitorDocument after) {
		return before == null || !before.name().equals(after.name()) || before.tier() != after.tier()
				|| !number(before).equals(number(after));
	}

	private List<String> sorted(Key key) {
		Collator collator = Collator.getInstance(key.language());
		Comparator<Entry> byName = Comparator.comparing(Entry::name).thenComparing(Entry::id);
		return this.exhibitors.stream()
			.map((exhibitor) -> new Entry(exhibitor, collator.getCollationKey(exhibitor.name())))
			.sorted(switch (key.sort()) {
				case NAME -> byName;
				case TIER -> Comparator.comparing(Entry::tier).thenComparing(byName);
				case BOOTH -> Comparator.comparing(Entry::hasNoBooth)
					.thenComparing(Entry::number, new NaturalOrder())
					.thenComparing(byName);
			})
			.map(Entry::id)
			.toList();
	}

	private static String number(ExhibitorDocument exhibitor) {
		return (exhibitor.booth() != null) ? exhibitor.booth().number() : "";
	}

	private record Key(ExhibitorSort sort, Locale language) {
	}

	private record Entry(ExhibitorDocument exhibitor, CollationKey name) {

		String id() {
			return this.exhibitor.id();
		}

		ExhibitorTier tier() {
			return this.exhibitor.tier();
		}

		boolean hasNoBooth() {
			return this.exhibitor.booth() == null;
		}

		String number() {
			return FloorOrder.number(this.exhibitor);
		}

	}

}
