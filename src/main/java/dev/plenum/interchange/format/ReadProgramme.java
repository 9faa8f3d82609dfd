package dev.plenum.interchange.format;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.platform.Echo;
import org.jspecify.annotations.Nullable;

/**
 * A programme that was read from a file.
 *
 * @param format the format of the file
 * @param file the content of the file
 * @param places the place of each session in the file, by the session's key: a line, a
 * row or a JSON pointer
 * @param warnings the problems that were corrected or ignored
 * @param untimed the keys of the sessions whose time the file does not contain: they are
 * left out, or their duration is assumed
 * @param columns the columns of a table
 * @param absent the paths of stored values that the file cannot express, so that an
 * import keeps them
 */
public record ReadProgramme(FileFormat format, ProgrammeFile file, Map<String, String> places, List<Warning> warnings,
		Set<String> untimed, List<ColumnUse> columns, Set<String> absent) {

	public ReadProgramme {
		columns = List.copyOf(columns);
		absent = Set.copyOf(absent);
	}

	/**
	 * Creates a programme that was not read from a table.
	 * @param format the format of the file
	 * @param file the content of the file
	 * @param places the place of each session in the file, by the session's key
	 * @param warnings the problems that were corrected or ignored
	 * @param untimed the keys of the sessions whose time the file does not contain
	 */
	public ReadProgramme(FileFormat format, ProgrammeFile file, Map<String, String> places, List<Warning> warnings,
			Set<String> untimed) {
		this(format, file, places, warnings, untimed, List.of(), Set.of());
	}

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
				Stream.concat(this.warnings.stream(), further.stream()).toList(), this.untimed, this.columns,
				this.absent);
	}

	/**
	 * Returns the programme with other keys of its sessions.
	 * @param other the content with other keys
	 * @param otherPlaces the places of the sessions by their other keys
	 * @param otherKey returns the other key for a key
	 * @return the programme
	 */
	public ReadProgramme with(ProgrammeFile other, Map<String, String> otherPlaces, UnaryOperator<String> otherKey) {
		return new ReadProgramme(this.format, other, otherPlaces, this.warnings,
				this.untimed.stream().map(otherKey).collect(Collectors.toUnmodifiableSet()), this.columns, this.absent);
	}

	/**
	 * How a column of a table was used.
	 *
	 * @param sheet the name of the sheet; null if the file has only one
	 * @param column the name of the column, such as {@code D}
	 * @param heading the heading of the column
	 * @param field the field that the column contains; null if the column was ignored
	 * @param note how its values were read; null if there is nothing to say
	 */
	public record ColumnUse(@Nullable String sheet, String column, String heading, @Nullable String field,
			@Nullable String note) {

		public ColumnUse {
			heading = Echo.beginning(heading);
		}

	}

}
