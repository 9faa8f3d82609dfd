package dev.plenum.platform.sheet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.plenum.platform.sheet.Vocabulary.Meaning;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table, found by its headings. The row of headings need not be the
 * first one.
 */
public final class Columns {

	private static final int FIRST_ROWS = 50;

	private static final int MOST_LISTED = 20;

	/** A comma before the next field of a mapping. */
	private static final Pattern NEXT = Pattern.compile(",(?=\\s*[A-Za-z]+(?:\\.[A-Za-z-]+)*\\s*:)");

	private final Sheet sheet;

	private final Sheet.Row headings;

	private final List<Column> all;

	private final Map<String, List<Column>> byField;

	private Columns(Sheet sheet, Sheet.Row headings, List<Column> all) {
		this.sheet = sheet;
		this.headings = headings;
		this.all = List.copyOf(all);
		this.byField = all.stream()
			.filter((column) -> column.field() != null)
			.collect(Collectors.groupingBy((column) -> String.valueOf(column.field()), LinkedHashMap::new,
					Collectors.toUnmodifiableList()));
	}

	/**
	 * Reads a mapping of fields to headings.
	 * @param text such as {@code title:Rubrik,start:Tid}
	 * @param vocabulary the fields
	 * @return the headings by field
	 * @throws IllegalArgumentException if the text is not a mapping; the message says why
	 */
	public static Map<String, String> mapping(String text, Vocabulary vocabulary) {
		Map<String, String> mapping = new LinkedHashMap<>();
		for (String part : NEXT.split(text)) {
			String[] pair = part.split(":", 2);
			String field = pair[0].strip();
			if (pair.length < 2 || pair[1].isBlank()) {
				throw new IllegalArgumentException(
						"Invalid columns '%s': expected fields and headings such as title:Rubrik,start:Tid."
							.formatted(text));
			}
			mapping.put(field(field, vocabulary), pair[1].strip());
		}
		return mapping;
	}

	/** Returns the name of a field, which can also be one of its headings. */
	private static String field(String written, Vocabulary vocabulary) {
		if (vocabulary.fields().contains(written)) {
			return written;
		}
		return vocabulary.meaning(written)
			.map((meaning) -> (meaning.language() != null) ? meaning.field() + "." + meaning.language()
					: meaning.field())
			.orElseThrow(() -> new IllegalArgumentException("Unknown field '%s' in columns: expected one of %s."
				.formatted(written, String.join(", ", vocabulary.fields()))));
	}

	/**
	 * Finds the columns of a table.
	 * @param sheet the table
	 * @param vocabulary the headings
	 * @param rules which fields there can be
	 * @param mapping the headings of some fields, which come before the vocabulary
	 * @return the columns; empty if no row contains at least two known headings
	 * @throws SheetFault if the headings are ambiguous, or if a required one is missing
	 */
	public static Optional<Columns> find(Sheet sheet, Vocabulary vocabulary, Rules rules, Map<String, String> mapping) {
		Columns best = null;
		for (Sheet.Row row : sheet.rows().subList(0, Math.min(FIRST_ROWS, sheet.rows().size()))) {
			Columns found = of(sheet, row, vocabulary, mapping);
			if (best == null || found.byField.size() > best.byField.size()) {
				best = found;
			}
		}
		if (best == null || best.byField.size() < 2 && best.byField.size() < rules.required().size()) {
			return Optional.empty();
		}
		return Optional.of(best.checked(rules, mapping));
	}

	/**
	 * Describes the first row of a table that is no row of headings.
	 * @param sheet the table
	 * @return its cells, for a message; empty for a table without rows
	 */
	public static String firstRow(Sheet sheet) {
		return sheet.rows().isEmpty() ? ""
				: sheet.rows()
					.getFirst()
					.cells()
					.stream()
					.filter((cell) -> !cell.isEmpty())
					.limit(MOST_LISTED)
					.map((cell) -> "'" + shortened(cell) + "'")
					.collect(Collectors.joining(", "));
	}

	private static Columns of(Sheet sheet, Sheet.Row row, Vocabulary vocabulary, Map<String, String> mapping) {
		Map<String, String> named = new HashMap<>();
		mapping.forEach((field, heading) -> named.put(LanguageNames.normal(heading), field));
		List<Column> columns = new ArrayList<>();
		for (int i = 0; i < row.cells().size(); i++) {
			String heading = row.cell(i);
			if (heading.isEmpty()) {
				continue;
			}
			String field = named.get(LanguageNames.normal(heading));
			Meaning meaning = (field != null) ? meaning(field, vocabulary)
					: vocabulary.meaning(heading).filter((found) -> !mapping.containsKey(found.field())).orElse(null);
			columns.add((meaning != null) ? new Column(i, heading, meaning.field(), meaning.language(), meaning.weak())
					: new Column(i, heading, null, null, false));
		}
		return new Columns(sheet, row, columns);
	}

	private static Meaning meaning(String field, Vocabulary vocabulary) {
		if (vocabulary.fields().contains(field)) {
			return new Meaning(field, null, false);
		}
		String[] parts = field.split("\\.", 2);
		return new Meaning(parts[0], LanguageNames.tag(parts[1]).orElse(parts[1]), false);
	}

	private Columns checked(Rules rules, Map<String, String> mapping) {
		mapping.forEach((field, heading) -> {
			if (this.all.stream()
				.noneMatch((column) -> LanguageNames.normal(column.heading()).equals(LanguageNames.normal(heading)))) {
				throw fault("There is no heading '%s' for '%s'.".formatted(shortened(heading), field));
			}
		});
		List<Column> columns = new ArrayList<>();
		for (Column column : this.all) {
			columns.add(column.weak() && isNamedElsewhere(column, rules) ? column.ignored() : column);
		}
		Columns clear = new Columns(this.sheet, this.headings, columns);
		clear.byField.forEach((field, same) -> same.stream()
			.collect(Collectors.groupingBy((column) -> String.valueOf(column.language())))
			.forEach((_, doubled) -> {
				if (doubled.size() > 1 && !rules.repeatable().contains(field)) {
					throw clear.fault(
							"The headings '%s' (column %s) and '%s' (column %s) both mean '%s'. Say which one with columns=%s:HEADING."
								.formatted(shortened(doubled.get(0).heading()), doubled.get(0).name(),
										shortened(doubled.get(1).heading()), doubled.get(1).name(), field, field));
				}
			}));
		rules.required().forEach((alternatives) -> {
			if (alternatives.stream().noneMatch(clear.byField::containsKey)) {
				String field = alternatives.iterator().next();
				throw clear.fault("There is no heading for '%s'. Say which column it is with columns=%s:HEADING."
					.formatted(field, field));
			}
		});
		return clear;
	}

	private boolean isNamedElsewhere(Column column, Rules rules) {
		List<Column> same = this.byField.getOrDefault(String.valueOf(column.field()), List.of());
		return !rules.repeatable().contains(String.valueOf(column.field()))
				&& same.stream().anyMatch((other) -> !other.weak() || other.index() < column.index());
	}

	private SheetFault fault(String message) {
		return new SheetFault(this.sheet.place(this.headings), this.headings.number(),
				message + " Found: "
						+ this.all.stream()
							.limit(MOST_LISTED)
							.map((column) -> "'%s' (%s)".formatted(shortened(column.heading()),
									(column.field() != null) ? column.field() : "unknown"))
							.collect(Collectors.joining(", "))
						+ ".");
	}

	private static String shortened(String heading) {
		String line = heading.replaceAll("\\s+", " ").replace('\'', '’');
		return (line.length() > 30) ? line.substring(0, 30) + "…" : line;
	}

	/**
	 * Returns all columns with a heading.
	 * @return the columns, including those that are ignored
	 */
	public List<Column> all() {
		return this.all;
	}

	/**
	 * Returns whether the table has a column for a field.
	 * @param field the name of the field
	 * @return false if it has none
	 */
	public boolean has(String field) {
		return this.byField.containsKey(field);
	}

	/**
	 * Returns the columns for a field.
	 * @param field the name of the field
	 * @return the columns from left to right
	 */
	public List<Column> of(String field) {
		return this.byField.getOrDefault(field, List.of());
	}

	/**
	 * Returns the text of a field.
	 * @param row the row
	 * @param field the name of the field
	 * @return the text of its first column without a language that is not blank;
	 * otherwise empty
	 */
	public String text(Sheet.Row row, String field) {
		return of(field).stream()
			.filter((column) -> column.language() == null)
			.map((column) -> row.cell(column.index()))
			.filter((cell) -> !cell.isEmpty())
			.findFirst()
			.orElse("");
	}

	/**
	 * Returns the place of a field.
	 * @param row the row
	 * @param field the name of the field
	 * @return such as {@code row 12, column D}
	 */
	public String place(Sheet.Row row, String field) {
		return of(field).isEmpty() ? this.sheet.place(row) : this.sheet.place(row, of(field).getFirst().index());
	}

	/**
	 * Returns the rows below the headings, except rows that repeat them.
	 * @return the rows that are not blank
	 */
	public List<Sheet.Row> rows() {
		return this.sheet.rows()
			.stream()
			.filter((row) -> row.number() > this.headings.number() && !row.cells().equals(this.headings.cells()))
			.toList();
	}

	/**
	 * Returns the row of the headings.
	 * @return the row
	 */
	public Sheet.Row headings() {
		return this.headings;
	}

	/**
	 * A column.
	 *
	 * @param index its index, starting at 0
	 * @param heading its heading
	 * @param field the field that it contains; null if it is ignored
	 * @param language the language tag of a translation; null if the heading names none
	 * @param weak whether another column for the same field comes first
	 */
	public record Column(int index, String heading, @Nullable String field, @Nullable String language, boolean weak) {

		/**
		 * Returns the name of the column.
		 * @return such as {@code D}
		 */
		public String name() {
			return Sheet.column(this.index);
		}

		Column ignored() {
			return new Column(this.index, this.heading, null, null, false);
		}

	}

	/**
	 * Which fields a table can have.
	 *
	 * @param required the fields of which there must be one, for each set
	 * @param repeatable the fields for which there can be several columns
	 */
	public record Rules(List<Set<String>> required, Set<String> repeatable) {

		/**
		 * Creates rules.
		 * @param repeatable the fields for which there can be several columns
		 * @param required the required fields; {@code start|date} requires one of both
		 * @return the rules
		 */
		public static Rules of(Set<String> repeatable, String... required) {
			return new Rules(Arrays.stream(required)
				.map((alternatives) -> (Set<String>) new java.util.LinkedHashSet<>(List.of(alternatives.split("\\|"))))
				.toList(), repeatable);
		}

	}

}
