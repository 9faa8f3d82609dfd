package dev.plenum.interchange.sheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.plenum.interchange.format.Lengths;
import dev.plenum.interchange.format.PlainText;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerPart;
import dev.plenum.platform.sheet.Cells;
import dev.plenum.platform.sheet.Columns;
import dev.plenum.platform.sheet.Sheet;
import dev.plenum.programme.document.SpeakerType;
import dev.plenum.schedule.SpeakerRole;
import org.jspecify.annotations.Nullable;

/**
 * Collects the speakers of a table. A cell can contain several, with their organisations
 * and titles: {@code Anna Berg (Acme); Per Öhman, CEO, Acme}. A name identifies a
 * speaker.
 */
final class SheetSpeakers {

	/** What stands before the name in the key of a speaker. */
	static final String KEY = "name/";

	static final String SEPARATORS = ";\n|";

	/** What separates the titles of one speaker. */
	static final String TITLES = "/";

	private static final Pattern AND = Pattern.compile("\\s+(?:[&+/•·]|and|och|und|og|ja|sekä|samt)\\s+");

	private static final Pattern BRACKETS = Pattern.compile("(.*\\S)\\s*\\((.+)\\)");

	private static final Pattern FULL_NAME = Pattern.compile("\\p{Lu}[^\\d,;:()]*\\s\\S*\\p{Lu}[^\\d,;:()]*");

	private static final Pattern ORGANISATION = Pattern.compile(
			"(?:^|\\s)(?:AB|Oyj?|AS|ASA|A/S|ApS|GmbH|AG|KG|Ltd|Inc|LLC|plc|Co|e\\.?V)\\.?$|(?i)universit|yliopisto|högskol|hochschul|høgskol|institut|kommun|region|county|council|ministr|agency|myndighet|virasto|foundation|stiftelse|stiftung|säätiö|förbund|liitto|verein|association|company|group|center|centre|centrum|academy|akademi|college");

	/** Words and characters that mean that there is no speaker, or none yet. */
	private static final Pattern NOBODY = Pattern.compile(
			"[-–—.?*/\\s]*|n\\.?\\s?n\\.?|t\\.?b\\.?[acd]\\.?|n/?a|ingen|inga|keine?|none|nobody",
			Pattern.CASE_INSENSITIVE);

	/** An e-mail address, which is no part of a name. */
	private static final Pattern MAIL = Pattern.compile(
			"[\\s,]*[<(\\[]?(?:mailto:)?[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+[>)\\]]?", Pattern.UNICODE_CHARACTER_CLASS);

	private static final int MOST_WORDS = 4;

	private final Map<String, SpeakerEntry> byKey = new LinkedHashMap<>();

	List<SpeakerEntry> all() {
		return List.copyOf(this.byKey.values());
	}

	/**
	 * Reads the speakers of a session.
	 * @param columns the columns
	 * @param row the row
	 * @return its speakers
	 */
	List<SpeakerPart> of(Columns columns, Sheet.Row row) {
		Map<String, SpeakerPart> parts = new LinkedHashMap<>();
		List<Named> named = columns.of("speakers")
			.stream()
			.flatMap((column) -> named(row.cell(column.index())).stream())
			.toList();
		List<String> organisations = aligned(columns, row, "speakerOrganisation");
		List<String> titles = aligned(columns, row, "speakerTitle");
		for (int i = 0; i < named.size(); i++) {
			Named speaker = named.get(i);
			String organisation = value(organisations, i, named.size());
			String title = value(titles, i, named.size());
			String key = add(new Named(speaker.name(), title.isEmpty() ? speaker.titles() : titles(title),
					organisation.isEmpty() ? speaker.organisation() : organisation), parts.keySet());
			parts.put(key, new SpeakerPart(key, null, null));
		}
		columns.of("moderators")
			.stream()
			.flatMap((column) -> named(row.cell(column.index())).stream())
			.map((speaker) -> add(speaker, Set.of()))
			.forEach((key) -> parts.putIfAbsent(key, new SpeakerPart(key, SpeakerRole.MODERATOR, null)));
		return List.copyOf(parts.values());
	}

	/** Returns the values of a column for each speaker of a row. */
	private static List<String> aligned(Columns columns, Sheet.Row row, String field) {
		return columns.of(field)
			.stream()
			.flatMap((column) -> Cells.aligned(row.cell(column.index()), SEPARATORS).stream())
			.map(PlainText::line)
			.toList();
	}

	/** One value stands for all speakers of a session. */
	private static String value(List<String> values, int index, int speakers) {
		return (values.size() == 1 && speakers > 0) ? values.getFirst()
				: (index < values.size()) ? values.get(index) : "";
	}

	/** Adds a speaker. Two speakers of one session with the same name are two persons. */
	private String add(Named speaker, Set<String> taken) {
		String base = Lengths.cut(KEY + speaker.name(), Lengths.KEY - 5);
		String key = base;
		for (int i = 2; taken.contains(key); i++) {
			key = base + "/" + i;
		}
		SpeakerEntry known = this.byKey.get(key);
		this.byKey.put(key,
				new SpeakerEntry(key, speaker.name(), SpeakerType.PERSON,
						(known != null && !known.titles().isEmpty()) ? known.titles() : speaker.titles(),
						(known != null && known.organisation() != null) ? known.organisation() : speaker.organisation(),
						null, null, null, null, List.of(), Map.of()));
		return key;
	}

	/**
	 * Reads the names in a cell.
	 * @param cell the text of the cell
	 * @return the names with their titles and organisations
	 */
	static List<Named> named(String cell) {
		List<Named> all = new ArrayList<>();
		boolean listed = cell.chars().anyMatch((character) -> SEPARATORS.indexOf(character) >= 0);
		for (String part : Cells.list(cell, SEPARATORS)) {
			if (cell.contains(Cells.quoted(part))) {
				all.add(new Named(part, List.of(), null));
				continue;
			}
			String list = MAIL.matcher(part).replaceAll("").strip();
			if (NOBODY.matcher(list).matches()) {
				continue;
			}
			List<String> names = List.of(AND.split(list));
			if (names.size() > 1 && names.stream().allMatch(SheetSpeakers::areNames)) {
				names.forEach((name) -> all.addAll(together(name, listed)));
			}
			else {
				all.addAll(together(list, listed));
			}
		}
		return all.stream().filter((one) -> !one.name().isEmpty()).toList();
	}

	/**
	 * Reads names that are separated by commas, or one name with a title and an
	 * organisation.
	 */
	private static List<Named> together(String text, boolean listed) {
		List<String> parts = Cells.list(text, ",");
		boolean names = !listed && parts.size() > 1 && parts.stream().allMatch(SheetSpeakers::isName);
		return names ? parts.stream().map(SheetSpeakers::one).toList() : List.of(one(text));
	}

	private static boolean areNames(String text) {
		return FULL_NAME.matcher(text.replaceAll("\\([^)]*\\)", "").replace(',', ' ').strip()).matches();
	}

	private static boolean isName(String text) {
		String name = BRACKETS.matcher(text).replaceFirst("$1");
		return FULL_NAME.matcher(name).matches() && !ORGANISATION.matcher(name).find()
				&& name.split("\\s+").length <= MOST_WORDS;
	}

	private static Named one(String text) {
		Matcher brackets = BRACKETS.matcher(text);
		if (brackets.matches()) {
			Named named = one(brackets.group(1));
			return new Named(named.name(), named.titles(),
					(named.organisation() != null) ? named.organisation() : line(brackets.group(2)));
		}
		List<String> parts = Cells.list(text, ",");
		if (parts.size() < 2 || !parts.getFirst().contains(" ")) {
			return new Named(line(text), List.of(), null);
		}
		return new Named(line(parts.getFirst()),
				(parts.size() > 2) ? List.of(line(String.join(", ", parts.subList(1, parts.size() - 1)))) : List.of(),
				line(parts.getLast()));
	}

	/**
	 * Writes a name so that {@link #named} reads the same one.
	 * @param name the name
	 * @return the name, between quotation marks if it contains separators
	 */
	static String written(String name) {
		List<Named> read = named(name);
		boolean same = read.size() == 1 && read.getFirst().equals(new Named(name, List.of(), null));
		return same ? name : Cells.quoted(name);
	}

	/**
	 * Writes the titles of a speaker.
	 * @param speaker the speaker
	 * @return the titles; empty if there are none
	 */
	static String written(SpeakerEntry speaker) {
		return speaker.titles()
			.stream()
			.map((title) -> Cells.list(title, TITLES).equals(List.of(title)) ? title : Cells.quoted(title))
			.collect(Collectors.joining(" / "));
	}

	private static List<String> titles(String cell) {
		return Cells.list(cell, TITLES).stream().map(SheetSpeakers::line).toList();
	}

	private static String line(String text) {
		return Lengths.cut(PlainText.line(PlainText.of(text)), Lengths.LINE);
	}

	/**
	 * A speaker in a cell.
	 *
	 * @param name the name
	 * @param titles the titles
	 * @param organisation the organisation; null if the cell contains none
	 */
	record Named(String name, List<String> titles, @Nullable String organisation) {
	}

}
