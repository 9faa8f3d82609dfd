package dev.plenum.participant.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.participant.Entry;
import dev.plenum.participant.ParticipantSource;
import dev.plenum.participant.ParticipantState;
import dev.plenum.participant.Roll;
import dev.plenum.participant.file.RollFile.ColumnUse;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.sheet.Columns;
import dev.plenum.platform.sheet.LanguageNames;
import dev.plenum.platform.sheet.Sheet;
import dev.plenum.platform.sheet.SheetFault;
import dev.plenum.platform.sheet.Sheets;
import dev.plenum.platform.sheet.Vocabulary;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ByteArrayResource;

/**
 * Reads participants from a table: CSV or an Excel workbook with one row for each
 * participant.
 */
final class TableRoll {

	private static final Vocabulary VOCABULARY = Vocabulary.load("/dev/plenum/participant/columns.properties",
			Set.of());

	private static final Columns.Rules RULES = Columns.Rules.of(Set.of(), "key", "name|lastName|firstName");

	private static final Map<String, ParticipantState> STATES = new HashMap<>();

	static {
		state(ParticipantState.ACTIVE, "active", "paid", "confirmed", "approved", "registered", "complete", "completed",
				"valid", "ok", "yes", "p", "aktiv", "betald", "betalt", "bekräftad", "godkänd", "anmäld", "giltig",
				"ja", "aktiivinen", "maksettu", "vahvistettu", "hyväksytty", "ilmoittautunut", "voimassa", "kyllä",
				"bekreftet", "godkjent", "påmeldt", "bekræftet", "godkendt", "tilmeldt", "bezahlt", "bestätigt",
				"angemeldet", "gültig");
		state(ParticipantState.CANCELLED, "cancelled", "canceled", "refunded", "expired", "rejected", "deleted",
				"withdrawn", "void", "no", "c", "e", "avbokad", "annullerad", "återbetald", "avbruten", "makulerad",
				"avanmäld", "nej", "peruttu", "peruutettu", "hyvitetty", "palautettu", "vanhentunut", "ei", "avbestilt",
				"kansellert", "refundert", "avmeldt", "annulleret", "refunderet", "afmeldt", "aflyst", "storniert",
				"abgesagt", "erstattet", "abgelaufen", "abgemeldet", "nein");
	}

	private final List<Roll.Row> rows = new ArrayList<>();

	private final List<ColumnUse> uses = new ArrayList<>();

	private final List<Roll.Note> notes = new ArrayList<>();

	private final FileRefused.Faults faults = new FileRefused.Faults();

	private TableRoll() {
	}

	/**
	 * Reads a table.
	 * @param file the file
	 * @param mapping the headings of some fields
	 * @return the participants
	 * @throws FileRefused if the file is not a table of participants
	 */
	static RollFile read(byte[] file, Map<String, String> mapping) {
		TableRoll table = new TableRoll();
		try {
			List<Sheet> sheets = Sheets.read(new ByteArrayResource(file), (place, message, arguments) -> table.notes
				.add(new Roll.Note(1, place + ": " + message.formatted(arguments))));
			for (Sheet sheet : sheets) {
				Optional<Columns> columns = Columns.find(sheet, VOCABULARY, RULES, mapping);
				columns.ifPresent(table::read);
			}
			if (table.uses.isEmpty()) {
				throw FileRefused.at(1, "The file has no headings of participants such as key and name. Found: %s."
					.formatted(sheets.isEmpty() ? "" : Columns.firstRow(sheets.getFirst())));
			}
		}
		catch (SheetFault ex) {
			throw FileRefused.at(ex.row(), ex.message());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		table.faults.throwIfAny();
		return new RollFile(new Roll(ParticipantSource.FILE, table.rows, table.notes), table.uses);
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

	private void read(Columns columns) {
		columns.all()
			.forEach((column) -> this.uses.add(new ColumnUse(column.name(), column.heading(), column.field())));
		for (Sheet.Row row : columns.rows()) {
			String position = columns.text(row, "position");
			String key = columns.text(row, "key");
			this.rows
				.add(new Roll.Row(row.number(), position.isEmpty() ? key : key + '-' + position, fields(columns, row)));
		}
	}

	private Map<String, @Nullable String> fields(Columns columns, Sheet.Row row) {
		Map<String, @Nullable String> fields = new LinkedHashMap<>();
		String name = name(columns, row);
		if (name.isEmpty()) {
			this.faults.add(row.number(), "name", "A participant needs a name.");
		}
		fields.put("name", name);
		for (String field : List.of("organisation", "ticketType")) {
			if (columns.has(field)) {
				fields.put(field, nullable(columns.text(row, field)));
			}
		}
		if (columns.has("email")) {
			String email = columns.text(row, "email");
			fields.put("email", Entry.isAddress(email) ? email : null);
			if (!email.isEmpty() && !Entry.isAddress(email)) {
				this.notes.add(new Roll.Note(row.number(), "The e-mail address is not valid, and is left out."));
			}
		}
		if (columns.has("language")) {
			String language = columns.text(row, "language");
			fields.put("language", LanguageNames.tag(language).orElse(null));
			if (!language.isEmpty() && LanguageNames.tag(language).isEmpty()) {
				this.notes.add(new Roll.Note(row.number(), "The language is not known, and is left out."));
			}
		}
		String state = columns.text(row, "state");
		if (!state.isEmpty()) {
			ParticipantState known = STATES.get(LanguageNames.normal(state));
			if (known == null) {
				this.faults.add(row.number(), "state",
						"Unknown state '%s': expected a word such as active, paid or cancelled.".formatted(state));
			}
			else {
				fields.put("state", known.name());
			}
		}
		return fields;
	}

	private static String name(Columns columns, Sheet.Row row) {
		String name = columns.text(row, "name");
		return !name.isEmpty() ? name
				: Stream.of("firstName", "lastName")
					.map((field) -> columns.text(row, field))
					.filter((part) -> !part.isEmpty())
					.collect(Collectors.joining(" "));
	}

	private static @Nullable String nullable(String cell) {
		return cell.isEmpty() ? null : cell;
	}

	private static void state(ParticipantState state, String... words) {
		for (String word : words) {
			STATES.put(LanguageNames.normal(word), state);
		}
	}

}
