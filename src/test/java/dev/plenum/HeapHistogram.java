package dev.plenum;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The objects in the heap of a JVM.
 *
 * @param instances how many there are of each class, by its name
 * @param bytes what all take together
 */
public record HeapHistogram(Map<String, Long> instances, long bytes) {

	private static final Pattern LINE = Pattern.compile(" *(\\d+:|Total) +(\\d+) +(\\d+) *(\\S*).*");

	static HeapHistogram of(long pid) {
		Map<String, Long> instances = new HashMap<>();
		long bytes = 0;
		try {
			Process command = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
					String.valueOf(pid), "GC.class_histogram")
				.redirectErrorStream(true)
				.start();
			try (BufferedReader lines = command.inputReader()) {
				for (String line = lines.readLine(); line != null; line = lines.readLine()) {
					Matcher matcher = LINE.matcher(line);
					if (matcher.matches() && matcher.group(1).equals("Total")) {
						bytes = Long.parseLong(matcher.group(3));
					}
					else if (matcher.matches()) {
						instances.put(matcher.group(4), Long.valueOf(matcher.group(2)));
					}
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new HeapHistogram(instances, bytes);
	}

	/**
	 * How many objects there are of a class.
	 * @param type the class
	 * @return their number
	 */
	public long count(Class<?> type) {
		return count(type.getName());
	}

	/**
	 * How many objects there are of a class.
	 * @param type the name of the class
	 * @return their number
	 */
	public long count(String type) {
		return this.instances.getOrDefault(type, 0L);
	}

}
