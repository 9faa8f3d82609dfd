package dev.plenum.platform.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Makes workbooks for tests.
 */
public final class Workbooks {

	private static final String MAIN = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

	private Workbooks() {
	}

	/**
	 * Makes a workbook as spreadsheet programs write it.
	 * @param sheets fills the sheets
	 * @return the file
	 */
	public static byte[] of(Consumer<Workbook> sheets) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (Workbook workbook = new Workbook(out, "Test", "1.0")) {
			sheets.accept(workbook);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toByteArray();
	}

	/**
	 * Makes a workbook with one sheet of texts.
	 * @param rows the rows
	 * @return the file
	 */
	public static byte[] of(String[]... rows) {
		return of((workbook) -> {
			Worksheet sheet = workbook.newWorksheet("Program");
			for (int row = 0; row < rows.length; row++) {
				for (int column = 0; column < rows[row].length; column++) {
					sheet.value(row, column, rows[row][column]);
				}
			}
		});
	}

	/**
	 * Makes a workbook from raw parts.
	 * @param properties the properties of the workbook
	 * @param sheetData the rows as XML
	 * @param others further parts by name
	 * @return the file
	 */
	public static byte[] raw(String properties, String sheetData, Map<String, String> others) {
		Map<String, String> parts = new LinkedHashMap<>();
		parts.put("[Content_Types].xml",
				"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml\"/></Types>");
		parts.put("xl/workbook.xml", "<workbook " + MAIN
				+ " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><workbookPr "
				+ properties + "/><sheets><sheet name=\"Program\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
		parts.put("xl/_rels/workbook.xml.rels",
				"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
		parts.put("xl/worksheets/sheet1.xml",
				"<worksheet " + MAIN + "><sheetData>" + sheetData + "</sheetData></worksheet>");
		parts.putAll(others);
		return zip(parts);
	}

	static byte[] zip(Map<String, String> parts) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(out)) {
			for (Map.Entry<String, String> part : parts.entrySet()) {
				zip.putNextEntry(new ZipEntry(part.getKey()));
				zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toByteArray();
	}

}
