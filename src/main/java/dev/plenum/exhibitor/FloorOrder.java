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
 * The orders in which the exhibitors of an event are listed. Each is found out when it is
 * asked for first, and holds for every snapshot in which nothing has changed that it goes
 * by.
 */
final class FloorOrder {

	private final Collection<ExhibitorDocument> exhibitors;

	private final Map<Key, List<String>> ids = new ConcurrentHashMap<>();

	FloorOrder(Collection<ExhibitorDocument> exhibitors) {
		this.exhibitors = exhibitors;
	}

	/**
	 * The ids of all exhibitors in an order.
	 * @param sort what it goes by
	 * @param language the language whose alphabet names are sorted by
	 */
	List<String> ids(ExhibitorSort sort, Locale language) {
		return this.ids.computeIfAbsent(new Key(sort, language), this::sorted);
	}

	/**
	 * Whether an exhibitor may have another place in one of the orders.
	 * @param before the exhibitor as it was; null if it was not there
	 * @param after the exhibitor as it is
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
