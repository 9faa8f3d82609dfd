package dev.plenum.exhibitor.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.plenum.exhibitor.ExhibitorTier;
import dev.plenum.exhibitor.file.ExhibitorFile.ColumnUse;
import dev.plenum.exhibitor.file.ExhibitorFile.Row;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.sheet.Cells;
import dev.plenum.platform.sheet.Columns;
import dev.plenum.platform.sheet.LanguageNames;
import dev.plenum.platform.sheet.Sheet;
import dev.plenum.platform.sheet.SheetFault;
import dev.plenum.platform.sheet.Sheets;
import dev.plenum.platform.sheet.Vocabulary;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ByteArrayResource;

/**
 * Reads exhibitors from a table: CSV or an Excel workbook with one row for each
 * exhibitor.
 */
final class TableExhibitors {

	static final Vocabulary VOCABULARY = Vocabulary.load("/dev/plenum/exhibitor/columns.properties",
			Set.of("description"));

	/** What separates several values in one cell. */
	static final String SEPARATORS = "|;\n";

	/** What separates several contacts. */
	static final String CONTACT_SEPARATORS = "|\n";

	private static final int MOST = 5000;

	private static final Set<String> TEXTS = Set.of("key", "name", "logo", "tier");

	private static final Set<String> LISTS = Set.of("links", "categories", "products", "languages", "staff");

	private static final List<String> CONTACT = List.of("name", "role", "email", "phone");

	private static final List<String> BOOTH = List.of("hall", "number", "x", "y");

	private static final Columns.Rules RULES = Columns.Rules.of(LISTS, "key");

	private static final Pattern ADDRESS = Pattern.compile("(?i)(?:https?|mailto|tel):\\S+");

	private static final Pattern HOST = Pattern.compile("(?i)[\\w-]+(?:\\.[\\w-]+)*\\.[a-z]{2,}(?:/\\S*)?");

	private static final Map<String, ExhibitorTier> TIERS = new HashMap<>();

	static {
		tier(ExhibitorTier.PARTNER, "partner", "samarbetspartner", "kumppani", "samarbeidspartner",
				"samarbejdspartner");
		tier(ExhibitorTier.EXHIBITOR, "exhibitor", "utställare", "näytteilleasettaja", "utstiller", "udstiller",
				"aussteller");
		tier(ExhibitorTier.ASSOCIATION, "association", "förening", "förbund", "yhdistys", "forening", "verein",
				"verband");
		tier(ExhibitorTier.AUTHORITY, "authority", "myndighet", "viranomainen", "myndighed", "behörde");
	}

	private final List<Row> rows = new ArrayList<>();

	private final List<ColumnUse> uses = new ArrayList<>();

	private TableExhibitors() {
	}

	static void requireFew(List<?> rows, int line) {
		if (rows.size() > MOST) {
			throw ImportRefused.at(line, "At most %d exhibitors can be imported at once.".formatted(MOST));
		}
	}

	/**
	 * Reads a table.
	 * @param file the file
	 * @param mapping the headings of some fields
	 * @return the exhibitors
	 * @throws ImportRefused if the file is not a table of exhibitors
	 */
	static ExhibitorFile read(byte[] file, Map<String, String> mapping) {
		TableExhibitors table = new TableExhibitors();
		List<ImportFault> faults = new ArrayList<>();
		try {
			List<Sheet> sheets = Sheets.read(new ByteArrayResource(file), (place, message, arguments) -> faults
				.add(new ImportFault(row(place), null, null, place + ": " + message.formatted(arguments))));
			for (Sheet sheet : sheets) {
				Optional<Columns> columns = Columns.find(sheet, VOCABULARY, RULES, mapping);
				columns.ifPresent((found) -> table.read(sheet, found));
			}
			if (table.uses.isEmpty()) {
				throw ImportRefused.at(1, "The file has no headings of exhibitors such as key and name. Found: %s."
					.formatted(sheets.isEmpty() ? "" : Columns.firstRow(sheets.getFirst())));
			}
		}
		catch (SheetFault ex) {
			throw ImportRefused.at(ex.row(), ex.message());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		if (!faults.isEmpty()) {
			throw new ImportRefused(faults);
		}
		return new ExhibitorFile(List.of(), table.rows, table.uses);
	}

	/**
	 * Reads a mapping of fields to headings.
	 * @throws Problem if the text is not a mapping
	 */
	static Map<String, String> mapping(String columns) {
		try {
			return Columns.mapping(columns, VOCABULARY);
		}
		catch (IllegalArgumentException ex) {
			throw Problem.badInput(String.valueOf(ex.getMessage()), "columns");
		}
	}

	private void read(Sheet sheet, Columns columns) {
		columns.all()
			.forEach((column) -> this.uses.add(new ColumnUse(column.name(), column.heading(), column.field())));
		Set<Integer> headed = new HashSet<>();
		columns.all().forEach((column) -> headed.add(column.index()));
		for (Sheet.Row row : columns.rows()) {
			for (int i = 0; i < row.cells().size(); i++) {
				if (!headed.contains(i) && !row.cell(i).isEmpty()) {
					throw ImportRefused.at(row.number(),
							"The cell in column %s has no heading. Add one, or delete the cell."
								.formatted(Sheet.column(i)));
				}
			}
			this.rows.add(new Row(row.number(), fields(columns, row)));
			requireFew(this.rows, row.number());
		}
	}

	private static Map<String, @Nullable Object> fields(Columns columns, Sheet.Row row) {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		TEXTS.stream().filter(columns::has).sorted().forEach((field) -> fields.put(field, text(columns, row, field)));
		LISTS.stream().filter(columns::has).sorted().forEach((field) -> fields.put(field, list(columns, row, field)));
		if (columns.has("description")) {
			fields.put("description", description(columns, row));
		}
		if (CONTACT.stream().anyMatch((property) -> columns.has("contact." + property))) {
			fields.put("contacts", contacts(columns, row));
		}
		if (BOOTH.stream().anyMatch((property) -> columns.has("booth." + property))) {
			Map<String, Object> booth = new LinkedHashMap<>();
			BOOTH.forEach((property) -> put(booth, property, columns.text(row, "booth." + property)));
			fields.put("booth", booth.isEmpty() ? null : booth);
		}
		return fields;
	}

	private static @Nullable String text(Columns columns, Sheet.Row row, String field) {
		String cell = columns.text(row, field);
		if (cell.isEmpty()) {
			return null;
		}
		return switch (field) {
			case "tier" -> {
				ExhibitorTier tier = TIERS.get(LanguageNames.normal(cell));
				yield (tier != null) ? tier.name() : cell;
			}
			case "logo" -> address(cell);
			default -> cell;
		};
	}

	/** Reads a list; null removes the field. The staff is a list of its own. */
	private static @Nullable List<Object> list(Columns columns, Sheet.Row row, String field) {
		List<Object> values = columns.of(field)
			.stream()
			.flatMap((column) -> Cells
				.list(row.cell(column.index()), field.equals("languages") ? SEPARATORS + "," : SEPARATORS)
				.stream())
			.map((value) -> switch (field) {
				case "languages" -> LanguageNames.tag(value).orElse(value);
				case "links" -> link(value);
				default -> value;
			})
			.<Object>map((value) -> value)
			.toList();
		return (values.isEmpty() && !field.equals("staff")) ? null : values;
	}

	/** Reads an address, after its title if it has one. */
	private static Object link(String value) {
		int space = value.lastIndexOf(' ');
		if (space > 0 && ADDRESS.matcher(value.substring(space + 1)).matches()) {
			return Map.of("title", value.substring(0, space).strip(), "url", value.substring(space + 1));
		}
		return address(value);
	}

	private static String address(String value) {
		return HOST.matcher(value).matches() ? "https://" + value : value;
	}

	private static @Nullable Map<String, Object> description(Columns columns, Sheet.Row row) {
		Map<String, Object> texts = new LinkedHashMap<>();
		columns.of("description").forEach((column) -> {
			String language = column.language();
			put(texts, (language != null) ? Locale.forLanguageTag(language).toLanguageTag()
					: ImportedExhibitor.OWN_LANGUAGE, row.cell(column.index()));
		});
		return texts.isEmpty() ? null : texts;
	}

	/**
	 * Reads the contacts, whose names, titles, e-mail addresses and numbers are aligned.
	 */
	private static @Nullable List<Object> contacts(Columns columns, Sheet.Row row) {
		List<Object> contacts = new ArrayList<>();
		Map<String, List<String>> values = new LinkedHashMap<>();
		CONTACT.forEach((property) -> values.put(property,
				Cells.aligned(columns.text(row, "contact." + property), CONTACT_SEPARATORS)));
		int count = values.values().stream().mapToInt(List::size).max().orElse(0);
		for (int i = 0; i < count; i++) {
			Map<String, Object> contact = new LinkedHashMap<>();
			for (Map.Entry<String, List<String>> property : values.entrySet()) {
				put(contact, property.getKey(), (i < property.getValue().size()) ? property.getValue().get(i) : "");
			}
			if (!contact.isEmpty()) {
				contacts.add(contact);
			}
		}
		return contacts.isEmpty() ? null : contacts;
	}

	private static void put(Map<String, Object> into, String name, String cell) {
		if (!cell.isEmpty()) {
			into.put(name, cell);
		}
	}

	private static int row(String place) {
		String digits = place.replaceAll(".*row (\\d+).*", "$1");
		return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 1;
	}

	private static void tier(ExhibitorTier tier, String... words) {
		for (String word : words) {
			TIERS.put(LanguageNames.normal(word), tier);
		}
	}

}
