package dev.plenum.interchange.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects warnings. A file can have the same kind of problem in each line, so each kind
 * is reported once, with its number and its first places.
 */
public final class Warnings {

	private final Map<String, Warning> byKind = new LinkedHashMap<>();

	/**
	 * Adds a warning.
	 * @param place the place in the file; empty for the whole file
	 * @param message what is wrong and what was done, with placeholders; it is the kind
	 * @param arguments the values of the placeholders
	 */
	public void add(String place, String message, Object... arguments) {
		Warning known = this.byKind.get(message);
		this.byKind.put(message,
				(known != null) ? known.and(place) : Warning.first(place, message.formatted(arguments)));
	}

	/**
	 * Returns one warning for each kind.
	 * @return the warnings in the order of their first places
	 */
	public List<Warning> all() {
		return List.copyOf(this.byKind.values());
	}

}
