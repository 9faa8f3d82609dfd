package dev.plenum.interchange.sheet;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

import dev.plenum.platform.sheet.Columns;
import dev.plenum.platform.sheet.Vocabulary;
import org.jspecify.annotations.Nullable;

/**
 * What helps to read a table: people omit what is clear to them.
 *
 * @param columns the headings of some fields
 * @param firstDay the first day of the event; null if it is not known
 */
public record SheetHints(Map<String, String> columns, @Nullable LocalDate firstDay) {

	/** Nothing is known. */
	public static final SheetHints NONE = new SheetHints(Map.of(), null);

	static final Vocabulary VOCABULARY = Vocabulary.load("/dev/plenum/interchange/columns.properties",
			Set.of("title", "subtitle", "abstract", "description"));

	/**
	 * Reads the headings of fields.
	 * @param columns such as {@code title:Rubrik,start:Tid}
	 * @return the headings by field
	 * @throws IllegalArgumentException if the text is invalid; the message says why
	 */
	public static Map<String, String> columns(String columns) {
		return Columns.mapping(columns, VOCABULARY);
	}

}
