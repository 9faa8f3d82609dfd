package dev.plenum.interchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Words of facts as they are kept: a line for each, with the word before the way to the
 * fact. One text is read and written a good deal faster than twenty fields, and there is
 * one for every session and speaker.
 */
final class Words {

	private Words() {
	}

	static String kept(SortedMap<String, String> words) {
		StringBuilder kept = new StringBuilder();
		words.forEach((way, word) -> line(kept, way, word));
		return kept.toString();
	}

	/** Several words for one fact. */
	static String keptLists(Map<String, List<String>> words) {
		StringBuilder kept = new StringBuilder();
		words.forEach((way, all) -> all.forEach((word) -> line(kept, way, word)));
		return kept.toString();
	}

	static Map<String, String> read(String kept) {
		Map<String, String> words = new LinkedHashMap<>();
		kept.lines().forEach((line) -> words.put(way(line), word(line)));
		return words;
	}

	static Map<String, List<String>> readLists(String kept) {
		Map<String, List<String>> words = new LinkedHashMap<>();
		kept.lines().forEach((line) -> words.computeIfAbsent(way(line), (way) -> new ArrayList<>()).add(word(line)));
		return words;
	}

	static boolean has(String kept, String way, String word) {
		return kept.lines().anyMatch((line) -> word(line).equals(word) && way(line).equals(way));
	}

	private static void line(StringBuilder kept, String way, String word) {
		kept.append(word).append(' ').append(way).append('\n');
	}

	private static String way(String line) {
		return line.substring(line.indexOf(' ') + 1);
	}

	private static String word(String line) {
		return line.substring(0, line.indexOf(' '));
	}

}
