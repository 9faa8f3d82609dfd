package dev.plenum.interchange.reading;

import java.io.IOException;
import java.util.Set;

import dev.plenum.interchange.format.FaultyFileException;
import dev.plenum.interchange.format.JsonFile;
import dev.plenum.interchange.format.PlenumFormat;
import dev.plenum.interchange.format.ReadProgramme;
import dev.plenum.interchange.format.ScheduleFormat;
import tools.jackson.databind.JsonNode;

import org.springframework.core.io.InputStreamSource;

/**
 * Recognises the format of a JSON file by the names at its top and by its first items.
 */
final class JsonFormats {

	private static final Set<String> FOREIGN = Set.of("talks", "results", "schedule", "@context", "slots");

	private JsonFormats() {
	}

	static ReadProgramme read(InputStreamSource file) throws IOException {
		Set<String> names = JsonFile.names(file);
		if ((names.contains("slug") || names.contains("timezone")) && names.stream().noneMatch(FOREIGN::contains)) {
			return PlenumFormat.read(file);
		}
		JsonNode root = JsonFile.read(file, JsonNode.class);
		return root.isArray() ? list(root) : object(root, names);
	}

	private static ReadProgramme list(JsonNode root) {
		if (PretalxFormat.isList(root) || PretalxFormat.arePages(root)) {
			return PretalxFormat.read(root);
		}
		return root.path(0).has("@type") ? SchemaOrgFormat.read(root) : SessionizeFormat.read(root);
	}

	private static ReadProgramme object(JsonNode root, Set<String> names) {
		if (names.contains("schedule")) {
			return schedule(root);
		}
		if (names.contains("talks")) {
			return PretalxWidget.read(root);
		}
		if (names.contains("results")) {
			return results(root);
		}
		if (names.contains("slots") && names.contains("version")) {
			return PretalxFormat.read(root);
		}
		if (names.contains("@context") || names.contains("@graph")) {
			return SchemaOrgFormat.read(root);
		}
		if (HoverboardFormat.isSchedule(root)) {
			return HoverboardFormat.read(root);
		}
		if (names.contains("sessions")) {
			return SessionizeFormat.read(root);
		}
		throw new FaultyFileException("", ForeignFile.json());
	}

	private static ReadProgramme schedule(JsonNode root) {
		if (HoverboardFormat.isSchedule(root.path("schedule"))) {
			return HoverboardFormat.read(root);
		}
		return Schedule2Format.isSchedule(root) ? Schedule2Format.read(root) : ScheduleFormat.json(root);
	}

	private static ReadProgramme results(JsonNode root) {
		JsonNode results = root.path("results");
		if (IndicoFormat.isResult(root)) {
			return IndicoFormat.read(root);
		}
		if (results.isEmpty() || PretalxFormat.isList(results)) {
			return PretalxFormat.read(root);
		}
		throw new FaultyFileException("/results",
				"This is a list of the API of pretalx or another program that contains no sessions. Of pretalx, import the list of submissions, requested with %s."
					.formatted(PretalxFormat.EXPAND));
	}

}
