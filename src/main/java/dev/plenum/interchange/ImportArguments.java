package dev.plenum.interchange;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.plenum.interchange.format.TimeZones;
import dev.plenum.interchange.sheet.SheetHints;
import org.jspecify.annotations.Nullable;

/**
 * The command-line arguments of {@code import}.
 *
 * @param file the file to import
 * @param event the slug of the event; null for the event that the file names
 * @param dryRun whether only to report what the import would do
 * @param overwrite whether the file replaces values that were changed in Plenum
 * @param remove whether sessions that are missing from the file are cancelled immediately
 * @param strict whether a file with anything odd is rejected
 * @param timezone the time zone of a new event if the file contains none; null if it is
 * not given
 * @param columns the headings of some fields, if the file is a table
 * @param organisers the subjects of the organisers of a new event
 * @param settings settings of the server, which are passed to Spring
 */
record ImportArguments(Path file, @Nullable String event, boolean dryRun, boolean overwrite, boolean remove,
		boolean strict, @Nullable ZoneId timezone, Map<String, String> columns, List<String> organisers,
		List<String> settings) {

	/** The syntax of the command. */
	static final String USAGE = "java -jar plenum.jar import FILE [--event SLUG] [--dry-run] [--overwrite] [--remove] [--strict]"
			+ " [--timezone ZONE] [--columns FIELD:HEADING,…] [--organiser SUBJECT]… [--SETTING=VALUE]…";

	/**
	 * Parses the command line.
	 * @param arguments the arguments after {@code import}
	 * @return the parsed arguments
	 * @throws IllegalArgumentException if an argument is invalid; the message says why
	 */
	static ImportArguments parse(List<String> arguments) {
		List<String> words = split(arguments);
		String file = null;
		String event = null;
		boolean dryRun = false;
		boolean overwrite = false;
		boolean remove = false;
		boolean strict = false;
		ZoneId timezone = null;
		Map<String, String> columns = Map.of();
		List<String> organisers = new ArrayList<>();
		List<String> settings = new ArrayList<>();
		for (int i = 0; i < words.size(); i++) {
			String word = words.get(i);
			switch (word) {
				case "--event" -> event = value(words, ++i, word);
				case "--dry-run" -> dryRun = true;
				case "--overwrite" -> overwrite = true;
				case "--remove" -> remove = true;
				case "--strict" -> strict = true;
				case "--timezone" -> timezone = zone(value(words, ++i, word));
				case "--columns" -> columns = SheetHints.columns(value(words, ++i, word));
				case "--organiser" -> organisers.add(value(words, ++i, word));
				default -> {
					if (word.startsWith("--") && word.contains("=")) {
						settings.add(word);
					}
					else if (word.startsWith("-") || file != null) {
						throw new IllegalArgumentException("Unknown argument '%s'.".formatted(word));
					}
					else {
						file = word;
					}
				}
			}
		}
		if (file == null || !Files.isReadable(Path.of(file)) || Files.isDirectory(Path.of(file))) {
			throw new IllegalArgumentException(
					(file == null) ? "The name of a file is missing." : "Cannot read the file '%s'.".formatted(file));
		}
		return new ImportArguments(Path.of(file), event, dryRun, overwrite, remove, strict, timezone, columns,
				organisers, settings);
	}

	private static List<String> split(List<String> arguments) {
		List<String> words = new ArrayList<>();
		for (String argument : arguments) {
			if (argument.matches("--(event|timezone|columns|organiser)=.*")) {
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
		return TimeZones.of(name)
			.orElseThrow(() -> new IllegalArgumentException(
					"Invalid time zone '%s': expected an IANA name such as Europe/Stockholm.".formatted(name)));
	}

}
