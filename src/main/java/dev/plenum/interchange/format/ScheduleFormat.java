package dev.plenum.interchange.format;

import java.io.IOException;

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

}
