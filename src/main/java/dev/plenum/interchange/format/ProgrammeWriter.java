package dev.plenum.interchange.format;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes programme files.
 */
public final class ProgrammeWriter {

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(SerializationFeature.INDENT_OUTPUT)
		.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_EMPTY)
			.withContentInclusion(JsonInclude.Include.NON_EMPTY))
		.build();

	private ProgrammeWriter() {
	}

	/**
	 * Writes a file.
	 * @param programme the content
	 * @param revision the revision of the schedule
	 * @param format a format that Plenum writes
	 * @return the file in UTF-8
	 */
	public static byte[] write(ProgrammeFile programme, int revision, FileFormat format) {
		return switch (format) {
			case PLENUM -> JSON.writeValueAsBytes(programme);
			case SCHEDULE_JSON ->
				JSON.writeValueAsString(ScheduleWriter.json(programme, revision)).getBytes(StandardCharsets.UTF_8);
			case SCHEDULE_XML -> ScheduleXmlWriter.write(programme, revision);
			default -> throw new IllegalArgumentException("Plenum does not write the format " + format);
		};
	}

}
