package dev.plenum.platform.sheet;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Reads tables as spreadsheet programs write them, and refuses those that attack.
 */
class SheetsTests {

	private static final String SWEDISH = "Rubrik;Sal\r\nVård på distans;Åsö\r\n";

	private final List<String> log = new ArrayList<>();

	@ParameterizedTest
	@ValueSource(strings = { "UTF-8", "windows-1252", "UTF-16", "UTF-16LE", "UTF-16BE" })
	void swedishTextsAreReadInEachEncoding(String charset) throws IOException {
		assertThat(cells(SWEDISH.getBytes(Charset.forName(charset)))).containsExactly(List.of("Rubrik", "Sal"),
				List.of("Vård på distans", "Åsö"));
	}

	@Test
	void aByteOrderMarkIsNoPartOfTheFirstHeading() throws IOException {
		for (String charset : List.of("UTF-8", "UTF-16LE", "UTF-16BE")) {
			assertThat(cells(("\uFEFF" + SWEDISH).getBytes(Charset.forName(charset))).getFirst())
				.containsExactly("Rubrik", "Sal");
		}
	}

	@Test
	void aFewWrongCharactersDoNotChangeTheEncodingAndAreReported() throws IOException {
		byte[] file = (SWEDISH.repeat(5) + "F?redrag;B\n").getBytes(StandardCharsets.UTF_8);
		file[file.length - "?redrag;B\n".length()] = (byte) 0xf6;
		assertThat(cells(file)).contains(List.of("Vård på distans", "Åsö"), List.of("F\uFFFDredrag", "B"));
		assertThat(this.log).singleElement()
			.satisfies((message) -> assertThat(message)
				.startsWith("line 11: The file is in UTF-8 with wrong characters: 1."));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', textBlock = """
			a,b|x;y,"c;d"|                 ! a/b|x;y/c;d
			a;b|"x, y, z";1,5|q, r;s       ! a/b|x, y, z/1,5|q, r/s
			a\tb|x;y\tz                    ! a/b|x;y/z
			sep=;|a,1;b|c,2;d              ! a,1/b|c,2/d
			"a";"b ""c"" d"|"x";"y"        ! a/b "c" d|x/y
			""")
	void theSeparatorIsFound(String file, String expected) throws IOException {
		String text = file.strip().replace('|', '\n').replace("\\t", "\t");
		assertThat(cells(bytes(text)).stream().map((row) -> String.join("/", row)).collect(Collectors.joining("|")))
			.isEqualTo(expected.strip());
	}

	@Test
	void rowsHaveTheNumbersThatSpreadsheetsDisplay() throws IOException {
		Sheet sheet = read(bytes("a,b\n\n\"two\nlines\",x\n ,\nlast,y")).getFirst();
		assertThat(sheet.rows()).extracting(Sheet.Row::number).containsExactly(1, 3, 5);
		assertThat(sheet.place(sheet.rows().getLast(), 3)).isEqualTo("row 5, column D");
		assertThat(Sheet.column(0) + Sheet.column(25) + Sheet.column(26) + Sheet.column(701)).isEqualTo("AZAAZZ");
	}

	@Test
	void anOpenQuotationMarkIsRefusedWithItsRow() {
		assertThatExceptionOfType(SheetFault.class).isThrownBy(() -> read(bytes("a,b\nc,d\n\"e,f\ng,h")))
			.satisfies((ex) -> assertThat(ex.row()).isEqualTo(3));
	}

	@Test
	void valuesOfWorkbooksAreTexts() throws IOException {
		byte[] file = Workbooks.of((workbook) -> {
			Worksheet sheet = workbook.newWorksheet("A");
			sheet.value(1, 0, "Å text");
			sheet.value(1, 1, 45);
			sheet.value(1, 2, LocalDate.of(2027, 11, 3));
			sheet.style(1, 2).format("yyyy-mm-dd").set();
			sheet.value(1, 3, LocalDateTime.of(2027, 11, 3, 9, 30));
			sheet.style(1, 3).format("d.m.yyyy hh:mm").set();
			sheet.value(1, 4, 0.40625);
			sheet.style(1, 4).format("h:mm").set();
			sheet.value(1, 5, 1.25);
			sheet.style(1, 5).format("[h]:mm").set();
			sheet.value(1, 6, 1.5);
			sheet.style(1, 6).format("0.0\\ \\h").set();
			sheet.value(1, 7, true);
			sheet.value(2, 0, "=1+1");
			sheet.inlineString(2, 1, "inline");
		});
		assertThat(cells(file)).containsExactly(
				List.of("Å text", "45", "2027-11-03", "2027-11-03T09:30", "09:45", "30:00", "1.5", "true"),
				List.of("=1+1", "inline"));
		assertThat(read(file).getFirst().rows().getFirst().number()).isEqualTo(2);
	}

	@Test
	void datesCountFrom1904IfTheWorkbookSaysSo() throws IOException {
		String cell = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>x</t></is></c></row>";
		assertThat(read(Workbooks.raw("date1904=\"1\"", cell, Map.of())).getFirst().from1904()).isTrue();
		assertThat(read(Workbooks.raw("", cell, Map.of())).getFirst().from1904()).isFalse();
		assertThat(Sheets.moment(46_329.375, false)).isEqualTo("2026-11-03T09:00");
		assertThat(Sheets.moment(46_329.375 - 1462, true)).isEqualTo("2026-11-03T09:00");
		assertThat(Sheets.moment(46_329, false)).isEqualTo("2026-11-03");
	}

	@Test
	void formulasAreNeverCalculated() throws IOException {
		byte[] file = Workbooks.raw("", """
				<row r="1"><c r="A1"><f>1+1</f><v>3</v></c><c r="B1" t="str"><f>"a"&amp;"b"</f><v>stored</v></c>
				<c r="C1"><f>NOW()</f></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E1"><v>5</v></c></row>""",
				Map.of());
		assertThat(cells(file)).containsExactly(List.of("3", "stored", "", "", "5"));
		assertThat(this.log).hasSize(2)
			.anyMatch((message) -> message.startsWith("row 1, column C: The formula"))
			.anyMatch((message) -> message.startsWith("row 1, column D: The cell contains the error '#DIV/0!'"));
	}

	@Test
	void cellsWithoutAddressesAndWithRichTextAreRead() throws IOException {
		byte[] file = Workbooks
			.raw("", """
					<row><c t="s"><v>0</v></c><c/><c t="d"><v>2027-11-03T09:00:00</v></c></row><row><c><v>1</v></c></row>""",
					Map.of("xl/sharedStrings.xml",
							"<sst><si><r><t>Rich </t></r><r><t>text_x000D_</t></r><rPh><t>no</t></rPh></si></sst>"));
		assertThat(cells(file)).containsExactly(List.of("Rich text", "", "2027-11-03T09:00:00"), List.of("1"));
	}

	@Test
	void charactersThatAnotherProgramReplacedAreNotWrong() throws IOException {
		assertThat(cells(bytes("F\uFFFDredrag;B\nM\uFFFDte;Å\n"))).containsExactly(List.of("F\uFFFDredrag", "B"),
				List.of("M\uFFFDte", "Å"));
		assertThat(this.log).isEmpty();
	}

	@Test
	void cellsThatAreMergedWithTheOneAboveHaveItsValue() throws IOException {
		byte[] file = Workbooks.of((workbook) -> {
			Worksheet sheet = workbook.newWorksheet("Program");
			for (int row = 0; row < 4; row++) {
				sheet.value(row, 1, "T" + row);
			}
			sheet.value(0, 0, "Dag 1");
			sheet.value(0, 2, "Aulan");
			sheet.value(2, 2, "Sal 2");
			sheet.value(3, 0, "Dag 2");
			sheet.range(0, 0, 2, 0).merge();
			sheet.range(0, 2, 1, 2).merge();
			sheet.range(3, 0, 3, 2).merge();
		});
		assertThat(cells(file)).containsExactly(List.of("Dag 1", "T0", "Aulan"), List.of("Dag 1", "T1", "Aulan"),
				List.of("Dag 1", "T2", "Sal 2"), List.of("Dag 2", "T3"));
	}

	@Test
	void tooManyMergedCellsAreRefused() {
		String rows = "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>";
		String ranges = IntStream.rangeClosed(1, 100_001)
			.mapToObj((row) -> "<mergeCell ref=\"A%d:A%d\"/>".formatted(row, row + 1))
			.collect(Collectors.joining());
		byte[] file = Workbooks.raw("", "",
				Map.of("xl/worksheets/sheet1.xml",
						"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">" + rows
								+ "<mergeCells>" + ranges + "</mergeCells></worksheet>"));
		assertThatExceptionOfType(SheetFault.class).isThrownBy(() -> read(file))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains("more than 100000 groups of merged cells"));
	}

	@Test
	void aMomentAtMidnightIsNoDate() throws IOException {
		byte[] file = Workbooks.of((workbook) -> {
			Worksheet sheet = workbook.newWorksheet("Program");
			sheet.value(0, 0, 46_694);
			sheet.style(0, 0).format("yyyy\\-mm\\-dd hh:mm").set();
			sheet.value(0, 1, 46_694);
			sheet.style(0, 1).format("yyyy\\-mm\\-dd").set();
		});
		assertThat(cells(file)).containsExactly(List.of("2027-11-03T00:00", "2027-11-03"));
	}

	@Test
	void hiddenSheetsAreLeftOut() throws IOException {
		byte[] file = Workbooks.of((workbook) -> {
			workbook.newWorksheet("Dag 1").value(0, 0, "one");
			Worksheet hidden = workbook.newWorksheet("Hidden");
			hidden.value(0, 0, "hidden");
			hidden.setVisibilityState(VisibilityState.HIDDEN);
			workbook.newWorksheet("Dag 2").value(0, 0, "two");
		});
		List<Sheet> sheets = read(file);
		assertThat(sheets).extracting(Sheet::name).containsExactly("Dag 1", "Dag 2");
		assertThat(sheets.getLast().place(sheets.getLast().rows().getFirst(), 1))
			.isEqualTo("sheet 'Dag 2', row 1, column B");
	}

	@Test
	void aBombIsRefused() {
		byte[] large = Workbooks.raw("",
				"<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>" + "a".repeat(60_000_000) + "</t></is></c></row>",
				Map.of());
		refused(large, "too large when it is unpacked");
		Map<String, String> parts = IntStream.range(0, 3000)
			.boxed()
			.collect(Collectors.toMap((i) -> "xl/part" + i + ".xml", (i) -> "<a/>"));
		refused(Workbooks.raw("", "", parts), "too large when it is unpacked");
	}

	@Test
	void aTextThatIsMergedWithManyCellsIsNoBombEither() {
		String text = "<c r=\"A1\" t=\"inlineStr\"><is><t>" + "a".repeat(1_000_000) + "</t></is></c>";
		String rows = IntStream.rangeClosed(2, 1000)
			.mapToObj((row) -> "<row r=\"%d\"><c r=\"B%d\"><v>1</v></c></row>".formatted(row, row))
			.collect(Collectors.joining());
		refused(Workbooks.raw("",
				"<row r=\"1\">" + text + "</row>" + rows
						+ "</sheetData><mergeCells><mergeCell ref=\"A1:A1000\"/></mergeCells><sheetData>",
				Map.of()), "too large when it is unpacked");
	}

	@Test
	@Timeout(30)
	void aSheetIsSearchedForMergedCellsOnce() throws IOException {
		assertThat(read(Workbooks.raw("", "</sheetData><sheetData>".repeat(200_000), Map.of())))
			.allSatisfy((sheet) -> assertThat(sheet.rows()).isEmpty());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			<c r="A1" t="s"><v>2000000000</v></c>     | damaged
			<c r="XFD1"><v>1</v></c>                  | too far to the right
			<c r="ZZZZZZZZ1"><v>1</v></c>             | too far to the right
			<c r="A1" s="99999999999"><v>1</v></c>    | damaged
			<c r="A1"><v>1</v>                        | damaged
			""")
	void whatWouldExhaustAReaderIsRefused(String cell, String message) {
		refused(Workbooks.raw("", "<row r=\"1\">" + cell + "</row>", Map.of()), message);
	}

	@Test
	void entitiesAreRefused() {
		String laughs = "<!DOCTYPE s [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><sst><si><t>&b;</t></si></sst>";
		String file = "<!DOCTYPE s [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><sst><si><t>&a;</t></si></sst>";
		for (String strings : List.of(laughs, file)) {
			refused(Workbooks.raw("", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>",
					Map.of("xl/sharedStrings.xml", strings)), "defines entities");
		}
	}

	@Test
	void brokenAndForeignFilesAreNamedWithTheNextStep() {
		byte[] workbook = Workbooks.of(new String[] { "a", "b" });
		refused(Arrays.copyOf(workbook, workbook.length / 2), "damaged or incomplete. Open it");
		refused(bytes("PK\u0003\u0004[Content_Types].xml, but nothing else"), "damaged or incomplete");
		refused(Workbooks.zip(Map.of("schedule.xml", "<schedule/>")), "Unpack it first");
		refused(Workbooks.zip(Map.of("[Content_Types].xml", "<Types/>", "xl/workbook.bin", "x")),
				"save|Save the sheet");
		refused(bytes("PK\u0003\u0004 mimetypeapplication/vnd.oasis.opendocument.spreadsheet"), "OpenDocument");
		refused(Workbooks.zip(Map.of("[Content_Types].xml", "<Types/>", "word/document.xml", "<w/>")), "Word");
		refused(old("Workbook"), "old Excel version (.xls). Save");
		refused(old("EncryptedPackage"), "protected by a password. Save it without");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "=1+1", "+1", "-1", "@a", "'=1+1", "''-1", "- one\n- two", "＝1", "plain", "it's", "'quoted'" })
	void whatASpreadsheetWouldCalculateIsEscapedAndReadBack(String text) throws IOException {
		String escaped = Cells.escaped(text);
		assertThat(escaped).doesNotMatch("(?s)[=+\\-@＝].*");
		assertThat(cells(bytes("x,\"" + escaped.replace("\"", "\"\"") + "\"")).getFirst().getLast()).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			Anna; Per            | Anna/Per
			"Acme; Inc"; Per     | Acme; Inc/Per
			5" screens; "b       | 5" screens/"b
			"a ""b"" c"          | a "b" c
			""")
	void listsInCellsAreSplit(String cell, String values) {
		assertThat(Cells.list(cell, ";")).containsExactly(values.split("/"));
		assertThat(Cells.list(Cells.joined(Cells.list(cell, ";"), ";"), ";")).isEqualTo(Cells.list(cell, ";"));
	}

	private void refused(byte[] file, String message) {
		assertThatExceptionOfType(SheetFault.class).isThrownBy(() -> read(file))
			.satisfies((ex) -> assertThat(ex.message()).containsAnyOf(message.split("\\|")));
	}

	private static byte[] old(String stream) {
		byte[] head = { (byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1 };
		byte[] name = stream.getBytes(StandardCharsets.UTF_16LE);
		byte[] file = Arrays.copyOf(head, 600);
		System.arraycopy(name, 0, file, 512, name.length);
		return file;
	}

	private List<List<String>> cells(byte[] file) throws IOException {
		return read(file).getFirst().rows().stream().map(Sheet.Row::cells).toList();
	}

	private List<Sheet> read(byte[] file) throws IOException {
		return Sheets.read(new ByteArrayResource(file),
				(place, message, arguments) -> this.log.add(place + ": " + message.formatted(arguments)));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
