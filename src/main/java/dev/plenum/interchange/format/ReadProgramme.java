package dev.plenum.interchange.format;

import java.util.List;
import java.util.Map;

/**
 * What was read from a file.
 *
 * @param format how it is written
 * @param file what it says
 * @param places where each session stands, by the session's key: a line or a JSON pointer
 * @param warnings what was odd in it
 */
public record ReadProgramme(FileFormat format, ProgrammeFile file, Map<String, String> places, List<Warning> warnings) {

}
