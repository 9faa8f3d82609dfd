package dev.plenum.platform.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.springframework.core.io.InputStreamSource;

/**
 * Reads tables from files. The content tells whether a file is CSV or a workbook.
 */
public final class Sheets {

	private static final String NEXT = " Save the sheet as .xlsx or as CSV, and import that file.";

	private Sheets() {
	}

	/**
	 * Reads the sheets of a file.
	 * @param file the file
	 * @param log receives what was repaired
	 * @return the visible sheets; the one table of CSV
	 * @throws SheetFault if the file is not a table that can be read
	 * @throws IOException if the file cannot be read
	 */
	public static List<Sheet> read(InputStreamSource file, SheetLog log) throws IOException {
		SheetLimits limits = new SheetLimits();
		String beginning = beginning(file);
		if (isZip(beginning)) {
			byte[] bytes = bytes(file);
			requireWorkbook(new String(bytes, StandardCharsets.ISO_8859_1));
			return WorkbookTable.read(bytes, limits, log);
		}
		if (isOldOffice(beginning)) {
			throw SheetFault.ofFile(oldOffice(new String(bytes(file), StandardCharsets.ISO_8859_1)));
		}
		if (beginning.startsWith("%PDF")) {
			throw SheetFault
				.ofFile("This is a PDF document. Export the table from the program that made it as .xlsx or CSV.");
		}
		return List.of(CsvTable.read(file, limits, log));
	}

	/**
	 * Returns whether a file is a workbook or looks like one.
	 * @param beginning the first bytes of a file, in ISO 8859-1
	 * @return whether it is a zip file or a document of an old Office version
	 */
	public static boolean isWorkbook(String beginning) {
		return isZip(beginning) || isOldOffice(beginning);
	}

	/**
	 * Converts a date that is stored as a number.
	 * @param number the days since the first day
	 * @param from1904 whether the first day is in 1904 instead of 1900
	 * @return a date, with the time unless it is midnight
	 */
	public static String moment(double number, boolean from1904) {
		return WorkbookTable.moment(number, from1904);
	}

	private static boolean isZip(String beginning) {
		return beginning.startsWith("PK\u0003\u0004") || beginning.startsWith("PK\u0005\u0006");
	}

	private static boolean isOldOffice(String beginning) {
		return beginning.startsWith("\u00d0\u00cf\u0011\u00e0");
	}

	private static void requireWorkbook(String zip) {
		if (zip.contains("application/vnd.oasis.opendocument.spreadsheet")) {
			throw SheetFault.ofFile("This is an OpenDocument spreadsheet." + NEXT);
		}
		if (zip.contains("xl/workbook.bin")) {
			throw SheetFault.ofFile("This is a binary Excel workbook (.xlsb)." + NEXT);
		}
		if (zip.contains("word/document.xml") || zip.contains("ppt/presentation.xml")) {
			throw SheetFault
				.ofFile("This is a document of Word or PowerPoint. Copy its table into a spreadsheet." + NEXT);
		}
		if (zip.contains("Index/Document.iwa")) {
			throw SheetFault.ofFile("This is a Numbers document. Export it as .xlsx or CSV, and import that file.");
		}
		if (!zip.contains("[Content_Types].xml")) {
			throw SheetFault.ofFile("This is a zip file. Unpack it first, and import the file in it.");
		}
	}

	private static String oldOffice(String document) {
		return document.contains(wide("EncryptedPackage")) ? WorkbookGuard.PROTECTED
				: (document.contains(wide("Workbook")) || document.contains(wide("Book")))
						? "This is a workbook of an old Excel version (.xls)." + NEXT
						: "This is a document of an old Office version." + NEXT;
	}

	private static String wide(String name) {
		return new String(name.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
	}

	private static String beginning(InputStreamSource file) throws IOException {
		try (InputStream in = file.getInputStream()) {
			return new String(in.readNBytes(8), StandardCharsets.ISO_8859_1);
		}
	}

	private static byte[] bytes(InputStreamSource file) throws IOException {
		try (InputStream in = file.getInputStream()) {
			return in.readAllBytes();
		}
	}

}
