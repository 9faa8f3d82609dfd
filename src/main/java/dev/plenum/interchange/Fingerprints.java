package dev.plenum.interchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Converts the fingerprints of an object's values to one text and back. Each line has a
 * fingerprint and the path of its value. MongoDB reads and writes one text much faster
 * than twenty fields, and there is one text for each session and speaker.
 */
final class Fingerprints {

	private Fingerprints() {
	}

	static String write(SortedMap<String, String> fingerprints) {
		StringBuilder text = new StringBuilder();
		fingerprints.forEach((path, fingerprint) -> line(text, path, fingerprint));
		return text.toString();
	}

	/** Writes several fingerprints for each path. */
	static String writeLists(Map<String, List<String>> fingerprints) {
		StringBuilder text = new StringBuilder();
		fingerprints.forEach((path, all) -> all.forEach((fingerprint) -> line(text, path, fingerprint)));
		return text.toString();
	}

	static Map<String, String> read(String text) {
		Map<String, String> fingerprints = new LinkedHashMap<>();
		text.lines().forEach((line) -> fingerprints.put(path(line), fingerprint(line)));
		return fingerprints;
	}

	static Map<String, List<String>> readLists(String text) {
		Map<String, List<String>> fingerprints = new LinkedHashMap<>();
		text.lines()
			.forEach((line) -> fingerprints.computeIfAbsent(path(line), (_) -> new ArrayList<>())
				.add(fingerprint(line)));
		return fingerprints;
	}

	static boolean contains(String text, String path, String fingerprint) {
		return text.lines().anyMatch((line) -> fingerprint(line).equals(fingerprint) && path(line).equals(path));
	}

	private static void line(StringBuilder text, String path, String fingerprint) {
		text.append(fingerprint).append(' ').append(path).append('\n');
	}

	private static String path(String line) {
		return line.substring(line.indexOf(' ') + 1);
	}

	private static String fingerprint(String line) {
		return line.substring(0, line.indexOf(' '));
	}

}
