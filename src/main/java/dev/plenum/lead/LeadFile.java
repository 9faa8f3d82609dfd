package dev.plenum.lead;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import dev.plenum.platform.sheet.Cells;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Writes leads as a file for spreadsheets: UTF-8 with a byte order mark, without cells
 * that a spreadsheet takes for a formula.
 */
final class LeadFile {

	private static final String BYTE_ORDER_MARK = "\uFEFF";

	private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder()
		.setHeader("Name", "Organisation", "Title", "E-mail", "Phone", "Interest", "Note", "Captured at")
		.get();

	/** A phone number is no formula, unless it is read as a subtraction. */
	private static final Pattern PHONE = Pattern.compile("\\+[0-9][0-9 ().\u00A0\u2011-]{4,30}");

	private static final char NON_BREAKING_HYPHEN = '\u2011';

	private LeadFile() {
	}

	static byte[] of(List<Lead> leads) {
		StringBuilder text = new StringBuilder(BYTE_ORDER_MARK);
		try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
			for (Lead lead : leads) {
				printer.printRecord(cell(lead.contact().name()), cell(lead.contact().organisation()),
						cell(lead.contact().title()), cell(lead.contact().email()), phone(lead.contact().phone()),
						lead.interest(), cell(lead.note()), lead.capturedAt());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return text.toString().getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Keeps an international phone number readable. Its hyphens are replaced by others
	 * that look the same, so that a spreadsheet does not subtract.
	 */
	static @Nullable String phone(@Nullable String value) {
		return (value != null && PHONE.matcher(value).matches()) ? value.replace('-', NON_BREAKING_HYPHEN)
				: cell(value);
	}

	/**
	 * Puts an apostrophe before a formula, so that a spreadsheet displays it as text.
	 */
	static @Nullable String cell(@Nullable String value) {
		return (value != null && Cells.isFormula(value)) ? '\'' + value : value;
	}

}
