package dev.plenum.exhibitor.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.plenum.Clients;
import dev.plenum.LateBody;
import dev.plenum.LiveServer;
import dev.plenum.NewEvent;
import dev.plenum.OwnConference;
import dev.plenum.exhibitor.Fair;
import dev.plenum.exhibitor.file.PendingFileDocument.Sender;
import dev.plenum.platform.sheet.Workbooks;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The import of exhibitors from files, on a live server.
 */
@Tag("slow")
@LiveServer
class ExhibitorImportTests {

	private static final String TABLE = """
			key;name;description;description.en;tier;categories;products;contact.name;contact.email;languages;booth.hall;booth.number;booth.x;booth.y;links;staff
			trygg;"Trygg; Hemma";Larm för hemmet;Alarms;partner;IT-system | Larm;Knapp|Central;Åsa Öst;asa@example.org;sv|fi;Hall A;A2;12,5;40;https://example.org/;person-a|person-b

			verket;Verket;"Två
			rader";;AUTHORITY;Larm;;;;;Hall A;A10;;;;
			""";

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@Autowired
	private Clients clients;

	@Autowired
	private ExhibitorImport imports;

	@Autowired
	private PendingFiles files;

	private Fair fair;

	@BeforeEach
	void openAFair() {
		this.fair = Fair.of(this.clients);
	}

	@Test
	void aTableIsImportedAsASpreadsheetWritesIt() {
		put("\uFEFF" + TABLE.replace("\n", "\r\n")).expectStatus()
			.isOk()
			.expectBody()
			.json("{ \"exhibitors\": 2, \"created\": 2, \"changed\": 0, \"unchanged\": 0 }");
		assertThat(read()).isEqualToIgnoringWhitespace("""
				[{name=Trygg; Hemma, description=Larm för hemmet, english=Alarms, tier=PARTNER,
				  categories=[{name=IT-system}, {name=Larm}], products=[Knapp, Central],
				  contacts=[{name=Åsa Öst, email=asa@example.org}], languages=[sv, fi],
				  booth={hall=Hall A, number=A2, x=12.5, y=40.0}, links=[{url=https://example.org/}],
				  staffSubjects=[person-a, person-b]},
				 {name=Verket, description=Två rader, english=Två rader, tier=AUTHORITY, categories=[{name=Larm}],
				  products=[], contacts=[], languages=[], booth={hall=Hall A, number=A10, x=null, y=null}, links=[],
				  staffSubjects=[]}]""");
	}

	@Test
	void aRepeatedImportChangesOnlyWhatDiffers() {
		put(TABLE).expectStatus().isOk();
		put(TABLE).expectBody().json("{ \"exhibitors\": 2, \"created\": 0, \"changed\": 0, \"unchanged\": 2 }");
		put("key,name\nverket,Nya verket\nnytt,Nytt\n").expectBody()
			.json("{ \"exhibitors\": 2, \"created\": 1, \"changed\": 1, \"unchanged\": 0 }");
		assertThat(this.fair.names("sort: TIER")).containsExactly("Trygg; Hemma", "Nytt", "Nya verket");
		assertThat(read()).contains("description=Två");
	}

	@Test
	void jsonIsImportedWithItsCategories() {
		put("""
				{ "categories": [{ "key": "it", "name": { "sv": "IT", "en": "Computers" } }],
				  "exhibitors": [
				    { "key": "a", "name": "A", "description": { "sv": "Ett", "en": "One" }, "logo": "https://example.org/a.svg",
				      "links": [{ "title": "Hem", "url": "https://example.org" }, "https://example.org/b"],
				      "categories": ["it", "computers", "Nytt"], "products": [{ "sv": "P" }, "Q"],
				      "contacts": [{ "name": "Åsa", "phone": "1" }], "languages": ["sv"],
				      "booth": { "number": 7, "x": 1, "y": 2.5 } } ] }""")
			.expectStatus()
			.isOk();
		assertThat(read()).contains("categories=[{name=IT}, {name=Nytt}]", "products=[P, Q]", "number=7, x=1.0, y=2.5",
				"english=One");
		put("[{ \"key\": \"a\", \"description\": null }]").expectBody().json("{ \"changed\": 1 }");
		assertThat(read()).contains("description=null", "products=[P, Q]");
	}

	@Test
	void aFileWithFaultsChangesNothingAndEveryFaultIsListed() {
		this.fair.exhibitor("kept", Map.of());
		put("""
				key,name,tier,contact.name,contact.email,logo,booth.number,booth.x,languages
				a,A,PARTNER,,,,A1,,sv
				,B,,,,,,,
				c,C,BIG,,,,,,
				d,D,,Åsa,asa,,,,
				e,E,,,,file:///etc/passwd,,,
				f,F,,,,,A1,x,
				a,Again,,,,,,,
				h,,,,,,,,
				i,I,,,,,,,not a language
				""").expectStatus().isBadRequest().expectBody().json("""
				{ "errors": [
				  { "extensions": { "code": "BAD_INPUT", "line": 3, "field": "key" } },
				  { "extensions": { "line": 4, "field": "tier" } },
				  { "extensions": { "line": 5, "field": "contacts" } },
				  { "extensions": { "line": 6, "field": "logo" } },
				  { "extensions": { "line": 7, "field": "booth" } },
				  { "extensions": { "line": 8, "field": "key" } },
				  { "extensions": { "line": 9, "field": "name" } },
				  { "extensions": { "line": 10, "field": "languages" } } ] }""");
		assertThat(this.fair.names("")).containsExactly("kept");
	}

	@Test
	void aFaultInJsonIsFoundByItsLine() {
		put("[\n { \"key\": \"a\", \"name\": \"A\" },\n\n { \"key\": \"b\", \"nome\": \"B\" },\n { \"key\": \"c\", \"name\": [] } ]")
			.expectStatus()
			.isBadRequest()
			.expectBody()
			.json("""
					{ "errors": [ { "message": "Unknown field.", "extensions": { "line": 4, "field": "nome" } },
					  { "extensions": { "line": 5, "field": "name" } } ] }""");
		assertThat(this.fair.names("")).isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(textBlock = """
			no headings,        'nome,telly|a,A',                          1
			column twice,       'key,name,name|a,A,B',                     1
			no key,             'name|A',                                  1
			too many cells,     'key,name|a,A|b,B,C',                      3
			open quote,         'key,name|a,"A|b,B',                       2
			broken JSON,        '[|{ "key": "a" },|{ "key": ]',            3
			no list,            '{ "exhibitors":| 1 }',                    2
			no objects,         '[|1 ]',                                   2
			unknown part,       '{|"visitors": [] }',                      2
			more behind,        '[]|[]',                                   2
			the same twice,     '[|{ "key": "a", "key": "b" }]',           2
			too deep,           'DEEP',                                    1
			""")
	void invalidFilesAreRefusedWithTheLine(String what, String file, int line) {
		String text = file.equals("DEEP") ? "[{\"key\":" + "[".repeat(5000) : file.replace('|', '\n');
		put(text).expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.errors[0].extensions.line")
			.isEqualTo(line)
			.jsonPath("$.errors[0].extensions.code")
			.isEqualTo("BAD_INPUT");
	}

	@Test
	void aFileIsBounded() {
		request(this.fair.conference().person("organiser"), new byte[5 * 1024 * 1024]).expectStatus()
			.isEqualTo(HttpStatus.CONTENT_TOO_LARGE)
			.expectBody()
			.jsonPath("$.errors[0].message")
			.value((String message) -> assertThat(message).contains("too large"));
		request(this.fair.conference().person("organiser"), new byte[0]).expectStatus().isBadRequest();
		put(IntStream.rangeClosed(0, 5001)
			.mapToObj((i) -> (i == 0) ? "key" : "k" + i)
			.collect(Collectors.joining("\n"))).expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.errors[0].message")
			.value((String message) -> assertThat(message).contains("At most"));
	}

	@Test
	void aWorkbookAndATableOfWindowsAreImportedWithHeadingsInSwedish() {
		String table = "Monternummer;Utställare;Kundnr;Bransch;Hemsida;Kontaktperson;E-post;Språk;Typ;Faktura\nA1;Åkes El;17;El|Ljus;www.example.org;Åke Ek;ake@example.org;svenska, engelska;Utställare;ja\n";
		String[][] rows = table.lines().map((line) -> line.split(";")).toArray(String[][]::new);
		String report = "{ \"exhibitors\": 1, \"created\": %d, \"unchanged\": %d }";
		request("admin", table.getBytes(Charset.forName("windows-1252"))).expectStatus()
			.isOk()
			.expectBody()
			.json(report.formatted(1, 0))
			.jsonPath("$.columns[?(@.column == 'J')].heading")
			.isEqualTo("Faktura")
			.jsonPath("$.columns[?(@.column == 'A')].field")
			.isEqualTo("booth.number");
		request("admin", Workbooks.of(rows)).expectStatus().isOk().expectBody().json(report.formatted(0, 1));
		assertThat(read()).isEqualToIgnoringWhitespace(
				"""
						[{name=Åkes El, description=null, english=null, tier=EXHIBITOR, categories=[{name=El}, {name=Ljus}], products=[],
						  contacts=[{name=Åke Ek, email=ake@example.org}], languages=[sv, en], booth={hall=null, number=A1, x=null, y=null},
						  links=[{url=https://www.example.org}], staffSubjects=[]}]""");
		assertThat(pending()).isEmpty();
	}

	@Test
	void headingsCanBeMapped() {
		byte[] file = "Nr;Vad\n1;A\n".getBytes(StandardCharsets.UTF_8);
		request("admin", file).expectStatus().isBadRequest();
		assertThat(exchange("admin", file, this.fair.conference().slug(), "?columns=key:Nr,name:Vad").expectStatus()
			.isOk()
			.expectBody()
			.returnResult()
			.getResponseBody()).isNotEmpty();
		assertThat(this.fair.names("")).containsExactly("A");
		exchange("admin", file, this.fair.conference().slug(), "?columns=apa:Nr").expectStatus().isBadRequest();
	}

	@Test
	void aFaultInATableNamesTheRowAndTheColumn() {
		put("name;key;booth.number;tier\nA;a;1;BIG\n").expectStatus().isBadRequest().expectBody().json("""
				{ "errors": [ { "extensions": { "line": 2, "field": "tier", "column": "D" } } ] }""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "csv", "xlsx" })
	void importingAnExportedTableChangesNothing(String format) {
		put("""
				{ "categories": [{ "key": "it", "name": { "sv": "IT; data", "en": "Computers" } }],
				  "exhibitors": [
				    { "key": "a", "name": "=A; B", "tier": "PARTNER", "description": { "sv": "Ett\\nTvå", "en": "One" }, "logo": "https://example.org/a.svg",
				      "links": [{ "title": "Hem | ut", "url": "https://example.org" }, "https://example.org/b"],
				      "categories": ["it", "Nytt"], "products": [{ "sv": "P", "en": "Q" }, "R | S"],
				      "contacts": [{ "name": "Åsa", "phone": "+46 1-2" }, { "name": "Bo", "role": "VD", "email": "b@example.org" }], "languages": ["sv", "en"],
				      "booth": { "hall": "H", "number": "7", "x": 1, "y": 2.5 }, "staff": ["person-a", "person-b"] },
				    { "key": "b", "name": "B", "description": { "en": "Only" } } ] }""")
			.expectStatus()
			.isOk();
		String before = read();
		byte[] table = export(format, "admin");
		request("admin", table).expectStatus()
			.isOk()
			.expectBody()
			.json("{ \"exhibitors\": 2, \"created\": 0, \"changed\": 0, \"unchanged\": 2 }");
		assertThat(read()).isEqualTo(before);
		assertThat(export(format, "admin")).isEqualTo(table);
		if (format.equals("csv")) {
			assertThat(new String(table, StandardCharsets.UTF_8)).contains("person-a", "'=A; B");
			assertThat(new String(export(format, null), StandardCharsets.UTF_8)).contains("=A; B", "Åsa")
				.doesNotContain("person-a");
		}
	}

	private byte[] export(String format, @Nullable String subject) {
		return Objects.requireNonNull(this.clients.raw()
			.get()
			.uri("/events/{slug}/exhibitors.{format}", this.fair.conference().slug(), format)
			.headers((headers) -> {
				if (subject != null) {
					headers.setBearerAuth(this.clients.token(subject));
				}
			})
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.exists("ETag")
			.expectBody()
			.returnResult()
			.getResponseBody());
	}

	@Test
	void onlyOrganisersAndAdministratorsImportExhibitors() {
		byte[] file = "key,name\na,A".getBytes(StandardCharsets.UTF_8);
		String other = NewEvent.on(this.clients).organiser();
		status(request(null, file), 401, "UNAUTHENTICATED");
		status(request(this.fair.conference().person("attendee"), file), 403, "FORBIDDEN");
		status(request(other, file), 403, "FORBIDDEN");
		this.fair.staffed("a", "staff");
		this.fair.staffed("b", "rival");
		status(request(this.fair.conference().person("staff"), file), 403, "FORBIDDEN");
		status(request(this.fair.conference().person("rival"), file), 403, "FORBIDDEN");
		request("admin", file).expectStatus().isOk();
		status(exchange("admin", file, "no-such-event"), 404, "NOT_FOUND");
	}

	@Test
	void anInterruptedImportIsFinished() {
		put("key,name\na,A").expectStatus().isOk();
		begun("key,name\na,A\nb,B\nc,C", Duration.ofMinutes(2));
		this.imports.settle().block(PATIENCE);
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.fair.names("")).containsExactly("A", "B", "C"));
		Awaitility.await().atMost(PATIENCE).until(() -> pending().isEmpty());
	}

	@Test
	void anInterruptedImportIsFinishedBeforeAnotherOneStarts() {
		begun("key,name\na,A\nb,B", Duration.ofMinutes(2));
		putAfterOthers("key,name\nb,Better");
		assertThat(this.fair.names("")).containsExactly("A", "Better");
		assertThat(pending()).isEmpty();
	}

	@Test
	void oneFileIsImportedAtATimeAndTheSameFileContinuesItsImport() {
		begun("key,name\na,A", Duration.ZERO);
		this.imports.settle().block(PATIENCE);
		assertThat(this.fair.names("")).as("somebody is at it").isEmpty();
		status(request("admin", "key,name\nb,B".getBytes(StandardCharsets.UTF_8)), 409, "CONFLICT");
		assertThat(this.fair.names("")).isEmpty();
		put("key,name\na,A").expectStatus().isOk();
		put("key,name\nb,B").expectStatus().isOk();
		assertThat(this.fair.names("")).containsExactly("A", "B");
	}

	@Test
	void anImportThatHasBecomeInvalidIsDropped() {
		begun("key\ngone", Duration.ofMinutes(2));
		putAfterOthers("key,name\na,A");
		assertThat(this.fair.names("")).containsExactly("A");
	}

	@Test
	void anUnwrittenImportIsDroppedIfItsSenderIsNoLongerAnOrganiser() {
		left("key,name\na,A", new Sender(this.fair.conference().person("former"), false), false);
		this.imports.settle().block(PATIENCE);
		assertThat(this.fair.names("")).isEmpty();
		assertThat(pending()).isEmpty();
	}

	@Test
	void anUnwrittenImportIsDroppedIfTheEventIsArchived() {
		left("key,name\na,A", new Sender("admin", true), false);
		this.fair.archive();
		this.imports.settle().block(PATIENCE);
		assertThat(this.fair.names("")).isEmpty();
		assertThat(pending()).isEmpty();
	}

	@Test
	void anUnwrittenImportIsFinishedIfItsSenderIsStillAnOrganiser() {
		left("key,name\na,A", new Sender(this.fair.conference().person("organiser"), false), false);
		this.imports.settle().block(PATIENCE);
		assertThat(this.fair.names("")).containsExactly("A");
		assertThat(pending()).isEmpty();
	}

	@Test
	void aHalfWrittenImportIsAlwaysFinished() {
		put("key,name\na,A").expectStatus().isOk();
		left("key,name\na,A\nb,B", new Sender(this.fair.conference().person("former"), false), true);
		this.imports.settle().block(PATIENCE);
		assertThat(this.fair.names("")).containsExactly("A", "B");
		assertThat(pending()).isEmpty();
	}

	@Test
	void nothingIsImportedIfTheSenderLosesTheirRoleWhileTheFileIsRead() {
		assertThat(putLate(this::dismiss)).contains("FORBIDDEN");
		assertThat(this.fair.names("")).isEmpty();
		assertThat(pending()).isEmpty();
	}

	@Test
	void nothingIsImportedIfTheEventIsArchivedWhileTheFileIsRead() {
		assertThat(putLate(this.fair::archive)).contains("CONFLICT");
		assertThat(this.fair.names("")).isEmpty();
		assertThat(pending()).isEmpty();
	}

	private String putLate(Runnable meanwhile) {
		OwnConference conference = this.fair.conference();
		return LateBody
			.put(this.clients.address("http", "/events/" + conference.slug() + "/exhibitors"),
					this.clients.token(conference.person("organiser")),
					"key,name\na,A".getBytes(StandardCharsets.UTF_8), meanwhile)
			.body();
	}

	private void dismiss() {
		this.clients.administrator()
			.document(
					"""
							mutation ($slug: String!) { putEvent(input: { slug: $slug, organiserSubjects: ["another"] }) { ... on EventPut {
							  event { id } } } }""")
			.variable("slug", this.fair.conference().slug())
			.executeAndVerify();
	}

	/** What is left in the database when a server is stopped with a file in hand. */
	private void begun(String file, Duration ago) {
		begin(file, ago, null, null);
	}

	private void left(String file, Sender sender, boolean begun) {
		begin(file, Duration.ofMinutes(2), sender, begun);
	}

	private void begin(String file, Duration ago, @Nullable Sender sender, @Nullable Boolean begun) {
		this.files
			.begin(new PendingFileDocument(this.fair.id(), Instant.now().minus(ago).truncatedTo(ChronoUnit.MILLIS),
					file, sender, begun))
			.block(PATIENCE);
	}

	private List<PendingFileDocument> pending() {
		return this.files.leftSince(Instant.now().plusSeconds(60))
			.filter((file) -> file.eventId().equals(this.fair.id()))
			.collectList()
			.blockOptional(PATIENCE)
			.orElseThrow();
	}

	private static void status(WebTestClient.ResponseSpec response, int status, String code) {
		response.expectStatus().isEqualTo(status).expectBody().jsonPath("$.errors[0].extensions.code").isEqualTo(code);
	}

	/**
	 * Each server also looks by itself for files that were left, and may be at one just
	 * now.
	 */
	private void putAfterOthers(String file) {
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> put(file).expectStatus().isOk());
	}

	private WebTestClient.ResponseSpec put(String file) {
		return request(this.fair.conference().person("organiser"), file.getBytes(StandardCharsets.UTF_8));
	}

	private WebTestClient.ResponseSpec request(@Nullable String subject, byte[] file) {
		return exchange(subject, file, this.fair.conference().slug());
	}

	private WebTestClient.ResponseSpec exchange(@Nullable String subject, byte[] file, String slug) {
		return exchange(subject, file, slug, "");
	}

	private WebTestClient.ResponseSpec exchange(@Nullable String subject, byte[] file, String slug, String query) {
		return this.clients.raw().put().uri("/events/" + slug + "/exhibitors" + query).headers((headers) -> {
			if (subject != null) {
				headers.setBearerAuth(this.clients.token(subject));
			}
		}).contentType(MediaType.APPLICATION_OCTET_STREAM).bodyValue(file).exchange();
	}

	private String read() {
		return this.fair.conference()
			.organiser()
			.document(
					"""
							query ($id: ID!) { event(id: $id) { exhibitors(sort: TIER) { nodes { name description
							  english: description(lang: "en") tier categories { name } products contacts { name email } languages
							  booth { hall number x y } links { url } staffSubjects } } } }""")
			.variable("id", this.fair.id())
			.execute()
			.path("event.exhibitors.nodes")
			.entity(List.class)
			.get()
			.toString();
	}

}
