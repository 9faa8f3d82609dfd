package dev.plenum.interchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.platform.sheet.Sheet;
import dev.plenum.platform.sheet.Sheets;
import dev.plenum.platform.sheet.Workbooks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Imports tables into events, and exports programmes as tables.
 */
@LiveServer
class SheetImportTests {

	private static final String TABLE = """
			Rubrik;Tid;Datum;Lokal;Talare;Organisation;Spår;Beskrivning
			Invigning;9–9.30;3/11;Stora salen;Eva Lind;Acme;;Välkomna
			Lunch;12–13;3/11;Foajén;;;;
			Vård på distans;13.00–13.45;3/11;Stora salen;Anna Berg & Per Öhman;;Vård;Om vård
			Lunch;12–13;4/11;Foajén;;;;
			Avslutning;13–14;4/11;Stora salen;Eva Lind;Acme;;Tack
			""";

	@Autowired
	private Clients clients;

	private final String slug = "sheet-" + UUID.randomUUID().toString().substring(0, 8);

	@BeforeEach
	void anEvent() {
		put("", """
				{"slug": "sheet", "name": {"sv": "Möte"}, "startsOn": "2027-11-03", "endsOn": "2027-11-04", "timezone": "Europe/Stockholm",
				 "languages": ["sv", "en"], "rooms": [{"key": "r1", "name": "Stora salen"}, {"key": "r2", "name": "Foajén"}],
				 "tracks": [{"key": "t", "name": {"sv": "Vård"}}]}""");
	}

	@Test
	void importingATableAgainChangesNothing() {
		JsonNode first = put("", TABLE);
		assertThat(first.get("format").asString()).isEqualTo("CSV");
		assertThat(names(first, "added")).contains("Invigning", "Lunch", "Anna Berg", "Per Öhman").hasSize(8);
		assertThat(first.get("columns").findValuesAsString("field")).containsExactly("title", "start", "date", "room",
				"speakers", "speakerOrganisation", "track", "description");
		JsonNode again = put("", TABLE);
		assertThat(again.get("unchanged").asInt()).isEqualTo(5);
		unchanged(again);
		assertThat(sessions()).isEqualTo(
				"[Invigning 09:00 Stora salen Eva Lind, Lunch 12:00 Foajén, Vård på distans 13:00 Stora salen Anna Berg Per Öhman, Lunch 12:00 Foajén, Avslutning 13:00 Stora salen Eva Lind]");
	}

	@Test
	void aDryRunShowsTheColumnsAndChangesNothing() {
		JsonNode report = put("?dryRun=true&columns=title:Passets titel,abstract:Min text",
				"Passets titel;Min text;Start;Slut;Intern anteckning\nA;B;2027-11-03 09:00;10:00;C\n");
		assertThat(report.get("columns").toString()).contains("\"heading\":\"Intern anteckning\",\"field\":null",
				"\"column\":\"B\",\"heading\":\"Min text\",\"field\":\"abstract\"");
		assertThat(sessions()).isEqualTo("[]");
	}

	@Test
	void aSessionIsRecognisedByItsTitleOrByItsPlace() {
		put("", TABLE);
		JsonNode report = put("", TABLE.replace("Vård på distans;13.00–13.45", "Vård på nära håll;13.00–14.00")
			.replace("Lunch;12–13;3/11", "Lunch;11.30–12.30;3/11"));
		assertThat(names(report, "changed")).containsExactlyInAnyOrder("Vård på nära håll", "Lunch");
		assertThat(report.get("added")).isEmpty();
		assertThat(report.get("missing")).isEmpty();
	}

	@Test
	void aColumnThatIsMissingChangesNothing() {
		put("", TABLE);
		JsonNode report = put("", """
				Rubrik;Start;Slut
				Invigning;2027-11-03 09:00;09:30
				Lunch;2027-11-03 12:00;13:00
				Vård på distans;2027-11-03 13:00;14:00
				Lunch;2027-11-04 12:00;13:00
				Avslutning;2027-11-04 13:00;14:00
				""");
		assertThat(names(report, "changed")).containsExactly("Vård på distans");
		assertThat(report.get("changed").findValuesAsString("field")).containsExactly("time");
		assertThat(report.get("kept")).isEmpty();
		assertThat(sessions()).contains("Vård på distans 13:00 Stora salen Anna Berg Per Öhman");
		JsonNode back = put("", TABLE.replace("Om vård", "Om vården"));
		assertThat(back.get("changed").findValuesAsString("field")).containsExactlyInAnyOrder("abstract.sv", "time");
		assertThat(back.get("kept")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "programme.csv", "programme.xlsx" })
	void importingAnExportedTableChangesNothing(String name) throws IOException {
		put("", """
				{"slug": "sheet", "name": {"sv": "Möte"}, "startsOn": "2027-10-30", "endsOn": "2027-11-04", "timezone": "Europe/Stockholm",
				 "languages": ["sv", "en"], "rooms": [{"key": "r1", "name": "Sal A; plan 2"}, {"key": "r2", "name": "=B"}],
				 "tracks": [{"key": "t", "name": {"sv": "Vård", "en": "Care"}}],
				 "speakers": [{"key": "p1", "name": "Berg, Anna & Co", "type": "PERSON", "titles": ["vd", "CEO/CTO"], "organisation": "A; B"},
				  {"key": "p2", "name": "Per Öhman (Acme)", "type": "PERSON"}, {"key": "p3", "name": "Per Öhman", "type": "PERSON", "organisation": "Beta"},
				  {"key": "p4", "name": "Anna och Bo", "type": "GROUP"}],
				 "sessions": [
				  {"key": "a", "kind": "PANEL", "title": {"sv": "=1+1", "en": "Two"}, "subtitle": {"sv": "-- under"}, "abstract": {"sv": "Rad\\n\\n- punkt <b>", "en": "Text"},
				   "startsAt": "2027-11-03T09:00", "endsAt": "2027-11-03T10:00", "rooms": ["r1", "r2"], "track": "t", "tags": ["x, y", "z"], "languages": ["sv", "en"], "capacity": 30,
				   "speakers": [{"speaker": "p1", "role": "MODERATOR"}, {"speaker": "p2"}, {"speaker": "p3"}, {"speaker": "p4"}],
				   "links": [{"title": "Bilder; del 1", "url": "https://example.org/a;b"}, {"url": "https://example.org/"}]},
				  {"key": "night", "kind": "SOCIAL", "title": {"en": "Only English"}, "startsAt": "2027-10-31T02:15:00+01:00", "endsAt": "2027-10-31T02:45:00+01:00"},
				  {"key": "over", "kind": "CULTURE", "title": {"sv": "Över natten"}, "startsAt": "2027-11-03T23:30", "endsAt": "2027-11-04T01:30", "language": "sv"},
				  {"key": "gone", "kind": "LECTURE", "title": {"sv": "Inställt"}, "startsAt": "2027-11-03T12:00", "endsAt": "2027-11-03T13:00", "status": "CANCELLED"}]}""");
		String before = text("programme.json");
		byte[] table = get(name);
		JsonNode report = put("", table);
		unchanged(report);
		assertThat(report.get("warnings")).isEmpty();
		assertThat(report.get("unchanged").asInt()).isEqualTo(4);
		assertThat(text("programme.json")).isEqualTo(before);
		unchanged(put("", table));
		assertThat(get(name)).isEqualTo(table);
		assertThat(sheet(table).rows().getFirst().cells()).contains("Titel", "Titel (en)", "Beskrivning", "Status");
	}

	@Test
	void theTemplateHasTheHeadingsOfTheEventsFirstLanguageAndCanBeImported() throws IOException {
		byte[] template = get("template.xlsx");
		Sheet sheet = sheet(template);
		assertThat(sheet.rows().getFirst().cells()).startsWith("Titel", "Undertitel", "Start", "Slut", "Rum", "Spår");
		assertThat(sheet.rows().getLast().cells()).contains("2027-11-03T09:00", "Stora salen", "Vård");
		JsonNode report = put("?dryRun=true", template);
		assertThat(names(report, "added")).contains("Exempel: ersätt den här raden", "Anna Berg", "Per Öhman");
		assertThat(report.get("warnings")).isEmpty();
	}

	@Test
	void aWorkbookIsImported() {
		byte[] workbook = Workbooks.of(new String[] { "Rubrik", "Start", "Slut" },
				new String[] { "Öppning", "2027-11-03 09:00", "10:00" });
		assertThat(put("", workbook).get("format").asString()).isEqualTo("XLSX");
		assertThat(this.clients.administrator()
			.document("{ event(slug: \"%s\") { lastImport { format } } }".formatted(this.slug))
			.execute()
			.path("event.lastImport.format")
			.entity(String.class)
			.get()).isEqualTo("XLSX");
		assertThat(sessions()).isEqualTo("[Öppning 09:00]");
	}

	@Test
	void invalidTablesAreRefusedWithWhatWasFound() {
		refused("", "Apa;Bepa\na;b\n", "'Apa', 'Bepa'");
		refused("", "Titel;Rubrik;Start;Slut\na;b;c;d\n", "columns=title:HEADING");
		refused("?columns=nothing", TABLE, "title:Rubrik,start:Tid");
		refused("?columns=apa:Rubrik", TABLE, "Unknown field 'apa'");
		refused("", "PK\u0003\u0004[Content_Types].xml", "damaged or incomplete");
		refused("?strict=true", "Titel;Start;Slut\nA;2027-11-03 09:00;10:00\nB;;\n", "no start time");
	}

	private void refused(String query, String table, String message) {
		EntityExchangeResult<byte[]> answer = send(query, table.getBytes(StandardCharsets.UTF_8));
		assertThat(answer.getStatus()).isEqualTo(HttpStatus.BAD_REQUEST);
		assertThat(new String(Objects.requireNonNull(answer.getResponseBody()), StandardCharsets.UTF_8))
			.contains(message);
	}

	private static void unchanged(JsonNode report) {
		for (String list : List.of("added", "changed", "cancelled", "missing", "kept", "clashes")) {
			assertThat(report.get(list)).as(list).isEmpty();
		}
	}

	private static Sheet sheet(byte[] file) throws IOException {
		return Sheets.read(new ByteArrayResource(file), (place, message, arguments) -> {
		}).getFirst();
	}

	private static List<String> names(JsonNode report, String list) {
		return report.get(list).valueStream().map((item) -> item.get("name").asString()).toList();
	}

	private String sessions() {
		JsonNode sessions = JsonMapper.shared()
			.valueToTree(this.clients.anonymous()
				.document(
						"{ event(slug: \"%s\") { sessions(first: 100) { nodes { title startsAt rooms { name } speakers { speaker { name } } } } } }"
							.formatted(this.slug))
				.execute()
				.path("event.sessions.nodes")
				.entity(Object.class)
				.get());
		return sessions.valueStream()
			.map((session) -> "%s %s %s %s"
				.formatted(session.get("title").asString(), session.get("startsAt").asString().substring(11, 16),
						String.join(" ", session.get("rooms").findValuesAsString("name")),
						String.join(" ", session.get("speakers").findValuesAsString("name")))
				.replaceAll("\\s+", " ")
				.strip())
			.toList()
			.toString();
	}

	private String text(String name) {
		return new String(get(name), StandardCharsets.UTF_8);
	}

	private byte[] get(String name) {
		return Objects.requireNonNull(this.clients.raw()
			.get()
			.uri("/events/{slug}/{name}", this.slug, name)
			.headers((headers) -> headers.setBearerAuth(this.clients.token("admin")))
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.returnResult()
			.getResponseBody());
	}

	private JsonNode put(String query, String file) {
		return put(query, file.getBytes(StandardCharsets.UTF_8));
	}

	private JsonNode put(String query, byte[] file) {
		EntityExchangeResult<byte[]> answer = send(query, file);
		String text = new String(Objects.requireNonNull(answer.getResponseBody()), StandardCharsets.UTF_8);
		assertThat(answer.getStatus()).as(text).isEqualTo(HttpStatus.OK);
		return JsonMapper.shared().readTree(text);
	}

	private EntityExchangeResult<byte[]> send(String query, byte[] file) {
		return this.clients.raw()
			.put()
			.uri("/events/" + this.slug + "/programme" + query)
			.headers((headers) -> headers.setBearerAuth(this.clients.token("admin")))
			.bodyValue(file)
			.exchange()
			.expectBody()
			.returnResult();
	}

}
