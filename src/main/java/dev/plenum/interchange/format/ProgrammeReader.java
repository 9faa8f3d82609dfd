package dev.plenum.interchange.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

import tools.jackson.databind.JsonNode;

import org.springframework.core.io.InputStreamSource;

/**
 * Reads a programme from a file and detects its format.
 */
public final class ProgrammeReader {

	/** The maximum number of items of each list in a file. */
	public static final int MOST_ITEMS = 10_000;

	private ProgrammeReader() {
	}

	/**
	 * Reads a file.
	 * @param file the file
	 * @return the programme
	 * @throws FaultyFileException if the file has none of the formats or is invalid
	 * @throws IOException if the file cannot be read
	 */
	public static ReadProgramme read(InputStreamSource file) throws IOException {
		return switch (firstCharacter(file)) {
			case '<' -> ScheduleConversion.of(ScheduleXml.tree(file), FileFormat.SCHEDULE_XML);
			case '{', '[' -> json(file);
			case 0 -> throw new FaultyFileException("", "The file is empty.");
			case 'P' -> throw new FaultyFileException("",
					"This is not a programme file. If it is a zip file, unpack it first.");
			default -> throw new FaultyFileException("", "The file is neither XML nor JSON in UTF-8.");
		};
	}

	private static ReadProgramme json(InputStreamSource file) throws IOException {
		Set<String> names = JsonFile.names(file);
		if (names.contains("schedule")) {
			return ScheduleConversion.of(ScheduleJson.tree(JsonFile.read(file, JsonNode.class)),
					FileFormat.SCHEDULE_JSON);
		}
		if (names.contains("slug") || names.contains("timezone")) {
			return PlenumFormat.read(file);
		}
		if (names.isEmpty() || names.contains("sessions")) {
			return SessionizeFormat.read(JsonFile.read(file, JsonNode.class));
		}
		throw new FaultyFileException("",
				"Unknown format: expected schedule.xml, schedule.json, the JSON of Sessionize or the JSON of Plenum.");
	}

	private static int firstCharacter(InputStreamSource file) throws IOException {
		try (InputStream bytes = file.getInputStream()) {
			byte[] first = bytes.readNBytes(1024);
			for (byte one : first) {
				int character = one & 0xff;
				boolean skipped = character <= ' ' || character == 0xef || character == 0xbb || character == 0xbf
						|| character == 0xfe || character == 0xff;
				if (!skipped) {
					return character;
				}
			}
			return 0;
		}
	}

}
