package dev.plenum.exhibitor;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

/**
 * What has been told of the booths of an event since somebody began to listen, each once,
 * as it was told last: immutable.
 */
final class BoothBoard {

	private final Programme programme;

	private final ShowFloor floor;

	/** The changes by their numbers, which begin at 1. */
	private final NavigableMap<Long, BoothChange> told;

	/** What everybody is shown, so that it is the same. */
	private final Map<Long, Exhibitor> shown = new ConcurrentHashMap<>();

	BoothBoard(Programme programme, ShowFloor floor) {
		this(programme, floor, new TreeMap<>());
	}

	private BoothBoard(Programme programme, ShowFloor floor, NavigableMap<Long, BoothChange> told) {
		this.programme = programme;
		this.floor = floor;
		this.told = told;
	}

	Programme programme() {
		return this.programme;
	}

	BoothBoard in(Programme next) {
		return new BoothBoard(next, this.floor, this.told);
	}

	BoothBoard with(BoothChange change, ShowFloor newest) {
		NavigableMap<Long, BoothChange> copy = new TreeMap<>(this.told);
		copy.values().removeIf((known) -> known.id().equals(change.id()));
		copy.put(last() + 1, change);
		return new BoothBoard(this.programme, newest, copy);
	}

	/**
	 * The number of the newest change; 0 if there is none.
	 */
	long last() {
		return this.told.isEmpty() ? 0 : this.told.lastKey();
	}

	/**
	 * The number of the first change after another one; null if there is none.
	 */
	@Nullable Long after(long number) {
		return this.told.higherKey(number);
	}

	Exhibitor exhibitor(long number) {
		return this.shown.computeIfAbsent(number, (_) -> {
			BoothChange change = Objects.requireNonNull(this.told.get(number));
			return new Exhibitor(this.programme, this.floor, change.stand(), change.removed());
		});
	}

}
