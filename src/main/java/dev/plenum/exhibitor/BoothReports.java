package dev.plenum.exhibitor;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

import dev.plenum.exhibitor.BoothNews.BoothChange;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

/**
 * The reports of changed booths of one event by one server, since the first subscriber.
 * Contains only the latest report of each booth. Immutable.
 */
final class BoothReports {

	private static final char SEPARATOR = '-';

	/** Distinguishes the numbers of these reports from those of other servers. */
	private final String series;

	private final Programme programme;

	private final ShowFloor floor;

	/** The reported changes by their numbers, which start at 1. */
	private final NavigableMap<Long, BoothChange> changes;

	/** The exhibitors as reported, so that all subscribers receive the same object. */
	private final Map<Long, Exhibitor> shown = new ConcurrentHashMap<>();

	BoothReports(Programme programme, ShowFloor floor) {
		this(Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), Character.MAX_RADIX), programme, floor,
				new TreeMap<>());
	}

	private BoothReports(String series, Programme programme, ShowFloor floor, NavigableMap<Long, BoothChange> changes) {
		this.series = series;
		this.programme = programme;
		this.floor = floor;
		this.changes = changes;
	}

	Programme programme() {
		return this.programme;
	}

	BoothReports in(Programme next) {
		return new BoothReports(this.series, next, this.floor, this.changes);
	}

	BoothReports with(BoothChange change, ShowFloor newest) {
		NavigableMap<Long, BoothChange> copy = new TreeMap<>(this.changes);
		copy.values().removeIf((known) -> known.id().equals(change.id()));
		copy.put(last() + 1, change);
		return new BoothReports(this.series, this.programme, newest, copy);
	}

	/**
	 * The number of the latest report; 0 if there is none.
	 */
	long last() {
		return this.changes.isEmpty() ? 0 : this.changes.lastKey();
	}

	/**
	 * The position after a report, for subscribers that connect again.
	 */
	String position(long number) {
		return this.series + SEPARATOR + number;
	}

	/**
	 * The number of the report at a position.
	 * @param position a position, which a client can have forged
	 * @return the number; null if the position does not belong to these reports
	 */
	@Nullable Long number(String position) {
		int separator = position.indexOf(SEPARATOR);
		if (separator < 0 || !position.substring(0, separator).equals(this.series)) {
			return null;
		}
		try {
			long number = Long.parseLong(position.substring(separator + 1));
			return (number >= 0 && number <= last()) ? number : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
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
