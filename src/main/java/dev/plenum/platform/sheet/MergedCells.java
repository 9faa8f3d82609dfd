package dev.plenum.platform.sheet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

/**
 * The cells of a sheet that are merged with the ones below them. A workbook stores the
 * value in the first cell only, and people mean it for all of these rows.
 */
final class MergedCells {

	private static final Pattern RANGE = Pattern.compile("([A-Z]{1,2})(\\d{1,7}):[A-Z]{1,3}(\\d{1,7})");

	/** The columns that a sheet can have: A to ZZ. */
	private static final int MOST_AT_ONCE = 702;

	private static final int MOST_RANGES = 100_000;

	private final Map<String, Range> byFirstCell = new HashMap<>();

	/** The merged cells that reach this row or a later one, with the first of them. */
	private final Map<Range, StoredCell> open = new LinkedHashMap<>();

	private final Set<String> written = new HashSet<>();

	private int row = -1;

	private MergedCells() {
	}

	/**
	 * Finds the merged cells of a sheet.
	 * @param sheet the XML of the sheet, in which they follow the rows
	 */
	static MergedCells in(byte[] sheet) throws XMLStreamException {
		MergedCells merged = new MergedCells();
		if (new String(sheet, StandardCharsets.ISO_8859_1).contains("mergeCell ")) {
			XMLStreamReader in = WorkbookGuard.reader(sheet);
			while (in.hasNext()) {
				if (in.next() == XMLStreamConstants.START_ELEMENT && in.getLocalName().equals("mergeCell")) {
					merged.add(String.valueOf(in.getAttributeValue(null, "ref")));
				}
			}
		}
		return merged;
	}

	private void add(String reference) {
		if (this.byFirstCell.size() >= MOST_RANGES) {
			throw SheetFault
				.ofFile("The sheet has more than %d groups of merged cells. Delete those that are not needed."
					.formatted(MOST_RANGES));
		}
		Matcher range = RANGE.matcher(reference);
		if (range.matches() && Integer.parseInt(range.group(2)) < Integer.parseInt(range.group(3))) {
			int first = Integer.parseInt(range.group(2));
			this.byFirstCell.put(range.group(1) + first,
					new Range(range.group(1), first, Integer.parseInt(range.group(3))));
		}
	}

	/**
	 * Begins a row.
	 * @param number its number; null if it has none
	 */
	void begin(@Nullable String number) {
		this.row = (number != null && number.matches("\\d{1,7}")) ? Integer.parseInt(number) : -1;
		this.written.clear();
		this.open.keySet().removeIf((range) -> range.last() < this.row);
	}

	/** Notes a cell of the row that is not blank. */
	void note(@Nullable String address, StoredCell cell) {
		if (address != null) {
			this.written.add(address);
			Range range = this.byFirstCell.get(address);
			if (range != null && this.open.size() < MOST_AT_ONCE) {
				this.open.put(range, cell);
			}
		}
	}

	/** Returns the cells of the row that repeat the value of a cell above. */
	List<StoredCell> repeated() {
		List<StoredCell> repeated = new ArrayList<>();
		this.open.forEach((range, cell) -> {
			String address = range.column() + this.row;
			if (range.first() < this.row && this.written.add(address)) {
				repeated.add(cell.at(address));
			}
		});
		return repeated;
	}

	/**
	 * Merged cells.
	 *
	 * @param column the name of their first column
	 * @param first the number of their first row
	 * @param last the number of their last row
	 */
	private record Range(String column, int first, int last) {
	}

}
