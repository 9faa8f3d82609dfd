package dev.plenum.interchange.format;

import java.util.List;
import java.util.Map;

/**
 * A programme that was read from a file.
 *
 * @param format the format of the file
 * @param file the content of the file
 * @param places the place of each session in the file, by the session's key: a line or a
 * JSON pointer
 * @param warnings the problems that were corrected or ignored
 */
public record ReadProgramme(FileFormat format, ProgrammeFile file, Map<String, String> places, List<Warning> warnings) {

}
