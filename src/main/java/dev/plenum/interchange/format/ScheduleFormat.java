package dev.plenum.interchange.format;

import java.io.IOException;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.core.io.InputStreamSource;

/**
 * Reads schedules of frab, pretalx and the tools of c3voc, as XML and as JSON.
 */
public final class ScheduleFormat {

	private ScheduleFormat() {
	}

	/**
	 * Reads a schedule.xml.
	 * @param file the file
	 * @return the programme
	 * @throws FaultyFileException if the file is invalid
	 * @throws IOException if the file cannot be read
	 */
	public static ReadProgramme xml(InputStreamSource file) throws IOException {
		return ScheduleConversion.of(ScheduleXml.tree(file), FileFormat.SCHEDULE_XML);
	}

	/**
	 * Reads a schedule.json.
	 * @param root the content of the file
	 * @return the programme
	 * @throws FaultyFileException if the file is invalid
	 */
	public static ReadProgramme json(JsonNode root) {
		return ScheduleConversion.of(ScheduleJson.tree(root), FileFormat.SCHEDULE_JSON);
	}

	/**
	 * Converts an acronym to the slug of an event.
	 * @param acronym the acronym in a file; can be empty
	 * @return lower-case letters, digits and hyphens; null if there are none
	 */
	public static @Nullable String slug(String acronym) {
		String slug = acronym.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
		return slug.isEmpty() ? null : slug;
	}

}
