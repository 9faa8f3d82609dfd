package dev.plenum.interchange.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects warnings. A file can have a problem in each line, so only the first 200
 * warnings are kept and the others are counted.
 */
final class Warnings {

	private static final int KEPT = 200;

	private final List<Warning> first = new ArrayList<>();

	private int count;

	void add(String place, String message, Object... arguments) {
		this.count++;
		if (this.first.size() < KEPT) {
			this.first.add(new Warning(place, message.formatted(arguments)));
		}
	}

	List<Warning> all() {
		List<Warning> all = new ArrayList<>(this.first);
		if (this.count > KEPT) {
			all.add(new Warning("", "There are %d more warnings.".formatted(this.count - KEPT)));
		}
		return List.copyOf(all);
	}

}
