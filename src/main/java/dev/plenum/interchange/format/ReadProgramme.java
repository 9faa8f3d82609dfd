package dev.plenum.interchange.format;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;

/**
 * A programme that was read from a file.
 *
 * @param format the format of the file
 * @param file the content of the file
 * @param places the place of each session in the file, by the session's key: a line or a
 * JSON pointer
 * @param warnings the problems that were corrected or ignored
 * @param untimed the keys of the sessions whose time the file does not contain: they are
 * left out, or their duration is assumed
 */
public record ReadProgramme(FileFormat format, ProgrammeFile file, Map<String, String> places, List<Warning> warnings,
		Set<String> untimed) {

	/**
	 * Creates a programme whose sessions all have a time.
	 * @param format the format of the file
	 * @param file the content of the file
	 * @param places the place of each session in the file, by the session's key
	 * @param warnings the problems that were corrected or ignored
	 */
	public ReadProgramme(FileFormat format, ProgrammeFile file, Map<String, String> places, List<Warning> warnings) {
		this(format, file, places, warnings, Set.of());
	}

	/**
	 * Returns the programme with other sessions and further warnings.
	 * @param sessions the sessions
	 * @param further the warnings
	 * @return the programme
	 */
	public ReadProgramme with(List<SessionEntry> sessions, List<Warning> further) {
		return new ReadProgramme(this.format, this.file.with(sessions), this.places,
				Stream.concat(this.warnings.stream(), further.stream()).toList(), this.untimed);
	}

}
