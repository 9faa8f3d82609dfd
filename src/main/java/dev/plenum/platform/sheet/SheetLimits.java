package dev.plenum.platform.sheet;

import java.util.ArrayList;
import java.util.List;

import dev.plenum.platform.graphql.PlainCharacters;

/**
 * Collects the rows of a table, and bounds what a file can occupy in memory.
 */
final class SheetLimits {

	static final int MOST_COLUMNS = 1000;

	private static final int MOST_ROWS = 100_000;

	private static final int LONGEST_CELL = 200_000;

	private static final long MOST_CHARACTERS = 40_000_000;

	private long characters;

	private int rows;

	/**
	 * Adds a row unless it is blank.
	 * @param sheet the sheet
	 * @param rows the rows of the sheet so far
	 * @param number the number of the row
	 * @param cells its cells
	 */
	void add(Sheet sheet, List<Sheet.Row> rows, int number, List<String> cells) {
		if (++this.rows > MOST_ROWS) {
			throw new SheetFault(sheet.place(number), number,
					"The table has more than %d rows. Delete the rows that are not needed.".formatted(MOST_ROWS));
		}
		List<String> texts = new ArrayList<>(cells.size());
		int last = 0;
		for (String cell : cells) {
			this.characters += cell.length();
			if (cell.length() > LONGEST_CELL || this.characters > MOST_CHARACTERS) {
				throw new SheetFault(sheet.place(number), number,
						"The table is too large: a cell has at most %d characters, and all cells together at most %d."
							.formatted(LONGEST_CELL, MOST_CHARACTERS));
			}
			String text = Cells.unescaped(PlainCharacters.in(cell).strip());
			texts.add(text);
			last = text.isEmpty() ? last : texts.size();
		}
		if (last > MOST_COLUMNS) {
			throw new SheetFault(sheet.place(number), number,
					"The row has more than %d columns.".formatted(MOST_COLUMNS));
		}
		if (last > 0) {
			rows.add(new Sheet.Row(number, texts.subList(0, last)));
		}
	}

}
