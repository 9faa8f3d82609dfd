package dev.plenum.interchange.format;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Gives each session or person the number that exported files require: positive, unique
 * in the file, and the same in each export of every server. The number of the origin
 * counts if it is unique; otherwise the number depends on the key only.
 */
final class ExportNumbers {

	private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");

	private static final int POSITIVE = 0x3fffffff;

	private final Map<String, Integer> byKey = new HashMap<>();

	/**
	 * Numbers objects.
	 * @param facts the facts of each object by its key
	 */
	ExportNumbers(Map<String, Map<String, String>> facts) {
		Set<Integer> taken = new HashSet<>();
		TreeMap<String, Map<String, String>> sorted = new TreeMap<>(facts);
		sorted.forEach((key, its) -> {
			String id = its.getOrDefault("id", "");
			if (NUMBER.matcher(id).matches() && taken.add(Integer.valueOf(id))) {
				this.byKey.put(key, Integer.valueOf(id));
			}
		});
		sorted.keySet().forEach((key) -> this.byKey.computeIfAbsent(key, (without) -> free(without, taken)));
	}

	int of(String key) {
		return this.byKey.getOrDefault(key, 1);
	}

	private static int free(String key, Set<Integer> taken) {
		int number = Guids.of(key).hashCode() & POSITIVE;
		while (number == 0 || !taken.add(number)) {
			number = (number + 1) & POSITIVE;
		}
		return number;
	}

}
