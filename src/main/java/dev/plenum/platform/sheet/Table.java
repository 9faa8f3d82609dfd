package dev.plenum.platform.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A table to write. A cell is a text, a number, a {@link LocalDateTime}, or null if it is
 * blank.
 */
public final class Table {

	private static final String BYTE_ORDER_MARK = "\uFEFF";

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm[:ss]", Locale.ROOT);

	private static final Pattern CREATED = Pattern.compile("<dcterms:created.*?</dcterms:created>");

	private static final Pattern ENCODED = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

	/** No time of making, so that equal tables are equal files. */
	private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

	private static final int WIDE = 45;

	private static final int NARROW = 18;

	private static final int CHOICE_ROWS = 1000;

	private final String name;

	private final List<String> headings;

	private final List<List<@Nullable Object>> rows = new ArrayList<>();

	/**
	 * Creates a table without rows.
	 * @param name the name of the sheet
	 * @param headings the headings of the columns
	 */
	public Table(String name, List<String> headings) {
		this.name = name;
		this.headings = List.copyOf(headings);
	}

	/**
	 * Adds a row.
	 * @param cells the cells
	 */
	public void add(@Nullable Object... cells) {
		this.rows.add(Arrays.asList(cells));
	}

	/**
	 * Writes the table as CSV in UTF-8 with a byte order mark. A text that a spreadsheet
	 * would calculate begins with an apostrophe.
	 * @return the file
	 */
	public byte[] csv() {
		StringBuilder text = new StringBuilder(BYTE_ORDER_MARK);
		try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
			printer.printRecord(this.headings);
			for (List<@Nullable Object> row : this.rows) {
				printer.printRecord(row.stream().map(Table::plain).toList());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return text.toString().getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Writes the table as an Excel workbook. Equal tables are equal files.
	 * @return the file
	 */
	public byte[] xlsx() {
		return xlsx(Map.of());
	}

	/**
	 * Writes the table as an Excel workbook that offers values to choose.
	 * @param choices the values by the index of the column
	 * @return the file
	 */
	public byte[] xlsx(Map<Integer, List<String>> choices) {
		ByteArrayOutputStream file = new ByteArrayOutputStream();
		try (Workbook workbook = new Workbook(file, "Plenum", null)) {
			Worksheet sheet = workbook.newWorksheet(this.name);
			for (int column = 0; column < this.headings.size(); column++) {
				sheet.value(0, column, this.headings.get(column));
				sheet.style(0, column).bold().set();
				sheet.width(column, (column == 1) ? WIDE : NARROW);
			}
			sheet.freezePane(0, 1);
			for (int row = 0; row < this.rows.size(); row++) {
				for (int column = 0; column < this.rows.get(row).size(); column++) {
					put(sheet, row + 1, column, this.rows.get(row).get(column));
				}
			}
			offer(workbook, sheet, choices);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return steady(file.toByteArray());
	}

	private static void put(Worksheet sheet, int row, int column, @Nullable Object value) {
		switch (value) {
			case null -> {
			}
			case LocalDateTime moment -> {
				sheet.value(row, column, moment);
				sheet.style(row, column).format("yyyy\\-mm\\-dd hh:mm").set();
			}
			case Number number -> sheet.value(row, column, number);
			default -> {
				String text = ENCODED.matcher(value.toString()).replaceAll("_x005F_");
				if (!text.isEmpty()) {
					sheet.value(row, column, text.startsWith("'") ? Cells.escaped(text) : text);
				}
			}
		}
	}

	private static void offer(Workbook workbook, Worksheet sheet, Map<Integer, List<String>> choices) {
		if (choices.values().stream().allMatch(List::isEmpty)) {
			return;
		}
		Worksheet values = workbook.newWorksheet("Choices");
		values.setVisibilityState(VisibilityState.HIDDEN);
		choices.forEach((column, all) -> {
			for (int i = 0; i < all.size(); i++) {
				values.value(i, column, all.get(i));
			}
			if (!all.isEmpty()) {
				sheet.range(1, column, CHOICE_ROWS, column)
					.validateWithList(values.range(0, column, all.size() - 1, column))
					.showErrorMessage(false)
					.errorTitle("")
					.error("");
			}
		});
	}

	private static @Nullable Object plain(@Nullable Object value) {
		return switch (value) {
			case LocalDateTime moment -> TIME.format(moment.withNano(0)).replaceFirst("(?<=:\\d\\d):00$", "");
			case String text -> Cells.escaped(text);
			case null, default -> value;
		};
	}

	/** Removes the time at which a workbook was made. */
	private static byte[] steady(byte[] workbook) {
		ByteArrayOutputStream copy = new ByteArrayOutputStream(workbook.length);
		try (ZipFile in = ZipFile.builder().setByteArray(workbook).get();
				ZipOutputStream out = new ZipOutputStream(copy)) {
			for (ZipArchiveEntry entry : Collections.list(in.getEntries())) {
				ZipEntry same = new ZipEntry(entry.getName());
				same.setTimeLocal(NO_TIME);
				out.putNextEntry(same);
				byte[] content = in.getInputStream(entry).readAllBytes();
				out.write(entry.getName().equals("docProps/core.xml")
						? CREATED.matcher(new String(content, StandardCharsets.UTF_8))
							.replaceAll("")
							.getBytes(StandardCharsets.UTF_8)
						: content);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return copy.toByteArray();
	}

}
