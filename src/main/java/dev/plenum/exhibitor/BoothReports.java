package dev.plenum.exhibitor;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import dev.plenum.exhibitor.BoothNews.BoothChange;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

/**
 * The reports of changed booths of one event, since the first subscriber of a broadcast.
 * Contains only the latest report of each booth. Immutable.
 */
final class BoothReports {

	private final Programme programme;

	private final ShowFloor floor;

	/** The reported changes by their numbers, which start at 1. */
	private final NavigableMap<Long, BoothChange> changes;

	/** The exhibitors as reported, so that all subscribers receive the same object. */
	private final Map<Long, Exhibitor> shown = new ConcurrentHashMap<>();

	BoothReports(Programme programme, ShowFloor floor) {
		this(programme, floor, new TreeMap<>());
	}

	private BoothReports(Programme programme, ShowFloor floor, NavigableMap<Long, BoothChange> changes) {
		this.programme = programme;
		this.floor = floor;
		this.changes = changes;
	}

	Programme programme() {
		return this.programme;
	}

	BoothReports in(Programme next) {
		return new BoothReports(next, this.floor, this.changes);
	}

	BoothReports with(BoothChange change, ShowFloor newest) {
		NavigableMap<Long, BoothChange> copy = new TreeMap<>(this.changes);
		copy.values().removeIf((known) -> known.id().equals(change.id()));
		copy.put(last() + 1, change);
		return new BoothReports(this.programme, newest, copy);
	}

	/**
	 * The number of the latest report; 0 if there is none.
	 */
	long last() {
		return this.changes.isEmpty() ? 0 : this.changes.lastKey();
	}

	/**
	 * The number of the first report after another one; null if there is none.
	 */
	@Nullable Long after(long number) {
		return this.changes.higherKey(number);
	}

	Exhibitor exhibitor(long number) {
		return this.shown.computeIfAbsent(number, (_) -> {
			BoothChange change = Objects.requireNonNull(this.changes.get(number));
			return new Exhibitor(this.programme, this.floor, change.stand(), change.removed());
		});
	}

}
