package dev.plenum.exhibitor.file;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.plenum.exhibitor.file.ExhibitorFile.Row;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads exhibitors from a table as spreadsheets write it: the first line names the
 * columns, and the delimiter is a comma, a semicolon or a tab. A {@code |} separates
 * several values in one cell.
 */
final class CsvExhibitors {

	private static final int MOST = 5000;

	private static final Set<String> TEXTS = Set.of("key", "name", "description", "logo", "tier");

	private static final Set<String> LISTS = Set.of("links", "categories", "products", "languages", "staff");

	private static final Set<String> CONTACT = Set.of("contact.name", "contact.role", "contact.email", "contact.phone");

	private static final Set<String> BOOTH = Set.of("booth.hall", "booth.number", "booth.x", "booth.y");

	/** The column of a description in one language. */
	private static final Pattern TRANSLATION = Pattern.compile("description\\.([a-z]{2,3}(?:-[a-z0-9]+)*)");

	private final String text;

	CsvExhibitors(String text) {
		this.text = text;
	}

	static void requireFew(List<?> rows, int line) {
		if (rows.size() > MOST) {
			throw ImportRefused.at(line, "At most %d exhibitors can be imported at once.".formatted(MOST));
		}
	}

	ExhibitorFile read() {
		CSVFormat format = CSVFormat.DEFAULT.builder()
			.setDelimiter(delimiter())
			.setTrim(true)
			.setIgnoreEmptyLines(false)
			.get();
		List<Row> rows = new ArrayList<>();
		int line = 1;
		long seen = 0;
		try (CSVParser parser = CSVParser.parse(new StringReader(this.text), format)) {
			List<String> columns = null;
			for (CSVRecord row : parser) {
				line += lines(seen, row.getCharacterPosition());
				seen = row.getCharacterPosition();
				if (columns == null) {
					columns = columns(row);
				}
				else if (!isEmpty(row)) {
					rows.add(new Row(line, fields(columns, row, line)));
					requireFew(rows, line);
				}
			}
		}
		catch (IOException | UncheckedIOException | IllegalArgumentException ex) {
			throw ImportRefused.at(line,
					"The file is not valid CSV after this line: a quotation mark is missing or superfluous.");
		}
		return new ExhibitorFile(List.of(), rows);
	}

	private static List<String> columns(CSVRecord header) {
		List<String> columns = header.stream().map((name) -> name.toLowerCase(Locale.ROOT)).toList();
		for (String column : columns) {
			if (!TEXTS.contains(column) && !LISTS.contains(column) && !CONTACT.contains(column)
					&& !BOOTH.contains(column) && !TRANSLATION.matcher(column).matches()) {
				throw ImportRefused.at(1, "Unknown column '%s'.".formatted(column));
			}
		}
		if (!columns.contains("key") || Set.copyOf(columns).size() < columns.size()) {
			throw ImportRefused.at(1, "The first line must name each column once, including 'key'.");
		}
		return columns;
	}

	private static Map<String, @Nullable Object> fields(List<String> columns, CSVRecord row, int line) {
		if (row.size() > columns.size()) {
			throw ImportRefused.at(line,
					"This line has %d cells, but there are %d columns.".formatted(row.size(), columns.size()));
		}
		Map<String, @Nullable Object> fields = new HashMap<>();
		Map<String, Object> contact = new HashMap<>();
		Map<String, Object> booth = new HashMap<>();
		Map<String, Object> description = new LinkedHashMap<>();
		for (int i = 0; i < columns.size(); i++) {
			String column = columns.get(i);
			String cell = (i < row.size()) ? row.get(i) : "";
			Matcher translation = TRANSLATION.matcher(column);
			if (LISTS.contains(column)) {
				fields.put(column, list(cell));
			}
			else if (TEXTS.contains(column)) {
				fields.put(column, cell.isEmpty() ? null : cell);
			}
			else if (translation.matches()) {
				fields.putIfAbsent("description", null);
				putCell(description, Locale.forLanguageTag(translation.group(1)).toLanguageTag(), cell);
			}
			else {
				boolean ofContact = CONTACT.contains(column);
				fields.put(ofContact ? "contacts" : "booth", null);
				putCell(ofContact ? contact : booth, column.substring(column.indexOf('.') + 1), cell);
			}
		}
		if (!description.isEmpty()) {
			if (fields.get("description") instanceof String text) {
				description.put(ImportedExhibitor.OWN_LANGUAGE, text);
			}
			fields.put("description", description);
		}
		if (!contact.isEmpty()) {
			fields.put("contacts", List.of(contact));
		}
		if (!booth.isEmpty()) {
			fields.put("booth", booth);
		}
		return fields;
	}

	private static void putCell(Map<String, Object> into, String name, String cell) {
		if (!cell.isEmpty()) {
			into.put(name, cell);
		}
	}

	private static List<String> list(String cell) {
		return Arrays.stream(cell.split("\\|")).map(String::strip).filter((item) -> !item.isEmpty()).toList();
	}

	private static boolean isEmpty(CSVRecord row) {
		return row.stream().allMatch(String::isEmpty);
	}

	private char delimiter() {
		String header = this.text.lines().findFirst().orElse("");
		return header.contains(";") ? ';' : header.contains("\t") ? '\t' : ',';
	}

	private int lines(long from, long to) {
		return Math.toIntExact(this.text.substring(Math.toIntExact(from), Math.toIntExact(to))
			.chars()
			.filter((letter) -> letter == '\n')
			.count());
	}

}
