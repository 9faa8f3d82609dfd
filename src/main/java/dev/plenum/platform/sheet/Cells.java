package dev.plenum.platform.sheet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The texts in cells: lists, and texts that a spreadsheet would calculate.
 */
public final class Cells {

	/** What a spreadsheet takes for the start of a formula, also after spaces. */
	private static final Pattern FORMULA = Pattern
		.compile("^[\\s\u00A0]*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20].*|^[\t\r\n].*", Pattern.DOTALL);

	private Cells() {
	}

	/**
	 * Returns whether a spreadsheet would take a text in a cell of CSV for a formula.
	 * With an apostrophe before it, it displays the text.
	 * @param text the text
	 * @return whether it needs an apostrophe
	 */
	public static boolean isFormula(String text) {
		return FORMULA.matcher(text).matches();
	}

	/**
	 * Puts an apostrophe before a formula, and before what would be read as one with an
	 * apostrophe, so that reading returns the same text.
	 * @param text the text
	 * @return the text for a cell of CSV
	 */
	static String escaped(String text) {
		return isEscaped(text) ? '\'' + text : text;
	}

	/**
	 * Removes the apostrophe that {@link #escaped} adds.
	 * @param cell the text of a cell
	 * @return the text
	 */
	static String unescaped(String cell) {
		return (cell.startsWith("'") && isEscaped(cell.substring(1))) ? cell.substring(1) : cell;
	}

	private static boolean isEscaped(String text) {
		int start = 0;
		while (start < text.length() && text.charAt(start) == '\'') {
			start++;
		}
		return isFormula(text.substring(start));
	}

	/**
	 * Splits a cell with several values.
	 * @param cell the text of the cell
	 * @param separators the characters that separate values outside of double quotes
	 * @return the values that are not blank
	 */
	public static List<String> list(String cell, String separators) {
		return aligned(cell, separators).stream().filter((value) -> !value.isEmpty()).toList();
	}

	/**
	 * Splits a cell with several values, some of which can be blank.
	 * @param cell the text of the cell
	 * @param separators the characters that separate values outside of double quotes
	 * @return the values; empty texts for blank values
	 */
	public static List<String> aligned(String cell, String separators) {
		List<String> values = new ArrayList<>();
		StringBuilder value = new StringBuilder();
		boolean quoted = false;
		for (int i = 0; i < cell.length(); i++) {
			char character = cell.charAt(i);
			if (quoted && character == '"' && i + 1 < cell.length() && cell.charAt(i + 1) == '"') {
				value.append(character);
				i++;
			}
			else if (quoted && character == '"') {
				quoted = false;
			}
			else if (character == '"' && value.toString().isBlank() && isClosed(cell, i + 1)) {
				value.setLength(0);
				quoted = true;
			}
			else if (!quoted && separators.indexOf(character) >= 0) {
				values.add(value.toString().strip());
				value.setLength(0);
			}
			else {
				value.append(character);
			}
		}
		values.add(value.toString().strip());
		return values;
	}

	/**
	 * Joins several values in one cell, so that reading finds the same values again.
	 * @param values the values
	 * @param separators the characters at which reading splits the cell
	 * @return the text of the cell
	 */
	public static String joined(Collection<String> values, String separators) {
		return joined(values, separators, "; ");
	}

	/**
	 * Joins several values in one cell, so that reading finds the same values again.
	 * @param values the values
	 * @param separators the characters at which reading splits the cell
	 * @param separator what to write between two values
	 * @return the text of the cell
	 */
	public static String joined(Collection<String> values, String separators, String separator) {
		return values.stream()
			.map((value) -> value.isEmpty() || list(value, separators).equals(List.of(value)) ? value : quoted(value))
			.collect(Collectors.joining(separator));
	}

	/**
	 * Puts a value between double quotes.
	 * @param value the value
	 * @return the value, which is not split when it is read
	 */
	public static String quoted(String value) {
		return '"' + value.replace("\"", "\"\"") + '"';
	}

	/**
	 * Whether a quotation mark ends a value: then the opening one is not a mere
	 * character.
	 */
	private static boolean isClosed(String cell, int from) {
		for (int i = cell.indexOf('"', from); i >= 0; i = cell.indexOf('"', i + 2)) {
			if (i + 1 >= cell.length() || cell.charAt(i + 1) != '"') {
				String rest = cell.substring(i + 1).stripLeading();
				return rest.isEmpty() || !Character.isLetterOrDigit(rest.charAt(0));
			}
		}
		return false;
	}

}
