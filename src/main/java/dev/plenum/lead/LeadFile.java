package dev.plenum.lead;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

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

	/** What a spreadsheet takes for the start of a formula, also after spaces. */
	private static final Pattern FORMULA = Pattern
		.compile("^[\\s\u00A0]*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20].*|^[\t\r\n].*", Pattern.DOTALL);

	private LeadFile() {
	}

	static byte[] of(List<Lead> leads) {
		StringBuilder text = new StringBuilder(BYTE_ORDER_MARK);
		try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
			for (Lead lead : leads) {
				printer.printRecord(cell(lead.contact().name()), cell(lead.contact().organisation()),
						cell(lead.contact().title()), cell(lead.contact().email()), cell(lead.contact().phone()),
						lead.interest(), cell(lead.note()), lead.capturedAt());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return text.toString().getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Puts an apostrophe before a formula, so that a spreadsheet displays it as text.
	 */
	static @Nullable String cell(@Nullable String value) {
		return (value != null && FORMULA.matcher(value).matches()) ? '\'' + value : value;
	}

}
