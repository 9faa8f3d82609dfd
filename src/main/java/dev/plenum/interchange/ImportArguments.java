package dev.plenum.interchange;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What stands on the command line behind {@code import}.
 *
 * @param file the file
 * @param event the slug of the event; null for the one that the file names
 * @param dryRun whether only to tell what would happen
 * @param overwrite whether the file wins
 * @param remove whether what the file does not have is cancelled at once
 * @param timezone the timezone of a new event whose file names none; null if nobody said
 * @param organisers who may change a new event
 * @param settings the settings of the server, for Spring
 */
record ImportArguments(Path file, @Nullable String event, boolean dryRun, boolean overwrite, boolean remove,
		@Nullable ZoneId timezone, List<String> organisers, List<String> settings) {

	/** How the command is written. */
	static final String USAGE = "java -jar plenum.jar import FILE [--event SLUG] [--dry-run] [--overwrite] [--remove]"
			+ " [--timezone ZONE] [--organiser SUBJECT]… [--SETTING=VALUE]…";

	/**
	 * Reads the command line.
	 * @param arguments what stands behind {@code import}
	 * @return the arguments
	 * @throws IllegalArgumentException with what is wrong
	 */
	static ImportArguments parse(List<String> arguments) {
		List<String> words = split(arguments);
		String file = null;
		String event = null;
		boolean dryRun = false;
		boolean overwrite = false;
		boolean remove = false;
		ZoneId timezone = null;
		List<String> organisers = new ArrayList<>();
		List<String> settings = new ArrayList<>();
		for (int i = 0; i < words.size(); i++) {
			String word = words.get(i);
			switch (word) {
				case "--event" -> event = value(words, ++i, word);
				case "--dry-run" -> dryRun = true;
				case "--overwrite" -> overwrite = true;
				case "--remove" -> remove = true;
				case "--timezone" -> timezone = zone(value(words, ++i, word));
				case "--organiser" -> organisers.add(value(words, ++i, word));
				default -> {
					if (word.startsWith("--") && word.contains("=")) {
						settings.add(word);
					}
					else if (word.startsWith("-") || file != null) {
						throw new IllegalArgumentException("'%s' is not understood.".formatted(word));
					}
					else {
						file = word;
					}
				}
			}
		}
		if (file == null || !Files.isReadable(Path.of(file)) || Files.isDirectory(Path.of(file))) {
			throw new IllegalArgumentException(
					(file == null) ? "Name a file." : "The file '%s' cannot be read.".formatted(file));
		}
		return new ImportArguments(Path.of(file), event, dryRun, overwrite, remove, timezone, organisers, settings);
	}

	private static List<String> split(List<String> arguments) {
		List<String> words = new ArrayList<>();
		for (String argument : arguments) {
			if (argument.matches("--(event|timezone|organiser)=.*")) {
				words.addAll(List.of(argument.split("=", 2)));
			}
			else {
				words.add(argument);
			}
		}
		return words;
	}

	private static String value(List<String> words, int index, String option) {
		if (index >= words.size() || words.get(index).startsWith("--")) {
			throw new IllegalArgumentException("%s needs a value.".formatted(option));
		}
		return words.get(index);
	}

	private static ZoneId zone(String name) {
		try {
			return ZoneId.of(name);
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException(
					"'%s' is no IANA timezone; write it as Europe/Stockholm.".formatted(name));
		}
	}

}
