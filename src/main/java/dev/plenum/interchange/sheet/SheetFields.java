package dev.plenum.interchange.sheet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.plenum.interchange.format.Addresses;
import dev.plenum.interchange.format.Lengths;
import dev.plenum.interchange.format.PlainText;
import dev.plenum.interchange.format.ProgrammeFile;
import dev.plenum.interchange.format.Warnings;
import dev.plenum.platform.sheet.Cells;
import dev.plenum.platform.sheet.Columns;
import dev.plenum.platform.sheet.LanguageNames;
import dev.plenum.platform.sheet.Sheet;
import dev.plenum.programme.document.Link;
import dev.plenum.schedule.SessionStatus;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a row that are not times or speakers.
 */
final class SheetFields {

	/** What separates rooms and links. */
	static final String SEPARATORS = ";\n|";

	/** What separates tags. */
	static final String TAG_SEPARATORS = ",;\n|";

	private static final Pattern LANGUAGES = Pattern.compile("\\s*[,;/|&+\\n]\\s*|\\s+(?:och|and|und|og|ja)\\s+");

	private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

	private static final Pattern CANCELLED = Pattern.compile(
			"cancel|inställ|ställs in|peru(?:t|u)|avlys|aflys|abgesag|entfäll|fällt aus|ausgefallen",
			Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

	private static final Pattern TRUE = Pattern.compile("(?i)true|1|yes|y|x|ja|kyllä|k");

	/** A title between quotation marks, and an address. */
	private static final Pattern QUOTED = Pattern.compile("(?is)\"(.*)\"\\s+((?:https?:|mailto:|tel:)\\S+)");

	private static final Pattern SCHEME = Pattern.compile("(?i)(?:https?:|mailto:|tel:).+");

	private final Sheet sheet;

	private final Columns columns;

	private final Warnings warnings;

	private final boolean ours;

	/**
	 * Creates a reader.
	 * @param sheet the table
	 * @param columns its columns
	 * @param warnings receives problems
	 */
	SheetFields(Sheet sheet, Columns columns, Warnings warnings) {
		this.sheet = sheet;
		this.columns = columns;
		this.warnings = warnings;
		this.ours = columns.of("key")
			.stream()
			.anyMatch((column) -> LanguageNames.normal(column.heading()).equals("plenumkey"));
	}

	String line(Sheet.Row row, String field, int length) {
		return cut(PlainText.line(plain(this.columns.text(row, field))), length, row, field);
	}

	/**
	 * Reads a text without line breaks in all its languages.
	 * @param row the row
	 * @param field the field
	 * @return the text by language; empty if there is none
	 */
	Map<String, String> lines(Sheet.Row row, String field) {
		Map<String, String> texts = new HashMap<>();
		this.columns.of(field)
			.forEach((column) -> put(texts, column,
					cut(PlainText.line(plain(row.cell(column.index()))), Lengths.LINE, row, field)));
		return texts;
	}

	/**
	 * Joins abstract and description in all their languages.
	 * @param row the row
	 * @return the text by language; null if there is none
	 */
	@Nullable Map<String, String> description(Sheet.Row row) {
		Map<String, String> texts = new HashMap<>();
		Stream.concat(this.columns.of("abstract").stream(), this.columns.of("description").stream())
			.forEach((column) -> {
				String text = plain(row.cell(column.index()));
				String before = texts.getOrDefault(language(column), "");
				put(texts, column, cut(joined(before, text), Lengths.TEXT, row, "description"));
			});
		return texts.isEmpty() ? null : texts;
	}

	List<String> list(Sheet.Row row, String field) {
		Set<String> values = new LinkedHashSet<>();
		this.columns.of(field)
			.stream()
			.flatMap((column) -> Cells.list(row.cell(column.index()), SEPARATORS).stream())
			.map((value) -> cut(PlainText.line(plain(value)), Lengths.KEY, row, field))
			.filter((value) -> !value.isEmpty())
			.forEach(values::add);
		return List.copyOf(values);
	}

	List<String> tags(Sheet.Row row) {
		Set<String> tags = new LinkedHashSet<>();
		this.columns.of("tags").forEach((column) -> {
			String cell = row.cell(column.index());
			List<String> listed = Cells.list(cell, SEPARATORS);
			boolean quoted = listed.size() == 1 && cell.equals(Cells.quoted(listed.getFirst()));
			tags.addAll((listed.size() == 1 && !quoted) ? Cells.list(cell, TAG_SEPARATORS) : listed);
		});
		return tags.stream().map((tag) -> cut(PlainText.line(plain(tag)), Lengths.LINE, row, "tags")).toList();
	}

	List<String> languages(Sheet.Row row) {
		String cell = this.columns.text(row, "language");
		Set<String> tags = new LinkedHashSet<>();
		Arrays.stream(LANGUAGES.split(cell))
			.filter((name) -> !name.isBlank())
			.forEach((name) -> LanguageNames.tag(name)
				.ifPresentOrElse(tags::add, () -> this.warnings.add(this.columns.place(row, "language"),
						"'%s' is not a language such as Swedish or sv, and is ignored.", name)));
		return List.copyOf(tags);
	}

	@Nullable Integer capacity(Sheet.Row row) {
		String cell = this.columns.text(row, "capacity");
		Matcher number = NUMBER.matcher(cell.replaceAll("(?<=\\d)[ \u00A0](?=\\d{3})", ""));
		if (number.find() && Integer.parseInt(number.group()) > 0) {
			return Integer.valueOf(number.group());
		}
		if (cell.chars().anyMatch(Character::isLetterOrDigit)) {
			this.warnings.add(this.columns.place(row, "capacity"), "'%s' is not a number of seats, and is ignored.",
					cell);
		}
		return null;
	}

	@Nullable SessionStatus status(Sheet.Row row) {
		return this.columns.of("status").stream().anyMatch((column) -> {
			String cell = row.cell(column.index());
			return CANCELLED.matcher(cell).find()
					|| CANCELLED.matcher(column.heading()).find() && TRUE.matcher(cell).matches();
		}) ? SessionStatus.CANCELLED : null;
	}

	List<Link> links(Sheet.Row row) {
		List<Link> links = new ArrayList<>();
		this.columns.of("links")
			.forEach((column) -> Cells.list(row.cell(column.index()), SEPARATORS).forEach((item) -> {
				List<Link> found = links(item);
				if (found.isEmpty()) {
					this.warnings.add(this.sheet.place(row, column.index()),
							"'%s' is not a safe address, and is ignored.", item);
				}
				links.addAll(found);
			}));
		return links;
	}

	/**
	 * Writes a link so that reading finds the same title and address.
	 * @param link the link
	 * @return its title, between quotation marks if it is read differently without them,
	 * and its address
	 */
	static String written(Link link) {
		String title = Objects.requireNonNullElse(link.title(), "");
		String plain = (title + " " + link.url()).strip();
		String quoted = Cells.quoted(title) + " " + link.url();
		return links(plain).equals(links(quoted)) ? plain : quoted;
	}

	/** Reads an address with its title, or several addresses. */
	private static List<Link> links(String item) {
		Matcher quoted = QUOTED.matcher(item);
		if (quoted.matches()) {
			return Addresses.of(quoted.group(2), "")
				.map((url) -> List.of(new Link(quotedTitle(quoted.group(1)), url)))
				.orElse(List.of());
		}
		List<String> words = List.of(item.split("\\s+"));
		List<String> addresses = words.stream().filter((word) -> SCHEME.matcher(word).matches()).toList();
		if (addresses.isEmpty() && words.size() == 1) {
			addresses = words;
		}
		String title = String.join(" ", words.stream().filter((word) -> !SCHEME.matcher(word).matches()).toList());
		List<Link> found = new ArrayList<>();
		for (String address : addresses) {
			Addresses.of(address.replaceAll("[,)>]+$", "").replaceAll("^[(<]+", ""), "")
				.ifPresent((url) -> found.add(new Link(title(title, words.size()), url)));
		}
		return found;
	}

	private static @Nullable String quotedTitle(String quoted) {
		return quoted.isEmpty() ? null : Lengths.cut(quoted.replace("\"\"", "\""), Lengths.LINE);
	}

	private static @Nullable String title(String words, int count) {
		String title = words.replaceAll("[\\s:(<–-]+$", "");
		return (title.isEmpty() || count == 1) ? null : Lengths.cut(title, Lengths.LINE);
	}

	/** Files that Plenum wrote contain plain text; other files can contain HTML. */
	private String plain(String cell) {
		return this.ours ? PlainText.tidy(cell) : PlainText.of(cell);
	}

	private String cut(String text, int length, Sheet.Row row, String field) {
		if (!Lengths.fits(text, length)) {
			this.warnings.add(this.columns.place(row, field), "The text '%s' is cut at %d characters.", field, length);
		}
		return Lengths.cut(text, length);
	}

	private static String joined(String summary, String rest) {
		return summary.isEmpty() || rest.startsWith(summary) ? rest
				: rest.isEmpty() ? summary : summary + "\n\n" + rest;
	}

	private static void put(Map<String, String> texts, Columns.Column column, String text) {
		if (!text.isEmpty()) {
			texts.put(language(column), text);
		}
	}

	private static String language(Columns.Column column) {
		String language = column.language();
		return (language != null) ? language.toLowerCase(Locale.ROOT) : ProgrammeFile.NO_LANGUAGE;
	}

}
