package dev.plenum.platform.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/**
 * Reads the visible sheets of an Excel workbook. Formulas are never calculated: a cell
 * with a formula has the value that the workbook stores.
 */
final class WorkbookTable {

	private static final int MOST_SHEETS = 200;

	private static final int SECONDS_PER_DAY = 86_400;

	/** Numbers below this one are times or durations rather than dates: 1980-01-01. */
	private static final double FIRST_DATE = 29_221;

	/** The number of Excel's own format with date and time. */
	private static final int DATE_AND_TIME = 22;

	private static final double LAST_DATE = 2_958_466;

	/** The parts of a number format that are not codes. */
	private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?!(?:h+|m+|s+)])[^\\]]*]|;.*",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private static final Pattern DATE_CODE = Pattern.compile("[dDyYhHsS]|[mM]{1,5}");

	private static final Pattern HEX = Pattern.compile("_x([0-9A-Fa-f]{4})_");

	private final ReadableWorkbook workbook;

	private final boolean from1904;

	private final SheetLimits limits;

	private final SheetLog log;

	private WorkbookTable(ReadableWorkbook workbook, boolean from1904, SheetLimits limits, SheetLog log) {
		this.workbook = workbook;
		this.from1904 = from1904;
		this.limits = limits;
		this.log = log;
	}

	static List<Sheet> read(byte[] file, SheetLimits limits, SheetLog log) {
		WorkbookGuard.Copy checked = WorkbookGuard.checked(file);
		try (ReadableWorkbook workbook = open(checked.file())) {
			return new WorkbookTable(workbook, checked.from1904(), limits, log).sheets();
		}
		catch (SheetFault ex) {
			throw ex;
		}
		catch (IOException | RuntimeException ex) {
			throw SheetFault.ofFile(WorkbookGuard.DAMAGED);
		}
	}

	/** Opens a workbook. Some programs write no formats. */
	private static ReadableWorkbook open(InputStream file) throws IOException {
		file.mark(0);
		try {
			return new ReadableWorkbook(file, new ReadingOptions(true, true));
		}
		catch (IOException | RuntimeException ex) {
			file.reset();
			return new ReadableWorkbook(file, new ReadingOptions(false, true));
		}
	}

	private List<Sheet> sheets() throws IOException {
		List<org.dhatim.fastexcel.reader.Sheet> visible = this.workbook.getSheets()
			.filter((sheet) -> sheet.getVisibility() == SheetVisibility.VISIBLE)
			.limit(MOST_SHEETS)
			.toList();
		List<Sheet> sheets = new ArrayList<>();
		for (org.dhatim.fastexcel.reader.Sheet sheet : visible) {
			sheets.add(sheet(sheet, (visible.size() > 1) ? sheet.getName() : ""));
		}
		return sheets;
	}

	private Sheet sheet(org.dhatim.fastexcel.reader.Sheet stored, String name) throws IOException {
		Sheet sheet = new Sheet(name, List.of(), this.from1904);
		List<Sheet.Row> rows = new ArrayList<>();
		try (Stream<Row> all = stored.openStream()) {
			for (Iterator<Row> each = all.iterator(); each.hasNext();) {
				Row row = each.next();
				List<String> cells = new ArrayList<>();
				for (@Nullable
				Cell cell : row) {
					cells.add((cell != null) ? text(cell, sheet, row.getRowNum()) : "");
				}
				this.limits.add(sheet, rows, row.getRowNum(), cells);
			}
		}
		return new Sheet(name, rows, sheet.from1904());
	}

	private String text(Cell cell, Sheet sheet, int row) {
		return switch (cell.getType()) {
			case EMPTY -> "";
			case NUMBER -> number(cell);
			case BOOLEAN -> cell.getText().toLowerCase(Locale.ROOT);
			case STRING -> decoded(cell.getText());
			case FORMULA, ERROR -> {
				this.log.add(sheet.place(row) + ", column " + Sheet
					.column(cell.getColumnIndex()), (cell.getType() == CellType.ERROR)
							? "The cell contains the error '%s' and is read as empty. Correct it in the workbook."
							: "The formula in the cell has no stored value, so the cell is read as empty. Open the workbook in a spreadsheet program, and save it again.",
						cell.getText());
				yield "";
			}
		};
	}

	private String number(Cell cell) {
		double number = ((BigDecimal) cell.getValue()).doubleValue();
		if (number >= 0 && number < LAST_DATE && isTemporal(cell)) {
			return temporal(number, hasDate(cell), hasTime(cell));
		}
		BigDecimal value = BigDecimal.valueOf(number);
		return (Math.abs(number) < 1e15) ? value.setScale(9, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString()
				: value.toString();
	}

	private String temporal(double number, boolean dated, boolean timed) {
		long seconds = Math.round(number * SECONDS_PER_DAY);
		if (number < 1 || number < FIRST_DATE && !dated) {
			Duration time = Duration.ofSeconds(seconds);
			return "%02d:%02d".formatted(time.toHours(), time.toMinutesPart())
					+ ((time.toSecondsPart() > 0) ? ":%02d".formatted(time.toSecondsPart()) : "");
		}
		String moment = moment(number, this.from1904);
		return (timed && moment.indexOf('T') < 0) ? moment + "T00:00" : moment;
	}

	/**
	 * Converts the number of a date.
	 * @param number the days since the first day
	 * @param from1904 whether the first day is in 1904
	 * @return a date, with the time unless it is midnight
	 */
	static String moment(double number, boolean from1904) {
		LocalDateTime moment = (from1904 ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, 30)).atStartOfDay()
			.plusSeconds(Math.round(number * SECONDS_PER_DAY));
		return (moment.toLocalTime().toSecondOfDay() == 0) ? moment.toLocalDate().toString()
				: DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(moment).replaceFirst(":00$", "");
	}

	private static boolean isTemporal(Cell cell) {
		String format = cell.getDataFormatString();
		if (format == null) {
			int id = (cell.getDataFormatId() != null) ? cell.getDataFormatId() : 0;
			return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58;
		}
		return !format.equalsIgnoreCase("General")
				&& DATE_CODE.matcher(LITERAL.matcher(format).replaceAll("").replaceAll("(?i)general|standard", ""))
					.find();
	}

	private static boolean hasDate(Cell cell) {
		String format = cell.getDataFormatString();
		return format == null || LITERAL.matcher(format).replaceAll("").matches("(?s).*[dDyY].*");
	}

	private static boolean hasTime(Cell cell) {
		String format = cell.getDataFormatString();
		return (format != null) ? LITERAL.matcher(format).replaceAll("").matches("(?s).*[hH].*")
				: Integer.valueOf(DATE_AND_TIME).equals(cell.getDataFormatId());
	}

	/** Decodes characters that XML cannot contain. */
	private static String decoded(String text) {
		return (text.contains("_x")) ? HEX.matcher(text)
			.replaceAll((found) -> java.util.regex.Matcher
				.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16)))) : text;
	}

}
