package dev.plenum.interchange.sheet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.plenum.interchange.format.FaultyFileException;
import dev.plenum.interchange.format.FileFormat;
import dev.plenum.interchange.format.Kinds;
import dev.plenum.interchange.format.Lengths;
import dev.plenum.interchange.format.ProgrammeFile;
import dev.plenum.interchange.format.ProgrammeFile.RoomEntry;
import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerPart;
import dev.plenum.interchange.format.ProgrammeFile.TrackEntry;
import dev.plenum.interchange.format.ReadProgramme;
import dev.plenum.interchange.format.ReadProgramme.ColumnUse;
import dev.plenum.interchange.format.Warnings;
import dev.plenum.platform.sheet.Columns;
import dev.plenum.platform.sheet.Sheet;
import dev.plenum.platform.sheet.SheetFault;
import dev.plenum.platform.sheet.Sheets;
import dev.plenum.programme.document.SessionKind;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.InputStreamSource;

/**
 * Reads a programme from a table with one row for each session. A row that cannot be read
 * is left out with a warning; it never prevents reading the others.
 */
public final class ProgrammeSheet {

	private static final Columns.Rules RULES = Columns.Rules.of(
			Set.of("speakers", "moderators", "speakerOrganisation", "speakerTitle", "room", "tags", "links", "status"),
			"title", "start|date");

	/** The stored values of a session that a column expresses, by field. */
	private static final Map<String, Set<String>> PATHS = Map.ofEntries(Map.entry("subtitle", Set.of("subtitle")),
			Map.entry("abstract", Set.of("description")), Map.entry("room", Set.of("slot.rooms")),
			Map.entry("speakers", Set.of("slot.speakers")), Map.entry("track", Set.of("trackId")),
			Map.entry("speakerOrganisation", Set.of("organisation")), Map.entry("speakerTitle", Set.of("titles")),
			Map.entry("language", Set.of("language", "languages")), Map.entry("kind", Set.of("kind", "origin.facts")),
			Map.entry("capacity", Set.of("capacity")), Map.entry("tags", Set.of("tags")),
			Map.entry("links", Set.of("links")));

	private static final Pattern BREAK = Pattern.compile(
			"(?:.{0,15}\\b)?(?:lunch|lunsj|lounas|breakfast|frukost|frokost|frühstück|dinner|middag|illallinen|mittagessen|abendessen|fika|paus|pause|rast|tauko|break|coffee|kaffe|kaffee|kahvi|\\w+paus|\\w+pause|\\w+tauko|registration|registrering|ilmoittautuminen)\\b.{0,15}",
			Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

	private final Warnings warnings = new Warnings();

	private final SheetSpeakers speakers = new SheetSpeakers();

	private final Map<String, RoomEntry> rooms = new LinkedHashMap<>();

	private final Map<String, TrackEntry> tracks = new LinkedHashMap<>();

	private final Map<String, SessionEntry> sessions = new LinkedHashMap<>();

	private final Map<String, String> places = new HashMap<>();

	private final Set<String> fields = new HashSet<>();

	private final List<ColumnUse> uses = new ArrayList<>();

	private final OpenEnds openEnds = new OpenEnds(this.warnings);

	private ProgrammeSheet() {
	}

	/**
	 * Reads a programme.
	 * @param file the file
	 * @param format the format of the file
	 * @param hints what helps to read it
	 * @return the programme
	 * @throws FaultyFileException if the file contains no table of sessions
	 * @throws IOException if the file cannot be read
	 */
	public static ReadProgramme read(InputStreamSource file, FileFormat format, SheetHints hints) throws IOException {
		try {
			return new ProgrammeSheet().convert(file, format, hints);
		}
		catch (SheetFault ex) {
			throw new FaultyFileException(ex.place(), ex.message());
		}
	}

	private ReadProgramme convert(InputStreamSource file, FileFormat format, SheetHints hints) throws IOException {
		Map<Sheet, Columns> tables = new LinkedHashMap<>();
		List<Sheet> sheets = Sheets.read(file, this.warnings::add);
		for (Sheet sheet : sheets) {
			Optional<Columns> columns = Columns.find(sheet, SheetHints.VOCABULARY, RULES, hints.columns());
			columns.ifPresent((found) -> tables.put(sheet, found));
			if (columns.isEmpty() && !sheet.rows().isEmpty()) {
				this.warnings.add("sheet '%s'".formatted(sheet.name()),
						"The sheet '%s' has no headings of a programme and is left out.", sheet.name());
			}
		}
		if (tables.isEmpty()) {
			throw new FaultyFileException("", noTable(sheets, hints));
		}
		DateOrder order = DateOrder.of(
				tables.entrySet().stream().flatMap((table) -> dates(table.getKey(), table.getValue())).toList(),
				hints.firstDay());
		if (order.example() != null && !order.certain()) {
			this.warnings.add("", "Dates such as '%s' can mean two days. They are read as %s.", order.example(),
					order.text());
		}
		WrittenDates dates = new WrittenDates(order, hints.firstDay());
		tables.forEach((sheet, columns) -> table(sheet, columns, dates, order));
		this.openEnds.close(this.sessions);
		ProgrammeFile programme = ProgrammeFile.ofSessions(List.copyOf(this.rooms.values()),
				List.copyOf(this.tracks.values()), this.speakers.all(), List.copyOf(this.sessions.values()));
		return new ReadProgramme(format, programme, Map.copyOf(this.places), this.warnings.all(), this.openEnds.keys(),
				this.uses, absent());
	}

	private static String noTable(List<Sheet> sheets, SheetHints hints) {
		String first = sheets.stream()
			.map(Columns::firstRow)
			.filter((row) -> !row.isEmpty())
			.findFirst()
			.orElse("nothing");
		return hints.columns().isEmpty()
				? "The file is neither a programme in a known format nor a table with headings such as title, start, end and room. Found: %s. Name the columns with columns=title:HEADING,start:HEADING."
					.formatted(first)
				: "The file has no headings '%s' as columns=… says. Found: %s."
					.formatted(String.join("', '", hints.columns().values()), first);
	}

	private static Stream<String> dates(Sheet sheet, Columns columns) {
		return Stream.concat(
				Stream.of("start", "end", "date", "endDate")
					.filter(columns::has)
					.flatMap((field) -> columns.rows().stream().map((row) -> columns.text(row, field))),
				sheet.rows().stream().filter((row) -> row.cells().size() == 1).map((row) -> row.cell(0)));
	}

	/** Returns the paths of the stored values that no column of the file expresses. */
	private Set<String> absent() {
		Set<String> absent = new LinkedHashSet<>();
		PATHS.forEach((field, paths) -> {
			boolean there = this.fields.contains(field)
					|| field.equals("abstract") && this.fields.contains("description")
					|| field.equals("speakers") && this.fields.contains("moderators");
			if (!there) {
				absent.addAll(paths);
			}
		});
		return absent;
	}

	private void table(Sheet sheet, Columns columns, WrittenDates dates, DateOrder order) {
		columns.all().forEach((column) -> {
			if (column.field() != null) {
				this.fields.add(column.field());
			}
			boolean dated = order.example() != null && Set.of("start", "date").contains(String.valueOf(column.field()));
			this.uses.add(new ColumnUse(sheet.name().isEmpty() ? null : sheet.name(), column.name(), column.heading(),
					(column.language() != null) ? column.field() + "." + column.language() : column.field(),
					dated ? "Dates such as %s are read as %s.".formatted(order.example(), order.text()) : null));
		});
		SheetFields fields = new SheetFields(sheet, columns, this.warnings);
		SheetTimes times = new SheetTimes(sheet, columns, dates, this.warnings);
		for (Sheet.Row row : columns.rows()) {
			if (!times.isHeading(row)) {
				row(sheet, row, columns, fields, times);
			}
		}
	}

	private void row(Sheet sheet, Sheet.Row row, Columns columns, SheetFields fields, SheetTimes times) {
		if (this.sessions.size() >= Lengths.MOST_ITEMS) {
			throw new FaultyFileException(sheet.place(row),
					"The file has more than %d sessions.".formatted(Lengths.MOST_ITEMS));
		}
		Map<String, String> title = fields.lines(row, "title");
		Optional<SheetTimes.Span> span = times.of(row);
		if (title.isEmpty()) {
			this.warnings.add(columns.place(row, "title"), "The row has no title and is left out.");
			return;
		}
		span.ifPresent((found) -> add(sheet, row, columns, fields, title, found));
	}

	private void add(Sheet sheet, Sheet.Row row, Columns columns, SheetFields fields, Map<String, String> title,
			SheetTimes.Span span) {
		List<SpeakerPart> speakers = this.speakers.of(columns, row);
		List<String> rooms = fields.list(row, "room");
		rooms.forEach(
				(room) -> this.rooms.putIfAbsent(room, new RoomEntry(room, room, null, null, null, null, Map.of())));
		List<String> languages = fields.languages(row);
		String kind = fields.line(row, "kind", Lengths.LINE);
		String anyTitle = title.getOrDefault(ProgrammeFile.NO_LANGUAGE, title.values().iterator().next());
		SessionEntry entry = new SessionEntry("", kind(kind, anyTitle, speakers), title,
				orNull(fields.lines(row, "subtitle")), fields.description(row), null,
				languages.isEmpty() ? null : languages.getFirst(), (languages.size() > 1) ? languages : List.of(),
				track(fields.line(row, "track", Lengths.KEY)), fields.tags(row), span.startsAt(),
				(span.endsAt() != null) ? span.endsAt() : span.startsAt(), fields.status(row), rooms, speakers,
				List.of(), List.of(), List.of(), fields.links(row), null, fields.capacity(row), null, null, List.of(),
				null, null, null, null, List.of(), (kind.isEmpty() || isPlain(kind)) ? Map.of() : Map.of("type", kind));
		String written = fields.line(row, "key", Lengths.KEY);
		String base = written.isEmpty() ? Lengths.cut("title/" + anyTitle, Lengths.KEY - 8) : written;
		String key = base;
		for (int i = 2; this.sessions.containsKey(key); i++) {
			SessionEntry known = this.sessions.get(key);
			if (isSame(known, entry)) {
				if (known.rooms().containsAll(rooms)) {
					this.warnings.add(sheet.place(row), "The row repeats the session '%s' above and is left out.",
							anyTitle);
				}
				Set<String> all = new LinkedHashSet<>(known.rooms());
				all.addAll(rooms);
				this.sessions.put(key, known.in(List.copyOf(all)));
				return;
			}
			key = base + "/" + i;
		}
		if (!key.equals(base) && !written.isEmpty()) {
			this.warnings.add(columns.place(row, "key"), "The file contains the key '%s' more than once.", written);
		}
		this.places.put(key, sheet.place(row));
		this.sessions.put(key, entry.as(key));
		if (span.endsAt() == null) {
			this.openEnds.add(key, columns.place(row, "end"));
		}
	}

	private static boolean isSame(SessionEntry known, SessionEntry other) {
		return known.startsAt().equals(other.startsAt()) && known.endsAt().equals(other.endsAt())
				&& known.title().equals(other.title()) && known.speakers().equals(other.speakers());
	}

	private @Nullable String track(String name) {
		if (name.isEmpty()) {
			return null;
		}
		this.tracks.putIfAbsent(name, new TrackEntry(name, ProgrammeFile.text(name), null, Map.of()));
		return name;
	}

	/** A meal or a break has no speakers, and rarely a kind. */
	private static SessionKind kind(String kind, String title, List<SpeakerPart> speakers) {
		if (!kind.isEmpty()) {
			return Kinds.of(kind, SessionKind.OTHER);
		}
		return (speakers.isEmpty() && BREAK.matcher(title).matches()) ? Kinds.of(title, SessionKind.BREAK)
				: SessionKind.LECTURE;
	}

	private static boolean isPlain(String kind) {
		return Stream.of(SessionKind.values()).anyMatch((one) -> one.name().equalsIgnoreCase(kind));
	}

	private static @Nullable Map<String, String> orNull(Map<String, String> texts) {
		return texts.isEmpty() ? null : texts;
	}

}
