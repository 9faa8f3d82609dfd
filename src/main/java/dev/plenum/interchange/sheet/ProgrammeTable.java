package dev.plenum.interchange.sheet;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import dev.plenum.interchange.format.FileFormat;
import dev.plenum.interchange.format.Kinds;
import dev.plenum.interchange.format.Moment;
import dev.plenum.interchange.format.ProgrammeFile;
import dev.plenum.interchange.format.ProgrammeFile.RoomEntry;
import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerEntry;
import dev.plenum.interchange.format.ProgrammeFile.TrackEntry;
import dev.plenum.platform.sheet.Cells;
import dev.plenum.platform.sheet.Table;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.schedule.SessionStatus;
import org.jspecify.annotations.Nullable;

/**
 * Writes programmes as tables, with headings in the event's first language. Importing
 * such a table changes nothing. A text is written in its session's language; columns with
 * the name of a language contain translations.
 */
public final class ProgrammeTable {

	private static final List<String> FIELDS = List.of("key", "title", "subtitle", "start", "end", "room", "track",
			"speakers", "speakerOrganisation", "speakerTitle", "description", "kind", "language", "capacity", "tags",
			"links", "status");

	private static final List<String> TEXTS = List.of("title", "subtitle", "description");

	private final ProgrammeFile programme;

	private final ZoneId zone;

	private final String language;

	private final Map<String, String> rooms = new HashMap<>();

	private final Map<String, String> tracks = new HashMap<>();

	private final Map<String, SpeakerEntry> speakers = new HashMap<>();

	private ProgrammeTable(ProgrammeFile programme) {
		this.programme = programme;
		this.zone = ZoneId.of(Objects.requireNonNullElse(programme.timezone(), "UTC"));
		this.language = programme.languages().isEmpty() ? "en" : programme.languages().getFirst();
		programme.rooms().forEach((RoomEntry room) -> this.rooms.put(room.key(), room.name()));
		programme.tracks().forEach((TrackEntry track) -> this.tracks.put(track.key(), text(track.name(), null)));
		programme.speakers().forEach((SpeakerEntry speaker) -> this.speakers.put(speaker.key(), speaker));
	}

	/**
	 * Writes a programme.
	 * @param programme the programme
	 * @param format the format: CSV or XLSX
	 * @return the file
	 */
	public static byte[] write(ProgrammeFile programme, FileFormat format) {
		Table table = new ProgrammeTable(programme).table();
		return (format == FileFormat.CSV) ? table.csv() : table.xlsx();
	}

	/**
	 * Writes a workbook to fill in, with one example and the event's rooms and tracks to
	 * choose from.
	 * @param programme the programme
	 * @return the file
	 */
	public static byte[] template(ProgrammeFile programme) {
		return new ProgrammeTable(programme).template();
	}

	private Table table() {
		Map<String, List<String>> translations = translations();
		List<String> headings = headings(FIELDS);
		translations.forEach((field, languages) -> languages
			.forEach((tag) -> headings.add(SheetHints.VOCABULARY.heading(field, this.language) + " (" + tag + ")")));
		Table table = new Table(name(), headings);
		this.programme.sessions().forEach((session) -> table.add(row(session, translations)));
		return table;
	}

	private byte[] template() {
		List<String> fields = FIELDS.stream()
			.filter((field) -> !field.equals("key") && !field.equals("status"))
			.toList();
		LocalDate day = Objects.requireNonNullElse(this.programme.startsOn(), LocalDate.EPOCH);
		List<String> roomNames = this.programme.rooms().stream().map(RoomEntry::name).toList();
		List<String> trackNames = this.programme.tracks().stream().map((track) -> text(track.name(), null)).toList();
		Map<String, Object> example = Map.of("title", Examples.TITLE.in(this.language), "start",
				LocalDateTime.of(day, LocalTime.of(9, 0)), "end", LocalDateTime.of(day, LocalTime.of(9, 45)), "room",
				roomNames.isEmpty() ? Examples.ROOM.in(this.language) : roomNames.getFirst(), "track",
				trackNames.isEmpty() ? "" : trackNames.getFirst(), "speakers", "Anna Berg; Per Öhman",
				"speakerOrganisation", "Acme; Acme", "description", Examples.TEXT.in(this.language), "kind",
				Kinds.word(SessionKind.LECTURE), "language", this.language);
		Table table = new Table(name(), headings(fields));
		table.add(fields.stream().map(example::get).toArray());
		return table
			.xlsx(new LinkedHashMap<>(Map.of(fields.indexOf("room"), roomNames, fields.indexOf("track"), trackNames)));
	}

	private String name() {
		return Objects.requireNonNullElse(this.programme.slug(), "programme");
	}

	private List<String> headings(List<String> fields) {
		return new ArrayList<>(
				fields.stream().map((field) -> SheetHints.VOCABULARY.heading(field, this.language)).toList());
	}

	/** Returns the languages of the event in which texts have translations, by field. */
	private Map<String, List<String>> translations() {
		Map<String, List<String>> translations = new LinkedHashMap<>();
		TEXTS.forEach((field) -> translations.put(field,
				this.programme.languages()
					.stream()
					.filter((tag) -> this.programme.sessions()
						.stream()
						.anyMatch((session) -> translation(session, field, tag) != null))
					.toList()));
		return translations;
	}

	private @Nullable Object[] row(SessionEntry session, Map<String, List<String>> translations) {
		String type = session.facts().getOrDefault("type", "");
		boolean means = !type.isEmpty() && Kinds.of(type, SessionKind.OTHER) == session.kind();
		boolean plain = isPlain(session.startsAt()) && isPlain(session.endsAt());
		List<SpeakerEntry> named = session.speakers()
			.stream()
			.map((part) -> this.speakers.get(part.speaker()))
			.filter(Objects::nonNull)
			.toList();
		List<@Nullable Object> cells = new ArrayList<>();
		cells.add(session.key());
		cells.add(main(session, "title"));
		cells.add(main(session, "subtitle"));
		cells.add(moment(session.startsAt(), plain));
		cells.add(moment(session.endsAt(), plain));
		cells.add(joined(session.rooms().stream().map((room) -> this.rooms.getOrDefault(room, "")).toList()));
		cells.add((session.track() != null) ? this.tracks.get(session.track()) : null);
		cells.add(String.join("; ", named.stream().map((speaker) -> SheetSpeakers.written(speaker.name())).toList()));
		cells.add(aligned(named, (speaker) -> Objects.requireNonNullElse(speaker.organisation(), "")));
		cells.add(aligned(named, SheetSpeakers::written));
		cells.add(main(session, "description"));
		cells.add(means ? type : Kinds.word(session.kind()));
		cells.add(language(session));
		cells.add(session.capacity());
		cells.add(Cells.joined(session.tags(), SheetFields.TAG_SEPARATORS));
		cells.add(joined(session.links().stream().map(SheetFields::written).toList()));
		cells.add((session.status() == SessionStatus.CANCELLED) ? Examples.CANCELLED.in(this.language) : null);
		translations
			.forEach((field, languages) -> languages.forEach((tag) -> cells.add(translation(session, field, tag))));
		return cells.toArray();
	}

	private static String joined(List<String> values) {
		return Cells.joined(values, SheetFields.SEPARATORS);
	}

	/** Returns one value for each speaker; blank if none has one. */
	private static @Nullable String aligned(List<SpeakerEntry> speakers, Function<SpeakerEntry, String> value) {
		List<String> values = speakers.stream().map(value).toList();
		return values.stream().allMatch(String::isEmpty) ? null : Cells.joined(values, SheetSpeakers.SEPARATORS);
	}

	private static @Nullable String language(SessionEntry session) {
		return session.languages().isEmpty() ? session.language() : String.join(", ", session.languages());
	}

	/** Returns a local time; only a time with an offset is a text. */
	private Object moment(Moment moment, boolean plain) {
		return plain ? local(moment) : Moment.of(moment.in(this.zone), this.zone).toString();
	}

	private boolean isPlain(Moment moment) {
		Instant instant = moment.in(this.zone);
		return instant.getNano() == 0 && local(moment).atZone(this.zone).toInstant().equals(instant);
	}

	private LocalDateTime local(Moment moment) {
		return moment.in(this.zone).atZone(this.zone).toLocalDateTime();
	}

	private static @Nullable Map<String, String> texts(SessionEntry session, String field) {
		return switch (field) {
			case "title" -> session.title();
			case "subtitle" -> session.subtitle();
			default -> session.description();
		};
	}

	private static @Nullable String main(SessionEntry session, String field) {
		Map<String, String> texts = texts(session, field);
		return (texts != null) ? text(texts, session.language()) : null;
	}

	private static @Nullable String translation(SessionEntry session, String field, String tag) {
		Map<String, String> texts = texts(session, field);
		return (texts == null || tag.equals(shown(texts, session.language()))) ? null : texts.get(tag);
	}

	private static String text(Map<String, String> texts, @Nullable String language) {
		return texts.getOrDefault(shown(texts, language), "");
	}

	/** Returns the language of the text in the column without a language. */
	private static String shown(Map<String, String> texts, @Nullable String language) {
		return (language != null && texts.containsKey(language)) ? language
				: texts.keySet().stream().findFirst().orElse(ProgrammeFile.NO_LANGUAGE);
	}

}
